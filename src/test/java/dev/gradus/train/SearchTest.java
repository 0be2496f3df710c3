package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.data.Standardizer;
import dev.gradus.data.Tables;
import dev.gradus.nn.Network;
import dev.gradus.search.Search;
import dev.gradus.search.SearchResults;
import dev.gradus.search.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class SearchTest {
    /** A lesson: which network tells irises apart, judged by cross-validation. */
    @Test
    void irises() {
        Dataset iris = Tables.dataset(Tables.iris(), "species");
        Dataset.Split split = iris.stratifiedSplit(0.8, 1);
        List<Dataset.Split> folds = split.first().stratifiedFolds(3, 1);
        Search search = Search.random(42)
                .values("activation", relu(), tanh())
                .values("units", 4, 16)
                .logarithmic("learningRate", 1e-3, 1)
                .trials(6);
        SearchResults results = search.run(trial -> folds.stream()
                .mapToDouble(fold -> trained(trial, fold.first(), fold.second()))
                .average()
                .orElseThrow());
        assertThat(results.isComplete()).isTrue();
        assertThat(results.all())
                .isSortedAccordingTo(Comparator.comparingDouble(SearchResults.Result::score))
                .hasSize(6);
        assertThat(results.best().score()).isLessThan(0.55);
        assertThat(results.best().trial().real("learningRate")).isGreaterThan(0.05);
        assertThat(trained(results.best().trial(), split.first(), split.second()))
                .isLessThan(0.5);

        SearchResults again = search.trials(3)
                .run(trial -> folds.stream()
                        .mapToDouble(fold -> trained(trial, fold.first(), fold.second()))
                        .average()
                        .orElseThrow());
        assertThat(again.all())
                .allSatisfy(r -> assertThat(results.all()).anySatisfy(r2 -> {
                    assertThat(r2.trial().values().get("learningRate"))
                            .isEqualTo(r.trial().values().get("learningRate"));
                    assertThat(r2.score()).isEqualTo(r.score());
                }));

        Table table = Tables.of(results);
        assertThat(table.columnNames())
                .containsExactly("trial", "activation", "units", "learningRate", "score", "failure");
        assertThat(table.doubleColumn("score").get(0)).isEqualTo(results.best().score());
        assertThat(table.column("units").type().name()).isEqualTo("INTEGER");
        assertThat(table.stringColumn("activation").unique().asList())
                .isSubsetOf("relu", "tanh", relu().toString(), tanh().toString());
    }

    private static double trained(Trial trial, Dataset training, Dataset validation) {
        Standardizer standardizer = Standardizer.of(training);
        Network network = Network.input(4)
                .dense(trial.integer("units"), trial.value("activation", Activation.class))
                .dense(3, softmax())
                .build();
        Trainer.of(network)
                .optimizer(sgd(trial.real("learningRate")))
                .epochs(10)
                .quiet()
                .fit(standardizer.apply(training));
        return network.evaluate(standardizer.apply(validation)).loss();
    }

    @Test
    void aGridHasEveryCombination() {
        List<String> seen = new ArrayList<>();
        SearchResults results = Search.grid()
                .values("a", 1, 2)
                .logarithmic("b", 1e-4, 1)
                .uniform("c", -1, 1)
                .points(3)
                .run(trial -> {
                    seen.add(trial.toString());
                    return trial.real("a") + trial.real("b") + trial.real("c");
                });
        assertThat(seen)
                .hasSize(18)
                .startsWith("trial 1: a = 1, b = 1.0E-4, c = -1.0", "trial 2: a = 1, b = 1.0E-4, c = 0.0");
        assertThat(seen).last().isEqualTo("trial 18: a = 2, b = 1.0, c = 1.0");
        assertThat(seen).contains("trial 5: a = 1, b = 0.01, c = 0.0"); // rounded, not 0.010000000000000002
        assertThat(results.best().trial().number()).isEqualTo(1);
        SearchResults highest =
                Search.grid().values("a", 1, 3, 2).highestFirst().run(trial -> trial.real("a"));
        assertThat(highest).hasToString("""
                3 trials
                trial 2: a = 3: score 3.0000
                trial 3: a = 2: score 2.0000
                trial 1: a = 1: score 1.0000""");
    }

    @Test
    void randomTrialsDependOnSeedNameAndNumberAlone() {
        List<Trial> some = trials(Search.random(7).logarithmic("rate", 1e-4, 1).trials(50));
        List<Trial> more = trials(Search.random(7)
                .values("units", 1, 2, 3)
                .logarithmic("rate", 1e-4, 1)
                .trials(200));
        for (int i = 0; i < 50; i++)
            assertThat(more.get(i).real("rate")).isEqualTo(some.get(i).real("rate"));
        assertThat(trials(Search.random(8).logarithmic("rate", 1e-4, 1).trials(50)))
                .isNotEqualTo(some);
        assertThat(more).allSatisfy(trial -> assertThat(trial.real("rate")).isBetween(1e-4, 1.0));
        long small = more.stream().filter(trial -> trial.real("rate") < 0.01).count();
        assertThat(small).isBetween(70L, 130L); // half of the decades
        assertThat(more.stream().map(trial -> trial.integer("units")).distinct())
                .containsExactlyInAnyOrder(1, 2, 3);
        assertThat(more)
                .allSatisfy(
                        trial -> assertThat(Double.toString(trial.real("rate")).replaceAll("E.*|\\.|^0\\.0*", ""))
                                .hasSizeLessThanOrEqualTo(5));
    }

    private static List<Trial> trials(Search search) {
        List<Trial> trials = new ArrayList<>();
        search.run(trial -> {
            trials.add(trial);
            return 0;
        });
        return trials;
    }

    @Test
    void aTrialThatFailsDoesNotEndTheSearch() {
        List<SearchResults.Result> heard = new ArrayList<>();
        SearchResults results = Search.grid()
                .values("n", 0, 1, 2, 3)
                .onTrial(heard::add)
                .run(trial -> {
                    if (trial.integer("n") == 0) throw new IllegalStateException("the loss became NaN");
                    if (trial.integer("n") == 1) throw new ArrayIndexOutOfBoundsException();
                    return trial.integer("n") == 2 ? Double.NaN : 5;
                });
        assertThat(heard).hasSize(4);
        assertThat(results.best().trial().number()).isEqualTo(4);
        assertThat(results.best().hasScore()).isTrue();
        assertThat(results).hasToString("""
                4 trials
                trial 4: n = 3: score 5.0000
                trial 1: n = 0: the loss became NaN
                trial 2: n = 1: ArrayIndexOutOfBoundsException
                trial 3: n = 2: the score is NaN""");
        Table table = Tables.of(results);
        assertThat(table.doubleColumn("score").countMissing()).isEqualTo(3);
        assertThat(table.stringColumn("failure").get(1)).isEqualTo("the loss became NaN");
        SearchResults none = Search.grid().values("n", 1).run(trial -> Double.NaN);
        assertThatThrownBy(none::best)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no trial has a score; the first says: trial 1: n = 1: the score is NaN");
    }

    @Test
    void anInterruptEndsTheSearchWithoutTheTrialUnderWay() {
        SearchResults results = Search.grid().values("n", 1, 2, 3).run(trial -> {
            if (trial.integer("n") == 2) Thread.currentThread().interrupt();
            return trial.integer("n");
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(results.isComplete()).isFalse();
        assertThat(results).hasToString("1 of 3 trials, interrupted\ntrial 1: n = 1: score 1.0000");
        Thread.currentThread().interrupt();
        SearchResults none = Search.grid().values("n", 1).run(trial -> 1);
        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(none::best).hasMessage("no trial has a score; the search was interrupted");
        assertThat(Tables.of(none).rowCount()).isZero();
    }

    @Test
    void mistakesAreRefusedWithWords() {
        Search search = Search.random(1).values("units", 16, "many");
        assertMessage(() -> search.values("Units", 1), "name is \"Units\", which the results have already");
        assertMessage(() -> search.values("score", 1), "name is \"score\", which the results have already");
        assertMessage(() -> search.values(" ", 1), "name is blank; expected what the trials call it");
        assertMessage(() -> search.values(null, 1), "name is null; expected what the trials call it");
        assertMessage(() -> search.values("x"), "values of \"x\" is empty; expected at least one");
        assertMessage(() -> search.values("x", 1, null), "values[1] of \"x\" is null; expected a value");
        assertMessage(() -> search.uniform("x", 2, 1), "low of \"x\" is 2.0, but high is only 1.0");
        assertMessage(() -> search.uniform("x", Double.NaN, 1), "low of \"x\" must be a finite number, but is NaN");
        assertMessage(() -> search.logarithmic("x", 0, 1), "low of \"x\" must be above 0, but is 0.0");
        assertMessage(() -> search.trials(0), "trials must lie between 1 and 100000, but is 0");
        assertMessage(() -> search.onTrial(null), "listener is null; expected e.g. r -> println(r)");
        assertMessage(() -> search.run(null), "score is null; expected what builds, trains and judges");
        assertThatThrownBy(() -> search.points(3)).hasMessageContaining("use trials");
        assertThatThrownBy(() -> Search.grid().trials(3)).hasMessageContaining("use points, or Search.random");
        assertThatThrownBy(() -> Search.grid().run(trial -> 1))
                .hasMessage("the search has no names; add e.g. .values(\"units\", 16, 32)");
        assertThatThrownBy(() -> Search.grid()
                        .uniform("x", 0, 1)
                        .uniform("y", 0, 1)
                        .uniform("z", 0, 1)
                        .points(100)
                        .run(trial -> 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the grid has more than 100000 combinations");
        assertThat(search).hasToString("Search of 20 random trials (seed 1) over units");
        Trial trial = new Trial(1, java.util.Map.of("units", 16));
        assertMessage(() -> trial.real("unit"), "name is \"unit\", but the search has [units]");
        assertMessage(
                () -> trial.value("units", String.class), "\"units\" is 16, which is no String but of type Integer");
    }

    private static void assertMessage(Runnable call, String words) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(words);
    }
}
