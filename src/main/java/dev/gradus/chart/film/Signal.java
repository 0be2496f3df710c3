package dev.gradus.chart.film;

/**
 * A number of a network of circles and arrows, and from when on it is known.
 *
 * @param layer 0 is the input
 * @param neuron in that layer
 * @param source of a weight: the neuron in the layer in front that it comes from; else 0
 * @param frame the first that shows it
 */
public record Signal(Kind kind, int layer, int neuron, int source, double value, int frame) {
    /** What it is, and how it is written: in the picture, beside its value. */
    public enum Kind {
        INPUT("x"),
        TARGET("y"),
        WEIGHT("w"),
        BIAS("b"),
        SUM("z"),
        OUTPUT("a"),
        LOSS("J"),
        /** ∂J/∂a, as it arrives. */
        ARRIVED("∂a"),
        /** ∂J/∂z. */
        DELTA("δ"),
        WEIGHT_GRADIENT("∂"),
        BIAS_GRADIENT("∂");

        final String symbol;

        Kind(String symbol) {
            this.symbol = symbol;
        }
    }
}
