package dev.gradus.nn;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.evaluation.Metrics;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** The outputs for each input, n × numbers of a sample. */
    double[][] predict(double[][] inputs) {
        Shape in = network.inputShape();
        Shape out = network.outputShape();
        double[][] outputs = new double[inputs.length][];
        for (int from = 0; from < inputs.length; from += batchSize) {
            int m = Math.min(batchSize, inputs.length - from);
            Matrix x = Matrix.zeros(m, in.size());
            for (int i = 0; i < m; i++) x.setRow(i, inputs[from + i]);
            Matrix a = network.forward(x.reshape(m * in.rows(), in.columns()), false)
                    .reshape(m, out.size());
            for (int i = 0; i < m; i++) outputs[from + i] = a.row(i);
        }
        return outputs;
    }

    /** What layers of ours did with one input, by their places and names. */
    Map<String, double[][]> insides(double[] input) {
        predict(new double[][] {input});
        Map<String, double[][]> all = new TreeMap<>();
        collect("", network.chain(), all);
        return all;
    }

    private static void collect(String path, Proven around, Map<String, double[][]> all) {
        List<Layer> layers = around.inside();
        for (int l = 0; l < layers.size(); l++) {
            if (!(layers.get(l) instanceof Proven own)) continue;
            String place = path + l;
            own.insides()
                    .forEach((name, rows) -> all.put(
                            place + " " + name,
                            IntStream.range(0, rows.rows()).mapToObj(rows::row).toArray(double[][]::new)));
            collect(place + ".", own, all);
        }
    }

    /**
     * @param data fitted to the network
     * @param seen the same as their owner sees them, such as pictures where the network takes rows
     */
    Evaluation evaluate(Dataset data, Dataset seen, Loss loss) {
        int rows = network.outputShape().rows();
        int[] order = IntStream.range(0, data.size()).toArray();
        double[][] outputs = new double[data.size() * rows][];
        double sum = 0;
        double weight = 0; // of all rows
        String trouble = "";
        Batch batch = null;
        for (int from = 0; from < data.size(); from += batchSize) {
            batch = data.batch(order, from, Math.min(from + batchSize, data.size()), batch);
            Matrix a = network.forward(batch.inputs(), false);
            double w = loss.weight(batch.targets());
            sum += w * network.value(loss, a, batch.targets());
            weight += w;
            for (int i = 0; i < a.rows(); i++) outputs[from * rows + i] = a.row(i);
            if (trouble.isEmpty() && !a.isFinite())
                trouble = NotFinite.outputs(network, data, Arrays.copyOfRange(order, from, from + batch.size()));
        }
        return new Evaluation(seen, outputs, sum / weight, Metrics.boundary(data, loss), trouble);
    }
}
