package dev.gradus.search;

import dev.gradus.data.Tabular;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link Search} found, the best trial first; trials without a score come last. */
public final class SearchResults implements Tabular {
    private static final int LINES = 20; // that toString prints

    private final List<Result> results;
    private final int planned;

    SearchResults(List<Result> results, int planned, boolean highestFirst) {
        Comparator<Result> byScore = Comparator.comparingDouble(
                r -> !r.hasScore() ? Double.POSITIVE_INFINITY : highestFirst ? -r.score() : r.score());
        this.results = results.stream()
                .sorted(Comparator.comparing((Result r) -> !r.hasScore())
                        .thenComparing(byScore)
                        .thenComparingInt(r -> r.trial().number()))
                .toList();
        this.planned = planned;
    }

    /**
     * One trial and what became of it.
     *
     * @param score what the lambda gave; NaN if it failed
     * @param failure the exception with which it failed, or null
     */
    public record Result(
            Trial trial, double score, @Nullable RuntimeException failure) {
        /** Whether it has a score that can be compared. */
        public boolean hasScore() {
            return failure == null && !Double.isNaN(score);
        }

        /** Why there is no score; empty if there is one. */
        private String problem() {
            if (failure == null) return hasScore() ? "" : "the score is NaN";
            String message = failure.getMessage();
            return message == null ? failure.getClass().getSimpleName() : message;
        }

        /** "trial 3: units = 32, learningRate = 0.02153: score 0.1234". */
        @Override
        public String toString() {
            return trial + ": " + (hasScore() ? String.format(Locale.ROOT, "score %.4f", score) : problem());
        }
    }

    /** All trials, the best first. */
    public List<Result> all() {
        return results;
    }

    /**
     * The best trial; of equals the earliest.
     *
     * @throws IllegalStateException if no trial has a score
     */
    public Result best() {
        if (results.isEmpty() || !results.get(0).hasScore())
            throw new IllegalStateException("no trial has a score"
                    + (results.isEmpty() ? "; the search was interrupted" : "; the first says: " + results.get(0)));
        return results.get(0);
    }

    /** Whether all trials were run; not so if the thread was interrupted. */
    public boolean isComplete() {
        return results.size() == planned;
    }

    /** A row a trial, the best first: its number, its values, its score, and the message of its failure. */
    @Override
    public Map<String, List<?>> columns() {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        columns.put("trial", results.stream().map(r -> r.trial().number()).toList());
        if (!results.isEmpty())
            for (String name : results.get(0).trial().values().keySet())
                columns.put(
                        name,
                        results.stream().map(r -> r.trial().values().get(name)).toList());
        columns.put("score", results.stream().map(Result::score).toList());
        columns.put("failure", results.stream().map(Result::problem).toList());
        return columns;
    }

    /** A text table of the best trials. */
    @Override
    public String toString() {
        String count = isComplete() ? "" + planned : results.size() + " of " + planned;
        String head = count + (planned == 1 ? " trial" : " trials") + (isComplete() ? "" : ", interrupted");
        List<String> lines = new ArrayList<>(List.of(head));
        results.stream().limit(LINES).map(Result::toString).forEach(lines::add);
        if (results.size() > LINES) lines.add("… and " + (results.size() - LINES) + " more");
        return String.join("\n", lines);
    }
}
