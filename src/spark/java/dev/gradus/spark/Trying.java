package dev.gradus.spark;

import dev.gradus.search.Search;
import dev.gradus.search.SearchResults;
import dev.gradus.search.Trial;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/** The trials of a search, each a job of its own, so that one that takes its executor down takes nothing else along. */
final class Trying {
    private final JavaSparkContext context;
    private final List<Trial> trials;
    private final Search.Score score;

    /** What a parcel for a search holds. */
    private record Task(List<Trial> trials, Search.Score score) implements Serializable {}

    /**
     * What became of a trial.
     *
     * @param failure why there is no score; null if there is one
     */
    private record Outcome(double score, @Nullable String failure) implements Serializable {}

    Trying(JavaSparkContext context, List<Trial> trials, Search.Score score) {
        this.context = context;
        this.trials = List.copyOf(trials);
        this.score = score;
    }

    /** Tells the results in the order of the trials, in whichever they come. */
    void run(Consumer<SearchResults.Result> results) {
        Parcel task = Parcel.of("what judges the trials, or a value that they try,", new Task(trials, score));
        Broadcast<Parcel> sent = context.broadcast(task);
        String library = Library.digest();
        List<JavaFutureAction<List<Outcome>>> jobs = IntStream.range(0, trials.size())
                .mapToObj(i -> context.parallelize(List.of(i), 1)
                        .map(number -> outcome(sent, library, number))
                        .collectAsync())
                .toList();
        try {
            for (int i = 0; i < jobs.size(); i++) results.accept(result(trials.get(i), jobs.get(i)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            jobs.forEach(job -> job.cancel(true));
            sent.destroy();
        }
    }

    private static SearchResults.Result result(Trial trial, JavaFutureAction<List<Outcome>> job)
            throws InterruptedException {
        try {
            Outcome outcome = job.get().get(0);
            RuntimeException failure = outcome.failure() == null ? null : new IllegalStateException(outcome.failure());
            return new SearchResults.Result(trial, outcome.score(), failure);
        } catch (ExecutionException | CancellationException e) {
            return new SearchResults.Result(trial, Double.NaN, Waiting.failure("the cluster gave up on this trial", e));
        }
    }

    /** On an executor. A failure comes back as its message, since its class may not be there. */
    private static Outcome outcome(Broadcast<Parcel> sent, String library, int number) {
        Replica.limitThreads();
        String refusal = Library.refusal(library);
        if (refusal != null) return new Outcome(Double.NaN, refusal);
        Task task = (Task) sent.value().open();
        try {
            return new Outcome(task.score().applyAsDouble(task.trials().get(number)), null);
        } catch (RuntimeException e) {
            String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Outcome(Double.NaN, message);
        }
    }
}
