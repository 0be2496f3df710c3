package dev.gradus.nn;

import dev.gradus.data.Dataset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a network is worth on data that it was shown once, in inference mode. */
public final class Evaluation {
    private final Dataset data;
    private final double[][] outputs; // n × K
    private final double loss;
    private final int[] truth; // class of each sample; empty where the targets are no classes, as the next
    private final int[] predicted;

    Evaluation(Dataset data, double[][] outputs, double loss) {
        this.data = data;
        this.outputs = outputs;
        this.loss = loss;
        int classified = data.isClassification() ? outputs.length : 0;
        truth = IntStream.range(0, classified)
                .map(i -> Metrics.classOf(data.target(i)))
                .toArray();
        predicted = IntStream.range(0, classified)
                .map(i -> Metrics.classOf(outputs[i]))
                .toArray();
    }

    private boolean isClassification() {
        return predicted.length > 0;
    }

    /** The mean loss. */
    public double loss() {
        return loss;
    }

    /** The share of right answers, 0 … 1; NaN where the targets are no classes. */
    public double accuracy() {
        if (!isClassification()) return Double.NaN;
        long right =
                IntStream.range(0, size()).filter(i -> predicted[i] == truth[i]).count();
        return right / (double) size();
    }

    /** Samples looked at. */
    public int size() {
        return outputs.length;
    }

    /** The data. */
    public Dataset data() {
        return data;
    }

    /** Counts by true class (row) and predicted class (column); a single 0/1 output counts as two classes. */
    public int[][] confusion() {
        if (!isClassification())
            throw new IllegalStateException("a confusion matrix needs classes, but the targets are numbers");
        int classes = Math.max(2, data.outputs());
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < size(); i++) counts[truth[i]][predicted[i]]++;
        return counts;
    }

    /**
     * A wrong answer.
     *
     * @param index which sample
     * @param truth its class
     * @param predicted the class that the network chose
     * @param confidence the output for that class, 0 … 1
     */
    public record Mistake(int index, int truth, int predicted, double confidence) {}

    /** All wrong answers, the most confident first. */
    public List<Mistake> mistakes() {
        if (!isClassification()) return List.of();
        return IntStream.range(0, size())
                .filter(i -> predicted[i] != truth[i])
                .mapToObj(i -> new Mistake(i, truth[i], predicted[i], confidence(i)))
                .sorted(Comparator.comparingDouble(Mistake::confidence)
                        .reversed()
                        .thenComparingInt(Mistake::index))
                .toList();
    }

    private double confidence(int i) {
        double[] a = outputs[i];
        return a.length == 1 ? Math.max(a[0], 1 - a[0]) : a[predicted[i]];
    }

    /** "Evaluation of 10,000 samples: loss 0.2512, accuracy 92.93 %". */
    @Override
    public String toString() {
        String text = String.format(Locale.ROOT, "Evaluation of %,d samples: loss %.4f", size(), loss);
        return isClassification() ? text + String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * accuracy()) : text;
    }
}
