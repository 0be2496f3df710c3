package dev.gradus.nn;

import dev.gradus.activation.Activation;
import dev.gradus.loss.Loss;
import dev.gradus.math.Figures;
import dev.gradus.math.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way through a network and back, with every number that occurs, in double precision: what {@link
 * Network#backward} does, but remembered. The network itself stays as it is.
 */
public final class Trace {
    /**
     * One layer of it.
     *
     * @param name what the layer calls itself, e.g. "dense", "relu"
     * @param isActivation whether it is a bend between two layers
     * @param parameters with their gradients
     * @param input m × inputs
     * @param output m × outputs
     * @param outputGradient ∂J/∂output; null where the loss goes straight to the gradient in front of the activation
     * @param inputGradient ∂J/∂input
     * @param slope σ′(input) of an activation that works element by element; else null
     */
    public record Step(
            String name,
            boolean isActivation,
            List<Parameter> parameters,
            Matrix input,
            Matrix output,
            @Nullable Matrix outputGradient,
            Matrix inputGradient,
            @Nullable Matrix slope) {}

    private final Network network;
    private final Loss loss;
    private final Matrix targets;
    private final List<Step> steps;
    private final double value;

    private Trace(Network network, Loss loss, Matrix targets, List<Step> steps, double value) {
        this.network = network;
        this.loss = loss;
        this.targets = targets;
        this.steps = steps;
        this.value = value;
    }

    /**
     * Sends a batch there and back.
     *
     * @param x m × inputs
     * @param y m × outputs
     */
    public static Trace of(Network original, Loss loss, Matrix x, Matrix y) {
        Network network = original.toDouble();
        network.parameters().forEach(Parameter::zeroGradient);
        Chain chain = network.chain();
        List<Matrix> values = new ArrayList<>(List.of(x.toDouble())); // x, then behind each layer
        Matrix a = chain.forward(0, values.get(0), true, (l, in, out) -> values.add(out.toDouble()));
        Matrix targets = y.toDouble();
        Matrix delta = a.like();
        Chain.Start start = chain.start(loss, a, targets, delta);
        Step[] steps = new Step[chain.layers().size()];
        for (int l = start.top() + 1; l < steps.length; l++) steps[l] = step(chain, l, values, null, delta.toDouble());
        chain.backward(
                start.top(),
                delta,
                0,
                (l, in, out) -> steps[l] = step(chain, l, values, in.toDouble(), out.toDouble()));
        return new Trace(network, loss, targets, List.of(steps), start.loss());
    }

    private static Step step(Chain chain, int l, List<Matrix> values, @Nullable Matrix arrived, Matrix passed) {
        Layer layer = chain.layers().get(l);
        Matrix input = values.get(l);
        Matrix output = values.get(l + 1);
        Matrix slope = layer instanceof ActivationLayer bend ? slope(bend.activation, input, output) : null;
        return new Step(
                layer.toString(),
                layer instanceof ActivationLayer,
                layer.parameters(),
                input,
                output,
                arrived,
                passed,
                slope);
    }

    /** σ′(z), found by asking twice: only where numbers don't touch each other is the gradient a product. */
    private static @Nullable Matrix slope(Activation activation, Matrix z, Matrix a) {
        Matrix slope = z.like();
        activation.backward(z, a, z.map(v -> 1), slope);
        Matrix mixed = z.like();
        int[] count = {0};
        Matrix da = z.map(v -> ++count[0]);
        activation.backward(z, a, da, mixed);
        Matrix difference = da.times(slope).minus(mixed);
        return difference.sumOfSquares() < 1e-20 ? slope : null;
    }

    /** Layer by layer. */
    public List<Step> steps() {
        return steps;
    }

    /** J, without penalties. */
    public double loss() {
        return value;
    }

    /** The targets, m × outputs. */
    public Matrix targets() {
        return targets.toDouble();
    }

    /** The parameters of all layers; those of {@link Step#parameters}. */
    public List<Parameter> parameters() {
        return network.parameters();
    }

    /** J if this went into layer l instead of what did; with the parameters as they are now. */
    public double lossFrom(int l, Matrix input) {
        Chain chain = network.chain();
        Matrix a = chain.forward(l, input, true, (layer, in, out) -> {});
        return chain.start(loss, a, targets, a.like()).loss();
    }

    /** "Trace of 2 samples through 3 layers, loss 0.25". */
    @Override
    public String toString() {
        return "Trace of " + targets.rows() + (targets.rows() == 1 ? " sample" : " samples") + " through "
                + steps.size() + (steps.size() == 1 ? " layer" : " layers") + ", loss "
                + Figures.text(value, 6);
    }
}
