package dev.gradus.search;

import dev.gradus.chart.Charts;
import dev.gradus.chart.Line;
import dev.gradus.chart.Screen;
import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.data.Tabular;
import dev.gradus.errors.Require;
import dev.gradus.loss.Loss;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.Sgd;
import dev.gradus.train.Trainer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;

/**
 * Tries learning rates on a network: from step to step the rate grows by a constant factor, and the loss first stands
 * still, then falls, then explodes (L. N. Smith, "Cyclical learning rates for training neural networks", 2017). The rate
 * to train with lies where it falls well and doesn't slow down yet; this finder takes the one at which three quarters of
 * the fall are done, because that moves less with chance than the steepest place. It is where to begin a search; on
 * small data it is cautious, and ten times as much may be better.
 *
 * <p>All steps are taken by a copy of the network, so that the network itself, its weights and its counters stay as they
 * are. Interrupting the thread ends the search behind the current step.
 */
public final class LearningRateFinder {
    private static final double EXPLODED = 4; // times the best loss so far; then larger rates tell nothing
    private static final double FALLEN = 0.75; // the share of the fall at which the rate is chosen
    private static final int NEIGHBOURS = 4; // on either side, over which a loss is averaged

    private final Network network;
    private @Nullable Loss loss;
    private Optimizer optimizer = new Sgd(0.01);
    private int batchSize = 32;
    private double low = 1e-5;
    private double high = 10;
    private int steps = 100;

    private LearningRateFinder(Network network) {
        this.network = network;
    }

    /** A finder for this network as it is now; new or half trained. */
    public static LearningRateFinder of(Network network) {
        return new LearningRateFinder(Require.notNull("network", network, "a Network"));
    }

    /** What to minimise; by default what suits the last layer, as {@link Trainer#loss} does. */
    public LearningRateFinder loss(Loss loss) {
        this.loss = Require.notNull("loss", loss, "e.g. crossEntropy()");
        return this;
    }

    /** Whose rate is looked for; {@code sgd} by default. Its own learning rate doesn't matter. */
    public LearningRateFinder optimizer(Optimizer optimizer) {
        this.optimizer = Require.notNull("optimizer", optimizer, "e.g. sgd(0.1)");
        return this;
    }

    /** Samples in a step, as in the training to come; 32 by default. */
    public LearningRateFinder batchSize(int batchSize) {
        this.batchSize = Require.atLeast("batchSize", batchSize, 1);
        return this;
    }

    /** The smallest and the largest rate to try; 0.00001 and 10 by default. */
    public LearningRateFinder between(double low, double high) {
        this.low = Require.positive("low", low);
        this.high = Require.positive("high", high);
        if (low >= high) throw new IllegalArgumentException("low is " + low + ", but high is only " + high);
        return this;
    }

    /** How many rates to try, each in one step; 100 by default, at least 20. */
    public LearningRateFinder steps(int steps) {
        this.steps = Require.atLeast("steps", steps, 20);
        return this;
    }

    /**
     * Tries the rates on the data, in the order that the network's seed decides, as often from the beginning as it takes.
     *
     * @throws IllegalArgumentException if data, network and loss don't fit each other
     */
    public Found find(Dataset data) {
        Loss loss = this.loss != null ? this.loss : network.naturalLoss();
        Dataset fitted = network.fitted("data", data, loss);
        Network copy = network.copy();
        List<Parameter> parameters = copy.parameters();
        List<Optimizer.Rule> rules = parameters.stream()
                .filter(Parameter::isTrained)
                .map(optimizer::rule)
                .toList();
        List<double[]> points = new ArrayList<>(); // rate, loss before its step
        double best = Double.POSITIVE_INFINITY;
        int perEpoch = (data.size() + batchSize - 1) / batchSize;
        int[] order = {};
        Batch batch = null;
        for (int t = 0; t < steps && !Thread.currentThread().isInterrupted(); t++) {
            int b = t % perEpoch;
            if (b == 0)
                order = RandomStream.of(network.seed(), "learning-rate finder", t / perEpoch)
                        .permutation(data.size());
            batch = fitted.batch(order, b * batchSize, Math.min((b + 1) * batchSize, data.size()), batch);
            for (Parameter p : parameters) p.zeroGradient();
            Matrix a = copy.forward(batch.inputs(), true);
            double j = copy.backward(loss, a, batch.targets());
            if (!Double.isFinite(j)) break;
            points.add(new double[] {rate(t), j});
            double recent = recent(points);
            best = Math.min(best, recent);
            if (recent > EXPLODED * best) break;
            for (Optimizer.Rule rule : rules) rule.step(rate(t), t + 1);
            copy.continueFrom(copy.steps() + 1, copy.epochs());
        }
        return new Found(
                points, points.size() < steps && !Thread.currentThread().isInterrupted());
    }

    /** η of step t: low · (high / low)^(t / (steps − 1)). */
    private double rate(int t) {
        return low * Functions.exp(Functions.log(high / low) * t / (steps - 1));
    }

    /** The mean loss of the last steps: a single batch may be an odd one. */
    private static double recent(List<double[]> points) {
        int from = Math.max(0, points.size() - NEIGHBOURS);
        return points.subList(from, points.size()).stream()
                .mapToDouble(p -> p[1])
                .average()
                .orElseThrow();
    }

