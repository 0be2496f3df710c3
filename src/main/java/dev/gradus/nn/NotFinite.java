package dev.gradus.nn;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.errors.Names;
import dev.gradus.loss.Loss;
import dev.gradus.math.Figures;
import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Says in words where numbers stop being finite: in the weights, the inputs, the targets, the outputs or the loss. */
public final class NotFinite {
    private static final int DIGITS = 4;
    private static final double LARGE = 1e15; // whose squares and products soon leave single precision

    private final Network network;
    private final Dataset data;
    private final int[] samples; // of the data
    private final Batch batch; // of these
    private final Matrix outputs;

    private NotFinite(Network network, Dataset data, int[] samples, boolean training) {
        this.network = network;
        this.data = data;
        this.samples = samples;
        batch = data.batch(samples, 0, samples.length, null);
        outputs = network.forward(batch.inputs(), training);
    }

    // ---- weights ----

    /** The first weight that is no finite number, else the largest: "0.weight of layer 0 (dense) holds NaN". */
    public static String weight(Network network) {
        Parameter where = null;
        double extreme = 0;
        for (Parameter p : network.parameters())
            for (double value : p.values())
                if (where == null || Double.isFinite(extreme) && !(Math.abs(value) <= Math.abs(extreme))) {
                    where = p;
                    extreme = value;
                }
        return where == null
                ? "the network has no weights"
                : where.name() + " of " + network.layerOf(where) + " holds " + (float) extreme;
    }

    private static boolean hasFiniteWeights(Network network) {
        return network.parameters().stream().allMatch(p -> p.matrix().isFinite());
    }

    // ---- in use ----

    /** Why the outputs for these samples are no finite numbers, and what to do: "the outputs are NaN: …". */
    static String outputs(Network network, Dataset data, int[] samples) {
        NotFinite it = new NotFinite(network, data, samples, false);
        return "the outputs are " + first(it.outputs) + ": " + it.outputs();
    }

    private String outputs() {
        if (!hasFiniteWeights(network)) return weight(network) + "; train again, or load finite weights";
        return layer(false);
    }

    /** The first layer that makes something else of finite numbers: "layer 1 (Scale) gives NaN for numbers from -3 to 5". */
    private String layer(boolean training) {
        String[] found = {""};
        network.chain().forward(0, batch.inputs(), training, (l, in, out) -> {
            if (!found[0].isEmpty() || out.isFinite()) return;
            String name = Names.of(network.chain().layers().get(l));
            found[0] = "layer " + l + " (" + name + ") gives " + first(out) + " for numbers " + range(in);
        });
        double weights = network.parameters().stream()
                .mapToDouble(p -> largest(p.matrix()))
                .max()
                .orElse(0);
        if (largest(batch.inputs()) > LARGE) return found[0] + "; scale the inputs, which go " + range(batch.inputs());
        return found[0]
                + (weights > LARGE ? "; set or train smaller weights: " + weight(network) : "; look at its forward(…)");
    }

    // ---- in training ----

    /**
     * Why these samples give no finite loss, or a gradient that isn't finite, before anything was learnt from them, and
     * what to do.
     */
    public static String loss(Network network, Dataset data, int[] samples, Loss loss) {
        return new NotFinite(network, data, samples, true).loss(loss);
    }

    /** What is too large for the steps: "the targets, which go from 1 to 1e30,"; else "the inputs". */
    public static String tooLarge(Dataset data, int[] samples) {
        Batch batch = data.batch(samples, 0, samples.length, null);
        boolean targets = largest(batch.targets()) > Math.max(LARGE, largest(batch.inputs()));
        Matrix numbers = targets ? batch.targets() : batch.inputs();
        return (targets ? "the targets" : "the inputs")
                + (largest(numbers) > LARGE ? ", which go " + range(numbers) + "," : "");
    }

    private String loss(Loss loss) {
        Matrix x = batch.inputs();
        Matrix y = batch.targets();
        if (!outputs.isFinite()) return layer(true);
        double j = network.value(loss, outputs, y);
        String ranges = "the inputs go " + range(x) + ", the outputs " + range(outputs) + ", the targets " + range(y);
        boolean large = Math.max(largest(x), Math.max(largest(outputs), largest(y))) > LARGE;
        String largest = largest(y) >= largest(outputs) && largest(y) >= largest(x) ? "targets" : "inputs";
        if (large && Double.isFinite(j))
            return "the " + largest + " are so large that the gradient isn't finite: " + ranges + "; scale the "
                    + largest;
        return Double.isFinite(j) && hasFiniteGradient(loss)
                ? "the loss and its gradient are finite, but on the way back they meet a layer that gives something else: "
                        + ranges + "; look at backward(δ) and gradients(δ) of your own layers"
                : "it is the loss, " + Names.of(loss) + ", that "
                        + (Double.isFinite(j) ? "has a gradient that isn't finite" : "gives " + j)
                        + " for finite numbers: " + ranges + "; "
                        + (large ? "scale the " + largest : "look at its value(…) and gradient(…)");
    }

    private boolean hasFiniteGradient(Loss loss) {
        Matrix gradient = outputs.like();
        loss.gradient(outputs, batch.targets(), gradient);
        return gradient.isFinite();
    }

    // ---- places and ranges ----

    private static int[] place(Matrix m) {
        int first = IntStream.range(0, m.size())
                .filter(i -> !Double.isFinite(m.get(i / m.columns(), i % m.columns())))
                .findFirst()
                .orElseThrow();
        return new int[] {first / m.columns(), first % m.columns()};
    }

    private static String first(Matrix m) {
        int[] at = place(m);
        return Figures.text(m.get(at[0], at[1]), DIGITS);
    }

    private static double largest(Matrix m) {
        return Arrays.stream(m.toArray()).map(Math::abs).max().orElse(0);
    }

    private static String range(Matrix m) {
        double[] values = m.toArray();
        return "from " + Figures.text(Arrays.stream(values).min().orElse(0), DIGITS) + " to "
                + Figures.text(Arrays.stream(values).max().orElse(0), DIGITS);
    }
}
