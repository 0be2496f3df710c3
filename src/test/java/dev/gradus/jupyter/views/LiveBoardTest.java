package dev.gradus.jupyter.views;

import static dev.gradus.Gradus.softmax;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.chart.Screen;
import dev.gradus.data.Dataset;
import dev.gradus.jupyter.Notebook;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.NotebookHost;
import dev.gradus.nn.Network;
import dev.gradus.train.History;
import dev.gradus.train.Progress;
import dev.gradus.train.Status;
import dev.gradus.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveBoardTest {
    private final Page page = new Page();
    private final Locale locale = Locale.getDefault();

    /** A kernel that keeps what it is told. */
    private static final class Page implements NotebookHost {
        final List<String> calls = new ArrayList<>();
        final List<Map<String, String>> frames = new ArrayList<>();
        int cell = 1;

        @Override
        public void show(String id, Map<String, String> bundle) {
            calls.add("show " + id);
            frames.add(bundle);
        }

        @Override
        public void update(String id, Map<String, String> bundle) {
            calls.add("update " + id);
            frames.add(bundle);
        }

        @Override
        public Object cell() {
            return cell;
        }

        String text() {
            return frames.get(frames.size() - 1).get("text/plain");
        }

        String html() {
            return frames.get(frames.size() - 1).get("text/html");
        }
    }

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        System.clearProperty("gradus.language");
        Screen.use(null);
        Progress.use(() -> status -> {});
    }

    private static Status running(History history, int epoch) {
        return new Status(history, epoch, 10, 211, 422, 0.4105, 0.88714, 51234.5, 71.2, false);
    }

    private static Status finished(History history, int epoch, double samplesPerSecond) {
        return new Status(history, epoch, 10, 422, 422, 0.25, 0.93, samplesPerSecond, 0, true);
    }

    /** A target a row and one a sample, tokens and numbers: the board is the same. */
    @Test
    void sequencesLearnOnItToo() {
        Notebook.start(page);
        int[][] tokens = {{0, 1, 2}, {2, 1, 0}, {1, 1, 2}, {0, 0, 2}},
                next = {{1, 2, -1}, {1, 0, -1}, {1, 2, -1}, {0, 2, -1}};
        Network speaks = Network.tokens(3, 3)
                .embedding(4)
                .positions()
                .residual(block -> block.layerNorm().causalAttention(2))
                .dense(3, softmax())
                .build();
        Trainer.of(speaks).batchSize(2).epochs(2).fit(Dataset.ofTokens(tokens, next));
        assertThat(page.text()).contains("2 epochs done · training loss ");
        Network hears =
                Network.sequence(2, 3).lstm(4).last().dense(2, softmax()).build();
        Trainer.of(hears)
                .batchSize(2)
                .epochs(3)
                .validationSplit(0.5)
                .shuffle(false)
                .fit(Dataset.ofSequences(
                        new double[][][] {
                            {{1, 0, 0}, {0, 1, 0}},
                            {{0, 0, 1}, {1, 1, 0}},
                            {{1, 0, 1}, {0, 1, 0}},
                            {{0, 0, 1}, {1, 1, 1}}
                        },
                        new int[] {0, 1, 0, 1}));
        assertThat(page.text()).contains("3 epochs done", "validation accuracy");
        assertThat(page.html()).contains("validation loss").doesNotContain("NaN");
    }

    @Test
    void oneOutputThatIsUpdated() {
        LiveBoard board = new LiveBoard(page);
        board.show(running(Samples.history(0), 1));
        board.show(running(Samples.history(2), 3));
        board.show(finished(Samples.history(10), 10, 1));
        String id = page.calls.get(0).substring("show ".length());
        assertThat(page.calls).containsExactly("show " + id, "update " + id, "update " + id);
    }

    @Test
    void aFrameWhileItTrains() {
        LiveBoard board = new LiveBoard(page);
        board.show(running(Samples.history(0), 1));
        assertThat(page.text())
                .isEqualTo("█░░░░░░░░░░░░░░░░░░░ Epoch 1 of 10 · batch 211 of 422 · 51,235 samples/s · 1 min 12 s left"
                        + " · training loss 0.4105 · training accuracy 88.71 %");
        assertThat(page.html())
                .contains("width:5.0%", "height:320px", ">–</td>")
                .doesNotContain("<img");
        board.show(running(Samples.history(3), 4));
        assertThat(page.text()).contains("Epoch 4 of 10", " · validation loss ");
        assertThat(page.html()).contains("<img alt=\"Accuracy and loss over 3 epochs: ");
    }

    @Test
    void theLastFrameHasNoTime() {
        new LiveBoard(page).show(finished(Samples.history(10), 10, 1000));
        Map<String, String> first = page.frames.get(0);
        new LiveBoard(page).show(finished(Samples.history(10), 10, 2000));
        assertThat(page.frames.get(1)).isEqualTo(first);
        assertThat(page.text()).startsWith("████████████████████ 10 epochs done · training loss 0.2500");
        assertThat(page.html()).contains("10 epochs done", "<img").doesNotContain("samples/s");
    }

    @Test
    void aTrainingThatWasStopped() {
        new LiveBoard(page).show(finished(Samples.history(2), 3, 1));
        assertThat(page.text()).contains("Stopped after 2 of 10 epochs");
        new LiveBoard(page).show(finished(Samples.history(0), 1, 1));
        assertThat(page.html()).contains("Stopped after 0 of 10 epochs").doesNotContain("<img", "height:320px");
    }

    @Test
    void aRegressionHasNoAccuracy() {
        new LiveBoard(page).show(new Status(Samples.regression(2), 3, 4, 1, 2, 0.5, Double.NaN, 10, Double.NaN, false));
        assertThat(page.text()).doesNotContain("accuracy", "NaN", "left");
        assertThat(page.html()).doesNotContain("accuracy", "NaN", ">validation<");
    }

    @Test
    void theChartIsDrawnOnceAnEpoch() {
        List<History> drawn = new ArrayList<>();
        LiveBoard board = new LiveBoard(page, history -> {
            drawn.add(history);
            return Html.text("chart " + history.epochs().size());
        });
        History two = Samples.history(2);
        for (int i = 0; i < 100; i++) board.show(running(two, 3));
        assertThat(drawn).containsExactly(two);
        assertThat(page.html()).contains("chart 2");
        History ten = Samples.history(10);
        board.show(finished(ten, 10, 1));
        assertThat(drawn).as("the last one in any case").containsExactly(two, ten);
        assertThat(page.html()).contains("chart 10");
    }

    /** However long a picture takes. Epochs of 50 ms, or longer on a busy machine, stand for the second. */
    @Test
    void theChartMovesAtLeastOnceASecondWhileEpochsEnd() {
        List<Integer> drawn = new ArrayList<>(List.of(0)); // how many epochs each chart shows
        LiveBoard board = new LiveBoard(page, history -> {
            sleep(250); // nine times that would be 2.25 s
            drawn.add(history.epochs().size());
            return Html.NONE;
        });
        for (int epochs = 1; epochs <= 50; epochs++) {
            board.show(running(Samples.history(epochs), epochs + 1));
            sleep(50);
        }
        drawn.add(50);
        for (int i = 1; i < drawn.size(); i++)
            assertThat(drawn.get(i) - drawn.get(i - 1))
                    .as("epochs without a chart")
                    .isLessThanOrEqualTo(21);
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTrainingSurvivesAPageThatFails() {
        Progress.use(() -> new LiveBoard(new NotebookHost() {
            @Override
            public void show(String id, Map<String, String> bundle) {
                throw new StackOverflowError();
            }

            @Override
            public void update(String id, Map<String, String> bundle) {
                throw new IllegalStateException();
            }
        }));
        assertThat(Trainer.of(Samples.line()).epochs(2).fit(Samples.numbers()).epochs())
                .hasSize(2);
    }

    @Test
    void theSameInEveryCountry() {
        new LiveBoard(page).show(running(Samples.history(2), 3));
        for (Locale country : List.of(Locale.GERMANY, Locale.CHINA)) {
            Locale.setDefault(country);
            new LiveBoard(page).show(running(Samples.history(2), 3));
            assertThat(page.frames.get(page.frames.size() - 1)).isEqualTo(page.frames.get(0));
        }
        System.setProperty("gradus.language", "zh");
        new LiveBoard(page).show(running(Samples.history(2), 3));
        assertThat(page.text()).contains("第 3 轮，共 10 轮", "每秒 51,235 个样本", "还需 1 min 12 s");
    }

    @Test
    void aNotebookShowsBoardsAndCharts() {
        Notebook.start(page);
        History history = Trainer.of(Samples.line()).epochs(3).fit(Samples.numbers());
        assertThat(page.text()).contains("3 epochs done");
        // Right below the board that shows the chart, the figures say more than the chart again.
        assertThat(Renderers.render(history).get("text/html"))
                .contains("<table")
                .doesNotContain("<img");
        assertThat(Renderers.render(Samples.regression(4)).get("text/html")).contains("<img");
        history.plot();
        assertThat(page.calls).hasSize(2);
        assertThat(page.html()).contains("<img alt=\"Loss over 3 epochs: ");
        page.cell++;
        assertThat(Renderers.render(history).get("text/html")).contains("<img");
        assertThat(Objects.requireNonNull(page.calls.get(1))).startsWith("show ");
    }

    @Test
    void anyChartIsShownWithItsWords() {
        Notebook.start(page);
        Screen.show(Samples.history(2).chart(), "<words> & \"more\"");
        assertThat(page.html()).startsWith("<img alt=\"&lt;words&gt; &amp; &quot;more&quot;\" width=");
        assertThat(page.text()).isEqualTo("<words> & \"more\"");
    }
}