    /** What the finder found: a number, the curve, and why. */
    public static final class Found implements Tabular {
        private final double[] rates;
        private final double[] losses; // of single batches
        private final double[] smooth; // means over neighbours
        private final double learningRate;
        private final String reason;

        private Found(List<double[]> points, boolean exploded) {
            rates = points.stream().mapToDouble(p -> p[0]).toArray();
            losses = points.stream().mapToDouble(p -> p[1]).toArray();
            smooth = smooth(losses);
            int lowest = lowest();
            int choice = choice(lowest);
            learningRate = choice < 0 ? Double.NaN : rounded(rates[choice]);
            reason = reason(lowest, choice, exploded);
        }

        /** Means over the neighbours on both sides, as far as there are any, so that the curve isn't moved. */
        private static double[] smooth(double[] losses) {
            double[] smooth = new double[losses.length];
            for (int i = 0; i < smooth.length; i++) {
                int reach = Math.min(NEIGHBOURS, Math.min(i, losses.length - 1 - i));
                smooth[i] = Arrays.stream(losses, i - reach, i + reach + 1)
                        .average()
                        .orElseThrow();
            }
            return smooth;
        }

        private int lowest() {
            int lowest = 0;
            for (int i = 1; i < smooth.length; i++) if (smooth[i] < smooth[lowest]) lowest = i;
            return lowest;
        }

        /** Where three quarters of the fall to the minimum are done; −1 if the loss hardly falls at all. */
        private int choice(int lowest) {
            if (smooth.length <= 2 * NEIGHBOURS) return -1;
            double start =
                    Arrays.stream(losses, 0, 2 * NEIGHBOURS + 1).average().orElseThrow();
            if (!(smooth[lowest] < start - 0.05 * Math.abs(start))) return -1;
            int i = 0;
            while (smooth[i] > start + FALLEN * (smooth[lowest] - start)) i++;
            return i;
        }

        /** To one digit: more would claim a precision that the method doesn't have. */
        private static double rounded(double rate) {
            return Double.parseDouble(String.format(Locale.ROOT, "%.0e", rate));
        }

        private String reason(int lowest, int choice, boolean exploded) {
            if (rates.length == 0) return "no step was taken: the loss was no number, or the thread was interrupted";
            String tried = text(rates[0]) + " to " + text(rates[rates.length - 1]);
            if (choice < 0)
                return "from " + tried + ", the loss hardly falls: are the inputs scaled, and is there enough to learn"
                        + " in so few steps? Try .steps(300), or other bounds";
            String end = exploded
                    ? "; it explodes at " + text(rates[rates.length - 1])
                    : "; it doesn't explode up to " + text(rates[rates.length - 1]);
            return String.format(
                    Locale.ROOT,
                    "from %s, the loss falls from %.3f to %.3f at %s, and three quarters of that by %s%s",
                    tried,
                    smooth[0],
                    smooth[lowest],
                    text(rates[lowest]),
                    text(learningRate),
                    end);
        }

        private static String text(double rate) {
            return new BigDecimal(rate)
                    .round(new MathContext(2))
                    .stripTrailingZeros()
                    .toPlainString();
        }

        /** The rate to train with, to one digit; NaN if no rate made the loss fall. */
        public double learningRate() {
            return learningRate;
        }

        /** Why this rate, in one sentence. */
        public String reason() {
            return reason;
        }

        /** The rates that were tried. */
        public double[] rates() {
            return rates.clone();
        }

        /** The loss of the batch at each rate, before the step. */
        public double[] losses() {
            return losses.clone();
        }

        /** The same, averaged over its neighbours. */
        public double[] smoothLosses() {
            return smooth.clone();
        }

        /** Shows the loss over the logarithm of the rate, with a dot at the choice. */
        public void plot() {
            Screen.showOf(chart(), this);
        }

        /** The same picture as an XChart object; an explosion is cut off, so that the rest can be seen. */
        public XYChart chart() {
            int shown = 0; // an explosion would press the rest flat
            while (shown < rates.length && (shown <= lowest() || smooth[shown] < 1.5 * Math.abs(smooth[0]))) shown++;
            double[] x = Arrays.copyOf(rates, shown);
            List<Line> lines = new ArrayList<>();
            if (shown > 0) lines.add(new Line("loss", x, Arrays.copyOf(smooth, shown)));
            if (!Double.isNaN(learningRate)) {
                int i = choice(lowest());
                lines.add(new Line("η = " + learningRate, new double[] {rates[i]}, new double[] {smooth[i]}));
            }
            return Charts.logLines("loss", "η", lines);
        }

        /** A row a rate. */
        @Override
        public Map<String, List<?>> columns() {
            Map<String, List<?>> columns = new LinkedHashMap<>();
            columns.put("learningRate", Arrays.stream(rates).boxed().toList());
            columns.put("loss", Arrays.stream(losses).boxed().toList());
            columns.put("smoothLoss", Arrays.stream(smooth).boxed().toList());
            return columns;
        }

        /** "learning rate 0.1: from 0.00001 to 1.9, the loss falls from 2.301 to 1.513 at 0.27, …". */
        @Override
        public String toString() {
            return "learning rate " + learningRate + ": " + reason;
        }
    }
}
