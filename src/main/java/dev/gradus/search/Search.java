package dev.gradus.search;

import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.RandomStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Searches hyper-parameters: every combination of a grid, or random ones. Where only a few of many matter, random trials
 * see more different values of each than a grid of the same size (Bergstra and Bengio, "Random search for
 * hyper-parameter optimization", 2012).
 *
 * <pre>{@code
 * SearchResults results = Search.random(42)
 *         .values("units", 16, 32, 64)
 *         .logarithmic("learningRate", 1e-3, 1)
 *         .trials(20)
 *         .run(trial -> {
 *             Network network = Network.input(4).dense(trial.integer("units"), relu()).dense(3, softmax()).build();
 *             Trainer.of(network).optimizer(sgd(trial.real("learningRate"))).quiet().fit(training);
 *             return network.evaluate(validation).loss();
 *         });
 * }</pre>
 *
 * <p>What trial i tries depends on the seed, the name and i alone: a further name or more trials change nothing of what
 * was there. The score must come from validation data, never from the test data.
 */
public final class Search {
    private static final int MOST_TRIALS = 100_000;
    private static final MathContext DIGITS = new MathContext(4); // of a range's values, so that they can be told

    private static final List<String> TAKEN = List.of("trial", "score", "failure"); // columns of the results

    private final boolean random;
    private final long seed;
    private final Map<String, Range> ranges = new LinkedHashMap<>();
    private final List<Consumer<SearchResults.Result>> listeners = new ArrayList<>();
    private int trials = 20;
    private int points = 5;
    private boolean highestFirst;
    private Trials where = new LocalTrials();

    private Search(boolean random, long seed) {
        this.random = random;
        this.seed = seed;
    }

    /** Every combination of all values; the name that comes last changes fastest. */
    public static Search grid() {
        return new Search(false, 0);
    }

    /** Random combinations, {@link #trials} of them, which the seed decides. */
    public static Search random(long seed) {
        return new Search(true, seed);
    }

    // ---- settings ----

    /** Some values of any kind: numbers, texts, activations, optimizers … */
    public Search values(String name, Object... values) {
        if (Require.notNull("values", values, "at least one").length == 0)
            throw new IllegalArgumentException("values of \"" + name + "\" is empty; expected at least one");
        for (int i = 0; i < values.length; i++)
            Require.notNull("values[" + i + "] of \"" + name + "\"", values[i], "a value");
        return add(name, new Values(List.of(values)));
    }

    /** Numbers from low to high, all equally likely; in a grid {@link #points} of them at equal distances. */
    public Search uniform(String name, double low, double high) {
        checkEnds(name, low, high);
        return add(name, new Span(low, high, false));
    }

    /** Numbers from low to high, their logarithms equally likely: the range for learning rates and penalties. */
    public Search logarithmic(String name, double low, double high) {
        Require.positive("low of \"" + name + "\"", low);
        checkEnds(name, low, high);
        return add(name, new Span(low, high, true));
    }

    /** How many random trials; 20 by default. */
    public Search trials(int trials) {
        if (!random)
            throw new IllegalStateException("a grid has as many trials as combinations; use points, or Search.random");
        this.trials = Require.within("trials", trials, 1, MOST_TRIALS);
        return this;
    }

    /** How many values of a range a grid tries; 5 by default. */
    public Search points(int points) {
        if (random) throw new IllegalStateException("random trials take any value of a range; use trials");
        this.points = Require.atLeast("points", points, 2);
        return this;
    }

    /** Says that the score is an accuracy or the like; by default it is a loss, and the lowest is the best. */
    public Search highestFirst() {
        highestFirst = true;
        return this;
    }

    /** Calls the listener behind each trial. */
    public Search onTrial(Consumer<SearchResults.Result> listener) {
        listeners.add(Require.notNull("listener", listener, "e.g. r -> println(r)"));
        return this;
    }

    /** Who runs the trials; this machine by default, one after the other. See {@link Trials}. */
    public Search on(Trials where) {
        this.where = Require.notNull("where", where, "who runs trials");
        return this;
    }

    private Search add(String name, Range range) {
        Require.notNull("name", name, "what the trials call it");
        if (name.isBlank()) throw new IllegalArgumentException("name is blank; expected what the trials call it");
        // Columns of a table have names that differ in more than capitals.
        if (Stream.concat(TAKEN.stream(), ranges.keySet().stream()).anyMatch(name::equalsIgnoreCase))
            throw new IllegalArgumentException("name is \"" + name + "\", which the results have already");
        ranges.put(name, range);
        return this;
    }

    private static void checkEnds(String name, double low, double high) {
        Require.finite("low of \"" + name + "\"", low);
        Require.finite("high of \"" + name + "\"", high);
        if (low >= high)
            throw new IllegalArgumentException("low of \"" + name + "\" is " + low + ", but high is only " + high);
    }

    // ---- the search ----

    /**
     * Runs all trials. One that fails with an exception is noted and does not end the search;
     * interrupting the thread does, and then the trial under way is not counted.
     *
     * @param score builds and trains a network with the trial's values and says how good it is
     */
    public SearchResults run(Score score) {
        Require.notNull("score", score, "what builds, trains and judges, e.g. trial -> …");
        if (ranges.isEmpty())
            throw new IllegalStateException("the search has no names; add e.g. .values(\"units\", 16, 32)");
        int count = count();
        List<SearchResults.Result> results = new ArrayList<>();
        where.run(IntStream.range(0, count).mapToObj(this::trial).toList(), score, result -> {
            results.add(result);
            for (Consumer<SearchResults.Result> listener : listeners) listener.accept(result);
        });
        return new SearchResults(results, count, highestFirst);
    }

    /** What builds, trains and judges; a lambda that can also run on another machine. */
    @FunctionalInterface
    public interface Score extends ToDoubleFunction<Trial>, Serializable {}

    private int count() {
        if (random) return trials;
        long count = 1;
        for (Range range : ranges.values()) {
            count *= range.grid(points).size();
            if (count > MOST_TRIALS)
                throw new IllegalStateException("the grid has more than " + MOST_TRIALS
                        + " combinations; leave some values out, or use Search.random");
        }
        return (int) count;
    }

    private Trial trial(int i) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (random) {
            ranges.forEach((name, range) -> values.put(name, range.draw(RandomStream.of(seed, "search " + name, i))));
            return new Trial(i + 1, values);
        }
        ranges.forEach((name, range) -> values.put(name, range)); // keeps the names in order
        int rest = i;
        List<String> names = new ArrayList<>(ranges.keySet());
        for (int n = names.size() - 1; n >= 0; n--) {
            List<Object> grid = ranges.get(names.get(n)).grid(points);
            values.put(names.get(n), grid.get(rest % grid.size()));
            rest /= grid.size();
        }
        return new Trial(i + 1, values);
    }

    // ---- what a name can stand for ----

    private interface Range {
        List<Object> grid(int points);

        Object draw(RandomStream random);
    }

    private record Values(List<Object> values) implements Range {
        @Override
        public List<Object> grid(int points) {
            return values;
        }

        @Override
        public Object draw(RandomStream random) {
            return values.get(random.nextInt(values.size()));
        }
    }

    private record Span(double low, double high, boolean logarithmic) implements Range {
        @Override
        public List<Object> grid(int points) {
            return IntStream.range(0, points)
                    .mapToObj(i -> (Object) at(i / (points - 1.0)))
                    .toList();
        }

        @Override
        public Object draw(RandomStream random) {
            return at(random.nextDouble());
        }

        /** The value at this share of the way, to four digits; the ends as they are. */
        private double at(double share) {
            if (share == 0) return low;
            if (share == 1) return high;
            double value =
                    logarithmic ? low * Functions.exp(share * Functions.log(high / low)) : low + share * (high - low);
            double rounded = new BigDecimal(value).round(DIGITS).doubleValue();
            return Math.max(low, Math.min(high, rounded));
        }
    }

    /** "Search of 20 random trials (seed 42) over units, learningRate". */
    @Override
    public String toString() {
        String kind = random ? trials + " random trials (seed " + seed + ")" : "a grid";
        return "Search of " + kind + " over " + String.join(", ", ranges.keySet());
    }
}
