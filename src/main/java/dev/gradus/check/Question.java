package dev.gradus.check;

import dev.gradus.errors.ArgumentException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a prediction is held against; its words, and what would tell its answer, stand in the language bundle.
 *
 * @param usual the option that comes true with the numbers of the lesson; empty where a number is asked for
 * @param decide from the truth, one number or several, to the option that it is, or "" for none of them; null where a
 *     number is asked for
 * @param close how far a guessed number may be off to be called close
 * @param diverged the option that an infinite or undefined truth is; empty where it is none, since nobody wins then
 * @param timed whether the truth is a time, so that another machine may have another one, though nothing was changed
 */
record Question(
        String usual, @Nullable Function<double[], String> decide, double close, String diverged, boolean timed) {
    static final Map<String, Question> ALL = new TreeMap<>();

    static {
        choice("00.no-digit", "c", v -> v > 0.5 ? "c" : v < 0.2 ? "a" : "b");
        choice("00.order", "b", v -> v < 3.5 ? "a" : "b");
        choice("00.half", "b", v -> v == 0 ? "b" : "a");
        choice("01.first-step", "a", bySign("a", "c", "b"));
        choiceOrDiverged("01.too-large", "c", v -> v > 1 ? "c" : v < 1 ? "a" : "b");
        choiceOfSeveral("01.small-rate", "b", Question::nearer);
        choice("01.steps", "b", v -> v < 1 ? "b" : v > 1 ? "c" : "a");
        choiceOfSeveral("01.two-starts", "b", Question::valleys);
        choiceOfSeveral("02.signs", "a", g -> g[0] < 0 ? g[1] < 0 ? "a" : "c" : g[1] < 0 ? "b" : "d");
        choice("02.direction", "b", cosine -> cosine > 0.95 ? "a" : cosine > 0.05 ? "b" : "c");
        choice("02.raw-steps", "c", times -> times < 10 ? "a" : times < 3000 ? "b" : "c");
        choice("02.standardised", "c", steps -> steps > 50 ? "a" : steps > 1 ? "b" : "c");
        choiceOfSeveral("02.epoch", "c", Question::nearest);
        choice("02.outlier", "c", times -> changed(Math.abs(times - 1)));
        choiceOfSeveral("02.shapes", "b", line -> isNear(line, 2, 0) ? "a" : isNear(line, 0, 5) ? "b" : "");
        choice("03.errors", "b", v -> v == 0 ? "a" : v < 30 ? "b" : "c");
        choiceOfSeveral("03.twins", "b", v -> v[0] < v[1] / 2 ? "b" : v[1] < v[0] / 2 ? "c" : "a");
        choice("03.separable", "b", v -> v > 1.05 ? "b" : v < 0.95 ? "c" : "a");
        choice("03.kl", "b", v -> Math.abs(v) < 1e-9 ? "b" : "a");
        choice("04.line", "b", v -> v >= 4 ? "c" : v >= 3 ? "b" : "a");
        choiceOfSeveral("04.dead", "b", Question::moved);
        choice("04.twins", "b", v -> v == 0 ? "b" : "a");
        choiceOfSeveral("04.seeds", "c", v -> v[2] > Math.max(v[0], v[1]) ? "c" : v[1] > v[0] ? "b" : "a");
        choice("05.silent", "a", bySign("c", "a", "b"));
        number("05.loss-after", 0.3);
        choice("06.others", "a", v -> Math.abs(v - 1) < 1e-6 ? "a" : v < 1 ? "b" : "c");
        choiceOrOverflow("06.raw-pixels", "c", v -> v > 2 ? "c" : v < 1 ? "a" : "", "b");
        choice("06.equal-bits", "c", v -> v == 1 ? "a" : v > 0.5 ? "b" : v > 0 ? "c" : "d");
        number("07.never", 1);
        choice("07.squares", "b", change -> change < -1e-9 ? "a" : change > 1e-9 ? "c" : "b");
        choice("07.chosen", "b", times -> times > 1.1 ? "b" : times < 0.9 ? "c" : "a");
        choice("07.sure", "a", share -> share < 0.8 ? "a" : share > 0.9 ? "c" : "b");
        choiceOfSeveral("07.women", "b", Question::proven);
        choice("07.blind", "c", share -> share < 0.2 ? "a" : share < 0.5 ? "b" : "c");
        number("07.alone", 50);
        number("08.untrained", 4);
        number("08.test-accuracy", 1);
        choiceOfSeveral("08.order", "b", Question::order);
        choice("09.terminal", "c", times -> times > 100 ? "d" : times > 1.5 ? "c" : times > 0.95 ? "a" : "b");
        choiceOfSeveral(
                "09.adagrad", "b", moves -> moves[0] == 0 ? "b" : moves[1] == 0 ? "" : moves[0] > 50 ? "a" : "c");
        choiceOfSeveral("09.turned", "c", Question::turned);
        choiceOfSeveral("09.saddle", "c", Question::fewest);
        choice("09.minima", "c", share -> share > 0.3 ? "a" : share > 0.03 ? "b" : share < 0.01 ? "c" : "");
        choice("09.mnist", "b", points -> points > 1 ? "a" : points < -1 ? "c" : "b");
        choice("10.weight-gradients", "c", v -> v < 0.01 ? "a" : v > 100 ? "b" : "c");
        choice("10.faster", "c", v -> v > 0.05 ? "a" : v < -0.05 ? "c" : "b");
        choice("10.norm", "c", v -> v < 0.1 ? "a" : v > 10 ? "c" : "b");
        choiceOrDiverged("10.residual", "c", v -> v > 100 ? "c" : v < 0.1 ? "b" : "a");
        choice("11.clean", "b", v -> v < -1 ? "a" : v > 1 ? "c" : "b");
        choice("11.hat", "c", v -> v > 0.9 ? "c" : v > 0.3 && v < 0.7 ? "b" : v < 0.2 ? "a" : "");
        choice("11.l2", "c", v -> v > 1.1 ? "c" : v < 0.9 ? "a" : "b");
        choice("11.norm", "c", v -> v < -1 ? "c" : v > 1 ? "a" : "b");
        choice("11.lucky", "b", v -> v > 2 ? "b" : v < -2 ? "c" : "a");
        choice("11.who", "b", v -> v > 0.95 ? "c" : v > 0.55 && v < 0.9 ? "b" : v < 0.55 ? "a" : "");
        timed("12.columns", "b", v -> v[0] > 1.4 ? "b" : v[0] < 0.8 ? "c" : v[0] < 1.2 ? "a" : "");
        timed("12.slowest", "c", Question::slowest);
        choice("12.orders", "a", codes -> codes == 1 ? "a" : codes == 2 ? "b" : codes == 6 ? "c" : "");
        choice("12.parts", "b", codes -> codes == 1 ? "a" : codes == 12 ? "b" : codes == 24 ? "c" : "");
        choiceOfSeveral("12.rungs", "d", Question::changing);
        timed("12.one", "b", v -> v[0] > 1.4 ? "b" : v[0] < 0.8 ? "c" : v[0] < 1.2 ? "a" : "");
        choice("13.two-starts", "b", turn -> turn < 0.1 ? "a" : "b");
        choice("13.out-of-reach", "b", gap -> gap < 0.05 ? "b" : "a");
        choice("13.echo", "c", metres -> metres < 0.7 ? "a" : metres < 2 ? "b" : "c");
        choice("13.factors", "a", share -> share > 0.8 ? "a" : share < 0.2 ? "b" : "c");
        choiceOfSeveral("13.top-ten", "b", hits -> hits[0] > 1.3 * hits[1] ? "a" : hits[1] > 1.3 * hits[0] ? "b" : "c");
        choice("14.batch", "b", v -> v > 0.85 ? "b" : "a");
        choice("14.comma", "b", v -> v < 1 ? "a" : v > 15 ? "c" : "b");
        choiceOfSeveral("15.edges", "b", Question::strongest);
        number("15.accuracy", 0.5);
        choiceOfSeveral("15.shuffled", "b", Question::shuffled);
        choice("15.shift", "b", share -> share > 0.9 ? "a" : share > 0.6 && share < 0.8 ? "b" : share < 0.2 ? "c" : "");
        choice("15.photo", "c", right -> right > 45 ? "a" : right < 15 ? "c" : right > 20 && right < 30 ? "b" : "");
        choice("16.vanish", "c", v -> v > 0.2 ? "a" : v < 1e-4 ? "c" : v > 0.003 && v < 0.03 ? "b" : "");
        choiceOfSeveral("16.memory", "c", Question::remembering);
        number("16.speaker", 4);
        choiceOfSeveral("16.split", "a", Question::nearestOfThree);
        choiceOfSeveral("16.voices", "c", Question::voices);
        choice("17.bigram", "b", nats -> nats > 3 ? "a" : nats > 1.65 ? "b" : "c");
        choice("17.mask", "c", times -> times > 1 ? "a" : times > 0.1 ? "b" : "c");
        choice("17.order", "b", change -> change > 1e-3 ? "a" : "b");
        choiceOfSeveral("17.race", "b", Question::lower);
        choiceOfSeveral("17.poems", "a", Question::lower);
        number("17.remembered", 50);
        number("17.scrambled", 3);
        choice("17.blind", "b", right -> right == 0.5 ? "b" : right < 0.8 ? "a" : "c");
        choice("18.clean", "c", share -> share > 0.9 ? "a" : share < 0.1 ? "c" : share > 0.3 && share < 0.7 ? "b" : "");
        choice(
                "18.mark",
                "b",
                share -> share > 0.7 ? "b" : share < 0.2 ? "a" : share > 0.35 && share < 0.65 ? "c" : "");
        choiceOfSeveral("18.edge", "b", Question::edge);
        choiceOfSeveral("18.sanity", "b", r -> r[1] < 0.3 ? "a" : r[0] < 0.3 ? "b" : "c");
        choiceOfSeveral("18.deletion", "b", Question::lowest);
        choice(
                "18.noise",
                "c",
                share -> share > 0.85 ? "c" : share < 0.2 ? "a" : share > 0.35 && share < 0.65 ? "b" : "");
        choice("19.pruned", "c", v -> v > 0.9 ? "c" : v > 0.4 && v < 0.7 ? "b" : v < 0.2 ? "a" : "");
        choice("19.again", "c", v -> v > 0.95 ? "c" : v > 0.85 && v < 0.92 ? "b" : v < 0.84 ? "a" : "");
        timed("19.zeros", "c", v -> v[0] < 1.4 ? "c" : v[0] > 8 ? "a" : v[0] > 1.6 && v[0] < 3 ? "b" : "");
        choice("19.bits", "c", bits -> bits >= 6 ? "a" : bits >= 4 ? "b" : bits == 2 ? "c" : "");
        choice("19.three", "b", v -> v < 0.02 ? "a" : v > 0.9 ? "c" : v > 0.2 && v < 0.6 ? "b" : "");
        choiceOfSeveral("19.random", "c", Question::features);
        choiceOfSeveral("19.centred", "c", v -> v[1] > v[2] ? "c" : v[1] < v[0] + 0.05 ? "a" : "b");
        choiceOfSeveral("19.transfer", "c", v -> v[0] > v[1] + 0.03 ? "a" : v[0] < v[1] - 0.03 ? "c" : "b");
        timed("20.twice", "c", v -> v[0] > 1.2 ? "c" : v[0] < 0.7 ? "a" : v[0] > 0.85 ? "b" : "");
        choiceOfSeveral("20.one-start", "a", v -> averaged(v, 0));
        choiceOfSeveral("20.two-starts", "c", v -> averaged(v, 0.03));
        choice("20.killed", "c", codes -> codes == 1 ? "c" : codes == 2 ? "b" : "");
    }

    /** Of the accuracies of two networks and of their average: whether it is better than both, worse, or neither. */
    private static String averaged(double[] v, double clearly) {
        if (v[2] > Math.max(v[0], v[1])) return "a";
        return v[2] < Math.min(v[0], v[1]) - clearly ? "c" : "b";
    }

    /** Decided by one number. */
    private static void choice(String key, String usual, DoubleFunction<String> decide) {
        choiceOfSeveral(key, usual, truth -> decide.apply(truth[0]));
    }

    /** Where to diverge is what usually happens, and an answer. */
    private static void choiceOrDiverged(String key, String usual, DoubleFunction<String> decide) {
        choiceOrOverflow(key, usual, decide, usual);
    }

    /** Where an infinite or undefined truth is an option that doesn't come true. */
    private static void choiceOrOverflow(String key, String usual, DoubleFunction<String> decide, String diverged) {
        ALL.put(key, new Question(usual, truth -> decide.apply(truth[0]), 0, diverged, false));
    }

    /** Decided by several numbers, such as one of each run in a race. */
    private static void choiceOfSeveral(String key, String usual, Function<double[], String> decide) {
        ALL.put(key, new Question(usual, decide, 0, "", false));
    }

    /** Decided by times, or by how many times as long one is as another. */
    private static void timed(String key, String usual, Function<double[], String> decide) {
        ALL.put(key, new Question(usual, decide, 0, "", true));
    }

    private static void number(String key, double close) {
        ALL.put(key, new Question("", null, close, "", false));
    }

    private static DoubleFunction<String> bySign(String negative, String zero, String positive) {
        return v -> v < 0 ? negative : v > 0 ? positive : zero;
    }

    /** Of the costs at the start, behind the faster walk and behind the slower one; none where the faster one ran away. */
    private static String nearer(double[] costs) {
        if (costs[1] > costs[0]) return "";
        return costs[2] > costs[1] ? "b" : costs[2] < costs[1] ? "a" : "c";
    }

    /** Of the places where the left walk and the right one end. */
    private static String valleys(double[] ends) {
        if (Math.abs(ends[0] - ends[1]) > 0.1) return "b";
        return ends[0] < 0 ? "a" : "c";
    }

    /** Of the accuracies that 0.001, 0.01, 0.1 and 10 reached. */
    private static String order(double[] reached) {
        boolean rises = reached[0] < reached[1] && reached[1] < reached[2];
        if (rises && reached[3] < reached[0]) return "b";
        if (rises && reached[2] < reached[3]) return "c";
        boolean falls = reached[0] > reached[1] && reached[1] > reached[2] && reached[2] > reached[3];
        return falls ? "a" : "";
    }

    /** Of how far a ReLU, a leaky one and a tanh have moved. */
    private static String moved(double[] far) {
        if (far[1] > 10 * Math.max(far[0], far[2])) return "b";
        return far[2] > 10 * Math.max(far[0], far[1]) ? "c" : far[0] > 0 ? "a" : "";
    }

    /** Which of three distances is the smallest. */
    private static String nearest(double[] away) {
        return away[2] < Math.min(away[0], away[1]) ? "c" : away[1] < away[0] ? "b" : "a";
    }

    /** Of two differences in standard errors, which are more than two of them. */
    private static String proven(double[] errors) {
        boolean first = Math.abs(errors[0]) > 2;
        boolean second = Math.abs(errors[1]) > 2;
        return first ? second ? "c" : "a" : second ? "b" : "d";
    }

    /** Of how many times as many steps momentum and Adam need behind the turn. */
    private static String turned(double[] times) {
        boolean momentumSlower = times[0] > 1.1;
        boolean adamSlower = times[1] > 1.1;
        if (momentumSlower) return adamSlower ? "a" : "";
        return adamSlower ? "c" : "b";
    }

    /** Who needs the fewest steps of three. */
    private static String fewest(double[] steps) {
        if (steps[0] < Math.min(steps[1], steps[2])) return "a";
        return steps[1] < steps[2] ? "b" : "c";
    }

    /** Which of three takes longest; none unless it is clear of both others. */
    private static String slowest(double[] times) {
        for (int t = 0; t < 3; t++)
            if (times[t] > 1.2 * times[(t + 1) % 3] && times[t] > 1.2 * times[(t + 2) % 3])
                return String.valueOf((char) ('a' + t));
        return "";
    }

    /** Of how many numbers vectors and threads changed. */
    private static String changing(double[] changed) {
        return changed[0] > 0 ? changed[1] > 0 ? "c" : "a" : changed[1] > 0 ? "b" : "d";
    }

    /** By what share: hardly, by about a tenth, by nearly a half, or by something in between. */
    private static String changed(double share) {
        return share < 0.03 ? "a" : share > 0.05 && share < 0.15 ? "b" : share > 0.35 && share < 0.55 ? "c" : "";
    }

    private static boolean isNear(double[] line, double w, double b) {
        return Math.abs(line[0] - w) < 0.5 && Math.abs(line[1] - b) < 0.5;
    }

    /** Of the mean answers inside strokes, at upper edges and at lower edges. */
    private static String strongest(double[] answers) {
        double inside = Math.abs(answers[0]);
        if (answers[1] > 2 * inside) return answers[2] < answers[1] / 2 ? "b" : "c";
        return inside > answers[1] ? "a" : "";
    }

    /** Of the mean sizes of an edge's weights before and after training, and of the middle's. */
    private static String edge(double[] sizes) {
        if (sizes[1] < sizes[0] / 5) return "a";
        return sizes[1] > 1.2 * sizes[0] && sizes[1] > sizes[2] ? "c" : sizes[1] < 1.2 * sizes[0] ? "b" : "";
    }

    /** The smallest of three. */
    private static String lowest(double[] means) {
        return means[0] < Math.min(means[1], means[2]) ? "a" : means[1] < means[2] ? "b" : "c";
    }

    /** Of the dense network's accuracies in order and shuffled, then the convolution's. */
    private static String shuffled(double[] accuracies) {
        boolean denseLoses = accuracies[0] - accuracies[1] > 0.02;
        boolean convolutionLoses = accuracies[2] - accuracies[3] > 0.02;
        if (denseLoses) return convolutionLoses ? "a" : "";
        return convolutionLoses ? "b" : "c";
    }

    /** Of the accuracies of a plain layer, an LSTM, and one whose forget gates begin open. */
    private static String remembering(double[] accuracies) {
        if (accuracies[2] < 0.9) return "";
        boolean lstm = accuracies[1] > 0.9;
        boolean plain = accuracies[0] > 0.9;
        return plain ? lstm ? "a" : "" : lstm ? "b" : "c";
    }

    /** Of what one voice, three and five reach, in per cent. */
    private static String voices(double[] reached) {
        boolean threeWillDo = reached[2] - reached[1] < 4;
        boolean oneIsWorse = reached[1] - reached[0] > 5;
        return threeWillDo ? oneIsWorse ? "b" : "a" : oneIsWorse ? "c" : "";
    }

    /** Of a number and two others: whether it lies at the first, at the second, or halfway. */
    private static String nearestOfThree(double[] numbers) {
        double share = (numbers[1] - numbers[0]) / (numbers[1] - numbers[2]);
        return share < 0.25 ? "a" : share > 0.75 ? "b" : "c";
    }

    /** Which of two losses. */
    private static String lower(double[] losses) {
        double ahead = losses[1] - losses[0];
        return Math.abs(ahead) < 0.03 ? "c" : ahead > 0 ? "a" : "b";
    }

    /** Of what pixels and features by chance reach, where guessing is a fifth. */
    private static String features(double[] reached) {
        if (reached[1] < 0.3) return "a";
        return Math.abs(reached[1] - reached[0]) < 0.05 ? "b" : reached[1] > reached[0] ? "c" : "";
    }

    boolean isNumber() {
        return decide == null;
    }

    /** The numbers that were measured, double[], or the letter of an option; refuses what can't be a truth. */
    Object truth(String key, Object truth) {
        if (truth instanceof Number number) return new double[] {number.doubleValue()};
        if (truth instanceof double[] several && several.length > 0 && !isNumber()) return several.clone();
        if (truth instanceof String option && !isNumber() && Texts.LESSONS.has("predict." + key + "." + option))
            return option;
        String expected = isNumber() ? "a number" : "a number, several of them, or the letter of an option";
        throw new ArgumentException(
                "the truth about " + key + " must be " + expected + ", but is " + truth, "truth", expected, truth);
    }
}
