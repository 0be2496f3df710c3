package dev.gradus.jupyter.films;

import static dev.gradus.Gradus.adam;
import static dev.gradus.Gradus.batchNorm;
import static dev.gradus.Gradus.momentum;
import static dev.gradus.Gradus.relu;
import static dev.gradus.Gradus.rosenbrock;
import static dev.gradus.Gradus.sgd;
import static dev.gradus.Gradus.sigmoid;
import static dev.gradus.Gradus.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.descent.Descent;
import dev.gradus.descent.DescentPath;
import dev.gradus.descent.Objective;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.views.Renderers;
import dev.gradus.jupyter.views.Samples;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.train.Recording;
import dev.gradus.train.Trainer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Dataset XOR =
            Dataset.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new double[][] {{0}, {1}, {1}, {0}});

    @AfterEach
    void restore() {
        System.clearProperty("gradus.language");
    }

    private static Network xor() {
        return Network.input(2)
                .dense(6, dev.gradus.Gradus.tanh())
                .dense(1, sigmoid())
                .seed(1)
                .build();
    }

    private static Recording recorded(int epochs) {
        Network network = xor();
        Recording recording = Recording.of(network, XOR).keep(20);
        if (epochs > 0)
            Trainer.of(network)
                    .optimizer(adam(0.05))
                    .epochs(epochs)
                    .onEpoch(recording)
                    .quiet()
                    .fit(XOR);
        return recording;
    }

    private static DescentPath valley(int steps) {
        return Descent.of(rosenbrock())
                .from(-1, 2)
                .optimizer(momentum(0.001, 0.9))
                .steps(steps)
                .run();
    }

    // ---- recordings ----

    @Test
    void aboutAsManyFramesAsAskedAndTheLast() {
        for (int epochs : List.of(1, 2, 19, 20, 21, 40, 41, 97, 333)) {
            List<Recording.Frame> frames = recorded(epochs).frames();
            assertThat(frames).as(epochs + " epochs").hasSizeBetween(Math.min(epochs + 1, 10), 21);
            assertThat(frames.get(0).number()).isZero();
            assertThat(frames.get(frames.size() - 1).number()).isEqualTo(epochs);
            List<Integer> numbers = frames.stream().map(Recording.Frame::number).toList();
            assertThat(numbers).doesNotHaveDuplicates().isSorted();
            List<Integer> distances = new ArrayList<>();
            for (int i = 2; i < numbers.size() - 1; i++) distances.add(numbers.get(i) - numbers.get(i - 1));
            assertThat(distances.stream().distinct()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aRecordingChangesNothing() {
        Network filmed = network();
        Network plain = network();
        Dataset data = Samples.classes("a", "b", "c");
        Recording recording = Recording.of(filmed, data);
        Trainer.of(filmed).epochs(5).batchSize(10).onEpoch(recording).quiet().fit(data);
        Trainer.of(plain).epochs(5).batchSize(10).quiet().fit(data);
        for (int p = 0; p < plain.parameters().size(); p++)
            assertThat(filmed.parameters().get(p).values())
                    .isEqualTo(plain.parameters().get(p).values());
        // Nor does looking: batch normalisation keeps means of what passes through.
        String before = Replay.of(recording).view().html().toString();
        assertThat(Replay.of(recording).view().html().toString()).isEqualTo(before);
    }

    private static Network network() {
        return Network.input(2)
                .dense(8, relu())
                .batchNorm()
                .dropout(0.2)
                .dense(3, softmax())
                .seed(3)
                .build();
    }

    @Test
    void framesHoldWhatTheNetworkWas() {
        Network network = xor();
        Recording recording = Recording.of(network, XOR);
        double[] first = network.parameters().get(0).values();
        Trainer.of(network).epochs(3).onEpoch(recording).quiet().fit(XOR);
        List<Recording.Frame> frames = recording.frames();
        assertThat(frames.get(0).weights().get(0).values()).isEqualTo(first);
        Recording.Frame last = frames.get(3);
        assertThat(last.weights().get(0).values())
                .isEqualTo(network.parameters().get(0).values());
        assertThat(last.weights().get(0))
                .hasToString("0.weight: 2 × 6 numbers of the size "
                        + (float) last.weights().get(0).size());
        // The first cell of the map is the lowest on the left.
        double[] window = recording.window();
        double step = (window[1] - window[0]) / Recording.MAP;
        assertThat(last.map()[0]).isEqualTo(network.predict(new double[] {window[0] + step / 2, window[2] + step / 2}));
        assertThat(last.activations())
                .extracting(Recording.Layer::name)
                .containsExactly("dense, tanh", "dense, sigmoid");
        assertThat(last.activations().get(1).values()).isSorted().hasSize(4);
        for (Parameter p : network.parameters()) p.zeroGradient();
        var batch = XOR.batch(new int[] {0, 1, 2, 3}, 0, 4, null);
        network.backward(network.naturalLoss(), network.forward(batch.inputs(), true), batch.targets());
        double[] gradient = network.parameters().get(0).gradient().toArray();
        java.util.Arrays.sort(gradient);
        assertThat(last.gradients().get(0).values()).isEqualTo(gradient);
        assertThat(recording).hasToString("Recording of 4 frames over 3 epochs");
    }

    @Test
    void whatCannotBeRecordedOrReplayedSaysWhy() {
        Dataset numbers = Samples.numbers();
        assertThatThrownBy(() -> Recording.of(xor(), numbers)).hasMessageContaining("the network takes 2");
        assertThatThrownBy(() -> recorded(0).keep(1)).hasMessage("frames must be at least 2, but is 1");
        Network bn = Network.input(1).layer(batchNorm()).dense(1, sigmoid()).build();
        assertThatThrownBy(() -> Recording.of(bn, numbers.take(1))).hasMessageContaining("batch of one sample");
        Recording line = Recording.of(Samples.line(), numbers);
        assertThatThrownBy(() -> Replay.map(line))
                .hasMessage("recording is of a network of 1 inputs, but a map needs 2; use weights, activations or"
                        + " gradients");
        assertThatThrownBy(() ->
                        Replay.of(valley(2), Descent.of(x -> x * x).from(1).run()))
                .hasMessageContaining("others[0] is a path on");
        assertThatThrownBy(() -> Replay.of((Recording) null)).hasMessageContaining("recording is null");
        assertThatThrownBy(() -> Replay.of((DescentPath) null)).hasMessageContaining("path is null");
    }

    // ---- what a page gets ----

    @Test
    void aStripOfSixWithWordsAndASlider() {
        Map<String, String> bundle = Renderers.render(Replay.of(valley(100)));
        String html = bundle.get("text/html");
        assertThat(alts(html)).hasSize(6).first().isEqualTo("step 0: (x, y) = (-1, 2), f = 104, gradient (396, 200)");
        assertThat(html)
                .contains(
                        "<script type=\"application/json\">{\"width\":430,",
                        "\"ends\":[0, 1, 2, 3,",
                        "\"play\":\"Play\"")
                .doesNotContain(" id=", "http");
        assertThat(bundle.get("text/plain"))
                .startsWith("rosenbrock by momentum(0.001, 0.9): 100 steps from (-1, 2) to (")
                .contains("\n   0 ", "\n 100 ");
        assertThat(Renderers.render(Replay.of(valley(100)))).isEqualTo(bundle);
    }

    @Test
    void allKindsInBothLanguagesAndSmall() {
        Recording recording = recorded(100);
        Network wide = Network.input(784)
                .dense(128, relu())
                .dense(10, softmax())
                .seed(1)
                .build();
        Dataset mnist = Mnist.load().train().take(300);
        Recording digits = Recording.of(wide, mnist);
        Trainer.of(wide).optimizer(sgd(0.1)).epochs(60).onEpoch(digits).quiet().fit(mnist);
        for (String language : Messages.LANGUAGES) {
            System.setProperty("gradus.language", language);
            for (Replay replay : List.of(
                    Replay.of(valley(1000), valley(3)),
                    Replay.of(Descent.of(x -> x * x).from(3).steps(20).run()),
                    Replay.of(Descent.of(Objective.quadratic(1, 2, 3))
                            .from(1, 2, 3)
                            .steps(1)
                            .run()),
                    Replay.map(recording),
                    Replay.weights(recording),
                    Replay.activations(recording),
                    Replay.gradients(recording),
                    Replay.of(digits),
                    Replay.of(recorded(0)))) {
                String html = replay.view().html().toString();
                assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(ReplayView.LARGEST);
                assertThat(html).contains("<script>", "\"captions\":[");
                assertThat(alts(html)).hasSizeBetween(1, 6).doesNotContain("");
                if (language.equals("zh"))
                    assertThat(replay.toString()).containsPattern("\\p{IsHan}").doesNotContain("step", "training");
            }
        }
    }

    @Test
    void theStripHasTheFirstAndTheLast() {
        assertThat(ReplayView.strip(1, 6)).containsExactly(0);
        assertThat(ReplayView.strip(3, 6)).containsExactly(0, 1, 2);
        assertThat(ReplayView.strip(11, 6)).containsExactly(0, 1, 2, 4, 6, 10);
        assertThat(ReplayView.strip(121, 6)).containsExactly(0, 5, 19, 43, 77, 120);
    }

    @Test
    void framesOfADescentAreWhereItMoves() {
        double[] falling = new double[41];
        for (int t = 0; t <= 40; t++) falling[t] = 8 * (1 - Math.pow(0.6, t));
        assertThat(Highlights.few(falling, 6)).containsExactly(0, 1, 2, 3, 4, 40);
        assertThat(Highlights.few(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 6))
                .containsExactly(0, 2, 4, 6, 8, 10);
        assertThat(Highlights.few(new double[] {0, 3, 3, 3, 3}, 6)).containsExactly(0, 4);
        assertThat(Highlights.few(new double[] {0, 3}, 6)).containsExactly(0, 1);
        assertThat(Highlights.few(new double[] {0, 0, 0}, 6)).containsExactly(0, 2);
        assertThat(Highlights.few(new double[] {0}, 6)).containsExactly(0);
        assertThat(Highlights.even(falling, 5)).containsExactly(0, 1, 3, 40);
        assertThat(Highlights.even(new double[] {0, 0, 0}, 2)).containsExactly(0, 2);
        assertThat(Highlights.even(new double[1000], 6)).startsWith(0).endsWith(999);
        Objective valleys =
                Objective.of(v -> (v * v - 1) * (v * v - 1) + 0.3 * v).named("f(v)");
        Replay film = Replay.of(
                Descent.of(valleys).from(-1.6).learningRate(0.05).steps(40).run(),
                Descent.of(valleys).from(1.6).learningRate(0.05).steps(40).run());
        String html = film.view().html().toString();
        Matcher pictures = Pattern.compile("src=\"(data:[^\"]*)").matcher(html);
        assertThat(pictures.results().map(m -> m.group(1))).hasSizeBetween(4, 6).doesNotHaveDuplicates();
        assertThat(alts(html).get(0)).startsWith("step 0: v = -1.6, f = ");
        assertThat(alts(html).get(alts(html).size() - 1)).startsWith("step 40: ");
    }

    @Test
    void theNamesAreThoseOfTheFunction() {
        Objective cost = Objective.of((w, b) -> w * w + b * b).named("J(w, b)");
        DescentPath path = Descent.of(cost).from(3, 1).steps(3).run();
        assertThat(Renderers.render(Replay.of(path)).get("text/plain"))
                .startsWith("J(w, b) by sgd(0.1): 3 steps from (3, 1) to (1.536, 0.512), J from 10 to 2.621.")
                .contains("(w, b)", "J(w, b)")
                .doesNotContain("x", "f(", "f =");
        assertThat(alts(Renderers.render(Replay.of(path)).get("text/html")).get(0))
                .isEqualTo("step 0: (w, b) = (3, 1), J = 10, gradient (6, 2)");
        assertThat(Renderers.render(path).get("text/plain")).contains("(w, b)", "J(w, b)");
    }

    /** The script stands in the page as it is, so it must not end its element. */
    @Test
    void theScriptIsPlain() {
        String script = Html.script(ReplayView.class, "replay.js").toString();
        assertThat(script.substring("<script>".length(), script.length() - "</script>".length()))
                .doesNotContain("</script", "<!--", "getElementById", "fetch(", "http", "innerHTML", "eval");
        assertThat(script.lines().count()).isLessThan(200);
        assertThat(Html.script(ReplayView.class, "listen.js").toString())
                .doesNotContain("<!--", "getElementById", "fetch(", "http", "innerHTML", "eval");
    }

    private static List<String> alts(String html) {
        Matcher matcher = Pattern.compile("<img alt=\"([^\"]*)\"").matcher(html);
        return matcher.results().map(m -> m.group(1)).toList();
    }
}
