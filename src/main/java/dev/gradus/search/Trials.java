package dev.gradus.search;

import java.util.List;
import java.util.function.Consumer;

/**
 * Who runs the trials of a {@link Search}: this machine, unless {@link Search#on} says otherwise. A trial's score depends on
 * its values alone, so it doesn't matter where it runs, or when.
 */
@FunctionalInterface
public interface Trials {
    /**
     * Runs these trials and tells the results in their order; one that fails is a result with its failure. Where the
     * thread is interrupted it ends early.
     */
    void run(List<Trial> trials, Search.Score score, Consumer<SearchResults.Result> results);
}
