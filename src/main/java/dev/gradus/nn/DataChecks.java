package dev.gradus.nn;

import dev.gradus.data.Dataset;
import dev.gradus.math.Require;
import dev.gradus.math.Shapes;
import java.util.Arrays;
import java.util.List;

/** Whether data fit a network: refused before they go in, with both shapes and what to change. */
final class DataChecks {
    private DataChecks() {}

    static void inputs(double[][] inputs, int[] shape) {
        Require.notNull("inputs", inputs, "one row a sample");
        int n = Shapes.size(shape);
        for (int i = 0; i < inputs.length; i++) {
            Require.notNull("inputs[" + i + "]", inputs[i], n + " numbers");
            if (inputs[i].length != n)
                throw new IllegalArgumentException(
                        "inputs[" + i + "] has " + inputs[i].length + " numbers, but the network takes "
                                + Shapes.text(shape) + (shape.length > 1 ? " = " + n : ""));
        }
    }

    /**
     * @param shape of one input of the network
     * @param outputs numbers that it gives
     */
    static void dataset(String name, Dataset data, int[] shape, int outputs) {
        Require.notNull(name, data, "a Dataset");
        boolean pictures = shape.length == 3 && data.inputShape().length == 3;
        String theirs = Shapes.text(data.inputShape());
        if (data.inputs() != Shapes.size(shape))
            throw new IllegalArgumentException(name + " has inputs of " + theirs + " (" + data.inputs()
                    + " numbers), but the network takes " + Shapes.text(shape) + " (" + Shapes.size(shape)
                    + "); use Network.input(" + (pictures ? theirs.replace(" ×", ",") : data.inputs()) + ")");
        if (pictures && !Arrays.equals(shape, data.inputShape()))
            throw new IllegalArgumentException(name + " has pictures of " + theirs + ", but the network takes "
                    + Shapes.text(shape) + " (channels × height × width)");
        if (data.outputs() != outputs)
            throw new IllegalArgumentException(name + " has targets of " + data.outputs() + " numbers"
                    + (data.classes().isEmpty() ? "" : " (one a class)") + ", but the last layer gives " + outputs
                    + "; end the network with .dense(" + data.outputs() + ", …)");
    }

    static void batches(List<Layer> layers, int samples, int batchSize) {
        Require.atLeast("batchSize", batchSize, 1);
        int last = samples % batchSize == 0 ? Math.min(samples, batchSize) : samples % batchSize;
        for (int l = 0; l < layers.size(); l++)
            if (layers.get(l) instanceof BatchNorm && !((BatchNorm) layers.get(l)).canTrainOn(last))
                throw new IllegalArgumentException("layer " + l + " (batchNorm) can't train on a batch of one sample,"
                        + " but " + samples + " samples in batches of " + batchSize + " leave "
                        + (samples == last ? "no more" : "one for the last") + "; use another batch size, or take("
                        + (samples - 1) + ")");
    }
}
