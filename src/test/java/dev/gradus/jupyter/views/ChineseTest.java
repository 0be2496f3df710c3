package dev.gradus.jupyter.views;

import static dev.gradus.Gradus.adam;
import static dev.gradus.Gradus.sigmoid;
import static dev.gradus.Gradus.tanh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.data.Dataset;
import dev.gradus.descent.Descent;
import dev.gradus.descent.DescentPath;
import dev.gradus.descent.Objective;
import dev.gradus.jupyter.English;
import dev.gradus.jupyter.films.Replay;
import dev.gradus.nn.Network;
import dev.gradus.train.Recording;
import dev.gradus.train.Trainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No English is left on a Chinese page; the panels of widgets are in WidgetTest. */
class ChineseTest {
    @BeforeEach
    void speak() {
        System.setProperty("gradus.language", "zh");
    }

    @AfterEach
    void restore() {
        System.clearProperty("gradus.language");
    }

    @Test
    void noViewHasEnglishInIt() {
        Map<String, Object> results = new LinkedHashMap<>(ViewsTest.results());
        results.putAll(replays());
        results.putAll(paths());
        SoftAssertions.assertSoftly(all -> results.forEach((name, result) -> Renderers.render(result)
                .forEach((type, text) -> all.assertThat(English.words(text))
                        .as(name + " " + type)
                        .isEmpty())));
    }

    private static Map<String, Object> replays() {
        Dataset xor = Dataset.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new double[][] {{0}, {1}, {1}, {0}});
        Network network =
                Network.input(2).dense(3, tanh()).dense(1, sigmoid()).seed(1).build();
        Recording recording = Recording.of(network, xor);
        Trainer.of(network)
                .optimizer(adam(0.05))
                .epochs(3)
                .onEpoch(recording)
                .quiet()
                .fit(xor);
        return Map.of(
                "map", Replay.map(recording),
                "weights", Replay.weights(recording),
                "activations", Replay.activations(recording),
                "gradients", Replay.gradients(recording));
    }

    private static Map<String, Object> paths() {
        Descent parabola = Descent.of(Objective.quadratic(1)).from(1);
        Map<String, Object> paths = new LinkedHashMap<>();
        paths.put(
                "diverged",
                Descent.of(Objective.quadratic(1)).from(1).learningRate(1e200).run());
        paths.put(
                "by value",
                Descent.of(Objective.quadratic(1)).from(1).untilValue(0.1).run());
        paths.put("by gradient", parabola.untilGradient(0.1).run());
        paths.put(
                "map",
                Descent.of(Objective.rosenbrock()).from(1, 2).learningRate(1e-3).run());
        Map<String, Object> all = new LinkedHashMap<>();
        paths.forEach((name, path) -> {
            all.put("path " + name, path);
            all.put("end " + name, ((DescentPath) path).ending());
            all.put("film " + name, Replay.of((DescentPath) path));
        });
        return all;
    }

    @Test
    void englishWouldBeFound() {
        String text = "<img alt=\"J(w) by sgd(0.1)\" src=\"data:image/png;base64,abc\"> 第 3 步 epoch 8: loss 0.1";
        assertThat(English.words(text)).isEqualTo(List.of("epoch"));
        assertThat(English.words("<b style=\"color:red\">all steps taken</b>"))
                .containsExactly("all", "steps", "taken");
    }
}
