package dev.gradus.train;

import dev.gradus.chart.Charts;
import dev.gradus.chart.Curve;
import dev.gradus.chart.Screen;
import dev.gradus.data.Tabular;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;

/** What a training recorded, epoch by epoch. */
public final class History implements Tabular {
    private static final int LINES = 20; // that toString prints

    private final List<Epoch> epochs;
    private final double[] learningRates; // one a step
    private final List<Reason> reasons;
    private final double[] touches;

    History(List<Epoch> epochs) {
        this(epochs, new double[0], List.of());
    }

    History(List<Epoch> epochs, double[] learningRates, List<Reason> reasons) {
        this(epochs, learningRates, reasons, new double[0]);
    }

    History(List<Epoch> epochs, double[] learningRates, List<Reason> reasons, double[] touches) {
        this.touches = touches;
        this.epochs = List.copyOf(epochs);
        this.learningRates = learningRates;
        this.reasons = List.copyOf(reasons);
    }

    /** One record for each epoch. */
    public List<Epoch> epochs() {
        return epochs;
    }

    /** η of each step, as schedule and {@link Trainer#learningRate(double)} had it. */
    public double[] learningRates() {
        return learningRates.clone();
    }

    /**
     * When {@link Trainer#learningRate(double)} changed η during the training, in epochs: 2.5 is the middle of the third. The
     * chart marks these places; a schedule's changes are not among them.
     */
    public double[] touches() {
        return touches.clone();
    }

    /** Why the training ended, in words; empty while it goes on. */
    public String reason() {
        return reasons.stream().map(Reason::toString).collect(Collectors.joining("; "));
    }

    /** The same as facts; the second, if there is one, tells which weights the network has now. */
    public List<Reason> reasons() {
        return reasons;
    }

    /** Whether no epoch was completed. */
    public boolean isEmpty() {
        return epochs.isEmpty();
    }

    /**
     * The last epoch.
     *
     * @throws IllegalStateException if no epoch was completed
     */
    public Epoch last() {
        if (isEmpty()) throw new IllegalStateException("no epoch was completed, so there is no last one");
        return epochs.get(epochs.size() - 1);
    }

    /** A row an epoch, with the names of {@link Epoch}; a figure that was not measured is missing. */
    @Override
    public Map<String, List<?>> columns() {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        columns.put("epoch", epochs.stream().map(Epoch::number).toList());
        columns.put("trainingLoss", epochs.stream().map(Epoch::trainingLoss).toList());
        columns.put(
                "trainingAccuracy", epochs.stream().map(Epoch::trainingAccuracy).toList());
        columns.put("validationLoss", epochs.stream().map(Epoch::validationLoss).toList());
        columns.put(
                "validationAccuracy",
                epochs.stream().map(Epoch::validationAccuracy).toList());
        return columns;
    }

    /** Shows accuracy and loss, side by side: in the notebook, in a window, or as a file where there is no screen. */
    public void plot() {
        Screen.showOf(chart(), this);
    }

    /** The same picture as an XChart object; the loss alone where there are no accuracies. */
    public XYChart chart() {
        int first = isEmpty() ? 1 : epochs.get(0).number();
        XYChart loss = Charts.curves(
                "loss",
                first,
                List.of(curve("train", Epoch::trainingLoss), curve("val", Epoch::validationLoss)),
                touches);
        if (isEmpty() || Double.isNaN(epochs.get(0).trainingAccuracy())) return loss;
        XYChart accuracy = Charts.curves(
                "accuracy",
                first,
                List.of(curve("train", Epoch::trainingAccuracy), curve("val", Epoch::validationAccuracy)),
                touches);
        return Charts.sideBySide(accuracy, loss);
    }

    private Curve curve(String name, ToDoubleFunction<Epoch> figure) {
        return new Curve(name, epochs.stream().mapToDouble(figure).toArray());
    }

    /** A text table; of many epochs the first and the last. */
    @Override
    public String toString() {
        if (isEmpty()) return "History of 0 epochs";
        StringBuilder text = new StringBuilder("epoch      loss  accuracy  val loss   val acc");
        int left = epochs.size();
        for (Epoch epoch : epochs) {
            boolean shown = epochs.size() <= LINES || left > epochs.size() - LINES / 2 || left <= LINES / 2;
            if (shown) text.append(line(epoch));
            else if (left == LINES / 2 + 1) text.append("\n    …");
            left--;
        }
        return text.toString();
    }

    private static String line(Epoch epoch) {
        return String.format(Locale.ROOT, "\n%5d", epoch.number())
                + loss(epoch.trainingLoss())
                + share(epoch.trainingAccuracy())
                + loss(epoch.validationLoss())
                + share(epoch.validationAccuracy());
    }

    private static String loss(double value) {
        return Double.isNaN(value) ? "         –" : String.format(Locale.ROOT, "%10.4f", value);
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "         –" : String.format(Locale.ROOT, "%8.2f %%", 100 * value);
    }
}
