package dev.gradus.nn;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Linear;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Layers one behind the other, which are a layer themselves. Forward, a batch runs through them from first to last;
 * backward, δ runs from last to first. A network is a chain and what trains it; whoever wants to see what happens on the
 * way, such as a trace or a picture, watches this walk and makes none of its own.
 */
final class Chain implements Proven {
    /** Sees each layer with what went in and what came out: x and A on the way forward, δ and ∂J/∂x on the way back. */
    interface Watcher {
        void passed(int layer, Matrix in, Matrix out);
    }

    private static final Watcher NOBODY = (layer, in, out) -> {};

    private final List<Layer> layers;
    private final List<List<Parameter>> ofLayer; // the parameters of each
    private final List<Parameter> parameters; // of all

    Chain(List<Layer> layers) {
        this.layers = List.copyOf(layers);
        ofLayer = layers.stream().map(Layer::parameters).toList();
        parameters = ofLayer.stream().flatMap(List::stream).toList();
    }

    List<Layer> layers() {
        return layers;
    }

    @Override
    public List<Layer> inside() {
        return layers;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public Matrix forward(Matrix x, boolean training) {
        return forward(0, x, training, NOBODY);
    }

    /** What comes out at the end if x goes into the given layer. */
    Matrix forward(int from, Matrix x, boolean training, Watcher watcher) {
        Matrix a = x;
        for (int l = from; l < layers.size(); l++) {
            Matrix in = a;
            a = layers.get(l).forward(in, training);
            watcher.passed(l, in, a);
        }
        return a;
    }

    @Override
    public Matrix backward(Matrix delta) {
        return backward(layers.size() - 1, delta, 0, NOBODY);
    }

    /** From ∂J/∂z, z in front of the activation at the end, to ∂J/∂x. */
    Matrix fromLogits(Matrix delta) {
        int last = layers.size() - 1;
        return backward(layers.get(last) instanceof ActivationLayer ? last - 1 : last, delta, 0, NOBODY);
    }

    /** From ∂J/∂output of the layer at the top to ∂J/∂x of the lowest one. */
    Matrix backward(int top, Matrix delta, int lowest, Watcher watcher) {
        Matrix d = delta;
        for (int l = top; l >= lowest; l--) {
            Matrix in = d;
            d = layers.get(l).backward(in);
            watcher.passed(l, in, d);
        }
        return d;
    }

    @Override
    public void gradients(Matrix delta) {
        gradients(layers.size() - 1, delta);
    }

    /** From ∂J/∂output of the layer at the top down to the lowest layer that learns: nobody needs ∂J/∂x below. */
    void gradients(int top, Matrix delta) {
        int lowest = 0;
        while (lowest <= top && !learns(lowest)) lowest++;
        if (lowest <= top) layers.get(lowest).gradients(backward(top, delta, lowest + 1, NOBODY));
    }

    private boolean learns(int layer) {
        for (Parameter p : ofLayer.get(layer)) if (p.isTrained()) return true;
        return false;
    }

    // ---- the end, where the loss begins ----

    /** σ of the last layer; linear where it is none. */
    Activation end() {
        return layers.get(layers.size() - 1) instanceof ActivationLayer last ? last.activation : new Linear();
    }

    /**
     * Begins the way back from the loss of the newest batch: writes δ, by the loss's shortcut where it has one for
     * {@link #end}.
     *
     * @param delta m × outputs, to be written
     */
    Start start(Loss loss, Matrix a, Matrix y, Matrix delta) {
        int top = layers.size() - 1;
        OptionalDouble shortcut = layers.get(top) instanceof ActivationLayer last
                ? loss.fromLogits(last.activation, last.logits(), a, y, delta)
                : OptionalDouble.empty();
        if (shortcut.isPresent()) return new Start(shortcut.getAsDouble(), top - 1);
        loss.gradient(a, y, delta);
        return new Start(loss.value(a, y), top);
    }

    /**
     * Where the way back begins.
     *
     * @param loss J
     * @param top the layer that δ = ∂J/∂output belongs to: the last one, or by a shortcut the one in front of it
     */
    record Start(double loss, int top) {}

    @Override
    public String toString() {
        return "chain";
    }
}
