package dev.gradus.nn;

import dev.gradus.errors.LayerException;
import dev.gradus.errors.Mismatch;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.math.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tries somebody's own layer on a few random rows, there and back, before it enters a network: what breaks the contract
 * of {@link Layer} is named here and doesn't show as a network that learns badly. Parameters are shaken for it, since at
 * 0 some gradients are rightly 0, and are then as they were.
 */
final class Probe {
    private static final int FEW = 3; // samples to begin with
    private static final int MANY = 200; // a gradient may be 0 by chance, as behind a silent ReLU or a mask

    private final String place; // "1"
    private final String name; // "Scale"
    private final Layer layer;
    private final Shape input;
    private final Shape output;
    private final boolean inDouble;
    private int samples = FEW;
    private final RandomStream random = RandomStream.of(0, "probe", 0);

    Probe(String place, String name, Layer layer, Shape input, Shape output, boolean inDouble) {
        this.place = place;
        this.name = name;
        this.layer = layer;
        this.input = input;
        this.output = output;
        this.inDouble = inDouble;
    }

    /** @throws IllegalStateException that names the layer and what is wrong with it */
    void run() {
        List<Parameter> parameters = layer.parameters();
        if (parameters == null)
            throw wrong("parameters() gives null; a layer without any gives List.of(), or leaves the method out");
        if (parameters.stream().anyMatch(Objects::isNull))
            throw wrong(
                    "parameters() holds null; make each in the constructor, e.g. by setup.constant(\"scale\", n, 1)");
        List<double[]> values = parameters.stream().map(Parameter::values).toList();
        checkOutput(layer.forward(inputs(), false));
        for (int i = 0; i < parameters.size(); i++)
            if (parameters.get(i).isTrained()) parameters.get(i).set(shaken(values.get(i)));
        boolean[] touched = new boolean[parameters.size()];
        boolean[] apart = new boolean[parameters.size()]; // by gradients(δ), if that is a method of its own
        do {
            thereAndBack(parameters, touched, apart);
            samples *= 2;
        } while (samples < MANY && !all(touched, apart));
        for (int i = 0; i < touched.length; i++) {
            parameters.get(i).set(values.get(i));
            parameters.get(i).zeroGradient();
        }
        for (int i = 0; i < touched.length; i++) {
            if (!parameters.get(i).isTrained() || touched[i] && apart[i]) continue;
            String name = parameters.get(i).name();
            throw wrong(
                    touched[i]
                            ? "gradients(δ) leaves the gradient of " + name + " at 0, but backward(δ) does not; leave"
                                    + " gradients out, or let both add the same"
                            : "backward(δ) leaves the gradient of " + name
                                    + " at 0; backward adds ∂J/∂θ to the gradient"
                                    + " of each parameter and gives ∂J/∂x"
                                    + (apart[i] ? " (so far gradients(δ) alone does: call it from backward)" : ""));
        }
    }

    private void thereAndBack(List<Parameter> parameters, boolean[] touched, boolean[] apart) {
        Matrix x = inputs();
        Matrix delta = checkOutput(layer.forward(x, true)).map(a -> random.nextGaussian());
        double[] before = delta.toArray();
        parameters.forEach(Parameter::zeroGradient);
        Matrix dx = layer.backward(delta);
        if (!Arrays.equals(before, delta.toArray()))
            throw wrong("backward(δ) writes into δ, which others read, too; write into a matrix of its own, e.g."
                    + " delta.like()");
        if (input.vocabulary() == 0) check("backward(δ)", dx, x); // ∂J/∂x of names means nothing
        note(parameters, touched);
        parameters.forEach(Parameter::zeroGradient);
        layer.forward(x, true);
        layer.gradients(delta);
        note(parameters, apart);
    }

    private static void note(List<Parameter> parameters, boolean[] touched) {
        for (int i = 0; i < touched.length; i++)
            touched[i] |= !parameters.get(i).isTrained()
                    || parameters.get(i).gradient().sumOfSquares() != 0;
    }

    private static boolean all(boolean[] touched, boolean[] apart) {
        for (int i = 0; i < touched.length; i++) if (!touched[i] || !apart[i]) return false;
        return true;
    }

    /** A few samples: numbers about 0, or any tokens. */
    private Matrix inputs() {
        Matrix x = zeros(input);
        return x.map(zero -> input.vocabulary() > 0 ? random.nextInt(input.vocabulary()) : random.nextGaussian());
    }

    private double[] shaken(double[] values) {
        return Arrays.stream(values).map(v -> v + 0.3 * random.nextGaussian()).toArray();
    }

    private Matrix zeros(Shape shape) {
        Matrix zeros = Matrix.zeros(samples * shape.rows(), shape.columns());
        return inDouble ? zeros.toDouble() : zeros;
    }

    private Matrix checkOutput(Matrix a) {
        return check("forward(x, …)", a, zeros(output));
    }

    private Matrix check(String method, @Nullable Matrix result, Matrix expected) {
        if (result == null) throw wrong(method + " gives null; expected a " + expected.shape() + " matrix");
        if (result.rows() == expected.rows() && result.columns() == expected.columns()) return result;
        boolean forward = method.startsWith("forward");
        String what =
                method + " gives a " + result.shape() + " matrix for " + samples + " samples of " + input + ", but "
                        + (forward ? "its recipe says " : "the input was ") + expected.shape()
                        + (forward ? "; override outputShape in the recipe" : "");
        throw new LayerException(
                words(what), place, name, Mismatch.of(box(method, result), box(forward ? "recipe" : "x", expected)));
    }

    private static Mismatch.Box box(String name, Matrix matrix) {
        return Mismatch.Box.of(name, matrix.rows(), matrix.columns());
    }

    private LayerException wrong(String what) {
        return new LayerException(words(what), place, name, (Throwable) null);
    }

    private String words(String what) {
        return "layer " + place + " (" + name + "): " + what;
    }
}
