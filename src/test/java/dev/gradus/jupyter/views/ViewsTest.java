package dev.gradus.jupyter.views;

import static dev.gradus.Gradus.batchNorm;
import static dev.gradus.Gradus.linear;
import static dev.gradus.Gradus.softmax;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.autodiff.Value;
import dev.gradus.check.Check;
import dev.gradus.check.Derivation;
import dev.gradus.check.GradientCheck;
import dev.gradus.check.Predict;
import dev.gradus.check.lessons.Lesson00;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.data.sound.SpokenDigits;
import dev.gradus.descent.Descent;
import dev.gradus.errors.Mismatch;
import dev.gradus.evaluation.RocCurve;
import dev.gradus.jupyter.films.Replay;
import dev.gradus.jupyter.widgets.DrawDigit;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.search.LearningRateFinder;
import dev.gradus.search.Search;
import dev.gradus.train.History;
import dev.gradus.train.Recording;
import dev.gradus.train.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every type of result has its view, and each says the same in both languages. */
class ViewsTest {
    @AfterEach
    void restore() {
        System.clearProperty("gradus.language");
    }

    /** One of each; a type that is added to the renderers needs its row here. */
    static Map<String, Object> results() {
        Map<String, Object> results = new LinkedHashMap<>();
        Network network = Samples.classifier();
        Dataset data = Samples.classes("a", "b", "c");
        results.put("Network", network);
        results.put("Summary", network.summary());
        results.put("History", Samples.history(3));
        results.put("Evaluation", network.evaluate(data));
        results.put("Dataset", data);
        results.put("Mnist", Mnist.load());
        results.put("Digit", Samples.digit());
        results.put("Sound", SpokenDigits.sound(7, "jackson"));
        results.put("Matrix", Matrix.of(new double[][] {{1, 2}}));
        results.put("Chart", Samples.history(3).chart());
        results.put("Check", Lesson00.half(1));
        results.put("Prediction", Predict.choice("00.half"));
        results.put("Journal", Check.progress());
        results.put(
                "Derivation",
                Derivation.of(Network.input(1).dense(1, linear()).build(), new double[] {1}, new double[] {2}));
        results.put(
                "Shown", DrawDigit.of(Network.input(784).dense(10, softmax()).build()));
        Recording recording = Recording.of(network, data);
        results.put("Replay", Replay.of(recording));
        results.put("Recording", recording);
        results.put("DescentPath", Descent.of(x -> x * x).from(3).steps(30).run());
        results.put("Ending", Descent.of(x -> x * x).from(3).untilValue(1).run().ending());
        results.put("Epoch", Samples.history(3).last());
        Value a = Value.of(2).label("a");
        Value y = a.times(Value.of(-3).label("b")).tanh().label("y");
        y.backward();
        results.put("Value", y);
        results.put("Picture", y.graph());
        results.put("GradientCheck", GradientCheck.of(network, network.naturalLoss(), data));
        results.put(
                "RocCurve", RocCurve.of(new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true}));
        results.put("ClassReport", network.evaluate(data).report());
        results.put("SearchResults", Search.grid().values("units", 1, 2, 3).run(trial -> trial.integer("units")));
        results.put(
                "Found", LearningRateFinder.of(Samples.classifier()).steps(40).find(data));
        results.put("Parameter", network.parameters().get(0));
        return results;
    }

    @Test
    void everyTypeHasItsView() {
        Map<String, Object> results = results();
        List<Class<?>> types = new ArrayList<>(Renderers.types());
        types.removeIf(
                type -> type == Object.class || type.isArray() || type.getName().startsWith("tech.tablesaw"));
        for (Class<?> type : types) assertThat(results).as("a row for " + type).containsKey(type.getSimpleName());
        results.forEach((name, result) -> assertThat(types).as(name).anyMatch(type -> type.isInstance(result)));
    }

    @Test
    void everyViewSpeaksBothLanguages() {
        Map<String, Object> results = results();
        results.forEach((name, result) -> {
            System.setProperty("gradus.language", "en");
            String english = text(result);
            assertThat(english).as(name).isNotBlank().doesNotContainPattern("\\p{IsHan}");
            System.setProperty("gradus.language", "zh");
            assertThat(text(result)).as(name).containsPattern("\\p{IsHan}");
            if (List.of("Matrix", "Parameter", "Derivation", "Journal", "Ending", "Epoch")
                    .contains(name)) return;
            assertThat(Renderers.render(result)).as(name).containsKey("text/html");
        });
    }

    private static String text(Object result) {
        return Objects.requireNonNull(Renderers.render(result).get("text/plain"));
    }

    // ---- one by one ----

    @Test
    void aValueIsItsGraph() {
        Map<String, Object> results = results();
        assertThat(text(Objects.requireNonNull(results.get("Value"))))
                .startsWith("y = tanh(-6) = -0.999988, gradient 1\n"
                        + "The graph behind y, of 4 values: y = -0.999988, gradient 1; a = 2, gradient -7.37");
        assertThat(Renderers.render(Value.of(2).label("a"))).isEqualTo(Map.of("text/plain", "a = 2, gradient 0"));
        Value many = Value.of(1);
        for (int i = 0; i < 100; i++) many = many.plus(1);
        assertThat(Renderers.render(many)).containsOnlyKeys("text/plain");
    }

    @Test
    void aWrongGradientIsNamed() {
        GradientCheck check = GradientCheck.of(x -> x * x, x -> x, 3);
        assertThat(Renderers.render(check).get("text/html"))
                .contains("The gradients differ from central differences; worst x: gradient 3, differences 6,");
    }

    @Test
    void failuresOfASearchAreShown() {
        var results = Search.grid().values("<b>", 1, 2).run(trial -> {
            if (trial.number() == 1) throw new IllegalStateException("too small");
            return 0.5;
        });
        assertThat(text(results)).isEqualTo("""
                2 trials
                trial  <b>   score  failure
                    2  2    0.5000
                    1  1         –  too small""");
    }

    @Test
    void aNetworkTellsWhatItKeepsWithoutLearning() {
        Network network = Network.input(2).layer(batchNorm()).dense(1, linear()).build();
        assertThat(text(network)).endsWith("and 4 numbers that are kept, but not learnt");
    }

    // ---- why a training ended ----

    @Test
    void anEarlyEndIsExplainedInBothLanguages() {
        Dataset data = Samples.classes("a", "b", "c");
        List<History> all = List.of(
                Trainer.of(Samples.classifier()).stopBelow(100).quiet().fit(data),
                Trainer.of(Samples.classifier())
                        .validationSplit(0.2)
                        .stopBelow(100)
                        .quiet()
                        .fit(data),
                Trainer.of(Samples.classifier())
                        .patience(1, 100)
                        .epochs(5)
                        .quiet()
                        .fit(data),
                Trainer.of(Samples.classifier())
                        .validationSplit(0.2)
                        .patience(2, 100)
                        .quiet()
                        .fit(data),
                Trainer.of(Samples.classifier()).stopBelowGradient(100).quiet().fit(data),
                stopped(data),
                interrupted(data));
        for (History history : all) {
            assertThat(Reasons.text(history.reasons())).startsWith("Ended because ");
            System.setProperty("gradus.language", "zh");
            assertThat(Reasons.text(history.reasons()))
                    .as(history.reason())
                    .startsWith("训练结束的原因：")
                    .doesNotContainPattern("[a-z]{4,}(?<!stop)");
            System.clearProperty("gradus.language");
        }
        assertThat(Reasons.text(Samples.history(3).reasons())).isEmpty();
        assertThat(Reasons.text(Samples.history(1).reasons())).isEmpty();
        assertThat(text(all.get(0))).endsWith("fell below 100.0 in epoch 1.");
    }

    private static History stopped(Dataset data) {
        Trainer trainer = Trainer.of(Samples.classifier()).quiet();
        return trainer.onEpoch(epoch -> trainer.stop()).fit(data);
    }

    private static History interrupted(Dataset data) {
        try {
            return Trainer.of(Network.input(2).dense(3, softmax()).build())
                    .quiet()
                    .onEpoch(epoch -> Thread.currentThread().interrupt())
                    .fit(data);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void valuesPrintReadably() {
        record Run(double[] w, String name) {}
        assertThat(ValueView.text(new Run(new double[] {1, 2}, "b"), 0))
                .isEqualTo("Run[w=double[2] [1.0, 2.0], name=b]");
        record Spoken(double[] w) {
            @Override
            public String toString() {
                return "Spoken[two weights]";
            }
        }
        assertThat(ValueView.text(new Spoken(new double[] {1, 2}), 0)).isEqualTo("Spoken[two weights]");
        assertThat(ValueView.text(new int[][] {{1}, {2, 3}}, 0)).isEqualTo("int[2][] [[1], [2, 3]]");
        assertThat(ValueView.text(List.of(new float[] {1}), 0)).isEqualTo("[float[1] [1.0]]");
        assertThat(ValueView.text(Map.of("a", List.of(1)), 0)).isEqualTo("{a=[1]}");
        assertThat(ValueView.text(new String[3][0], 0)).isEqualTo("String[3][0] [[], [], []]");
        Object[] self = {null};
        self[0] = self;
        assertThat(ValueView.text(self, 0)).endsWith("…]]]]]");
    }

    @Test
    void namesOfAnyLengthAndAnyMarkAreDrawn() {
        String name = "<b>" + "x".repeat(1_000_000);
        MismatchView view = new MismatchView(Mismatch.numbers(name, 1, "y", 2));
        assertThat(view.text()).hasSizeLessThan(500);
        assertThat(view.html().toString()).contains("&lt;b&gt;x", " ≠<").hasSizeLessThan(5_000);
    }
}
