package dev.gradus.nn;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import java.util.stream.IntStream;

/** A network in use: in batches small enough that what lies between its layers never takes much memory. */
final class Inference {
    private static final int BATCH = 500; // samples, and no more than
    private static final int NUMBERS = BATCH * 8192; // behind a layer, at 4 bytes each

    private final Network network;
    private final int batchSize;

    /** @param widest numbers of one sample behind the widest layer */
    Inference(Network network, int widest) {
        this.network = network;
        batchSize = Math.max(1, Math.min(BATCH, NUMBERS / Math.max(1, widest)));
    }

    /** The outputs for each input, n × inputs. */
    double[][] predict(double[][] inputs) {
        double[][] outputs = new double[inputs.length][];
        for (int from = 0; from < inputs.length; from += batchSize) {
            int to = Math.min(from + batchSize, inputs.length);
            Matrix x = Matrix.zeros(to - from, network.inputs());
            for (int i = from; i < to; i++) x.setRow(i - from, inputs[i]);
            Matrix a = network.forward(x, false);
            for (int i = from; i < to; i++) outputs[i] = a.row(i - from);
        }
        return outputs;
    }

    Evaluation evaluate(Dataset data, Loss loss) {
        int[] order = IntStream.range(0, data.size()).toArray();
        double[][] outputs = new double[data.size()][];
        double sum = 0;
        Batch batch = null;
        for (int from = 0; from < data.size(); from += batchSize) {
            batch = data.batch(order, from, Math.min(from + batchSize, data.size()), batch);
            Matrix a = network.forward(batch.inputs(), false);
            sum += batch.size() * network.value(loss, a, batch.targets());
            for (int i = 0; i < batch.size(); i++) outputs[from + i] = a.row(i);
        }
        return new Evaluation(data, outputs, sum / data.size(), Metrics.boundary(data, loss));
    }
}
