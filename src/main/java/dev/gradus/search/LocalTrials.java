package dev.gradus.search;

import java.util.List;
import java.util.function.Consumer;

/** On this machine, one trial after the other. */
final class LocalTrials implements Trials {
    @Override
    public void run(List<Trial> trials, Search.Score score, Consumer<SearchResults.Result> results) {
        for (int i = 0; i < trials.size() && !Thread.currentThread().isInterrupted(); i++) {
            SearchResults.Result result = result(trials.get(i), score);
            if (Thread.currentThread().isInterrupted()) return; // it may have ended early, so its score says little
            results.accept(result);
        }
    }

    private static SearchResults.Result result(Trial trial, Search.Score score) {
        try {
            return new SearchResults.Result(trial, score.applyAsDouble(trial), null);
        } catch (RuntimeException failure) {
            return new SearchResults.Result(trial, Double.NaN, failure);
        }
    }
}
