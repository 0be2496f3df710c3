package dev.gradus.jupyter.widgets;

import static dev.gradus.Gradus.circle;
import static dev.gradus.Gradus.xor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradus.activation.Relu;
import dev.gradus.activation.Sigmoid;
import dev.gradus.activation.Tanh;
import dev.gradus.data.Dataset;
import dev.gradus.data.Points;
import dev.gradus.jupyter.host.View;
import dev.gradus.jupyter.views.Renderers;
import dev.gradus.nn.Network;
import dev.gradus.train.Trainings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the explorer says to the page, and what it does when it answers; the page is tested by kernel/test_network_explorer.py. */
class NetworkExplorerTest {
    @RegisterExtension
    private final FakeHost host = new FakeHost();

    private FakeHost.Wire open(NetworkExplorer explorer) {
        assertThat(explorer.bundle()).containsKeys(WidgetModel.VIEW, View.TEXT, View.HTML);
        return host.last();
    }

    private static void tell(FakeHost.Wire page, Map<String, Object> event) {
        page.receive(Map.of("method", "custom", "content", event));
    }

    private static Map<String, Object> value(FakeHost.Wire page, String name) {
        return FakeHost.map(page.state().get(name));
    }

    @Test
    void thePageGetsNumbersToDraw() {
        FakeHost.Wire page = open(NetworkExplorer.of(xor()).layers(3));
        assertThat(value(page, "net")).containsEntry("units", List.of(3.0)).containsEntry("outputs", 1.0);
        assertThat((byte[]) page.state().get("maps")).hasSize((2 + 3 + 1) * 1600);
        assertThat(value(page, "frame")).containsEntry("epoch", 0.0).containsEntry("playing", false);
        assertThat((List<?>) page.state().get("words")).hasSize(6);
        tell(page, Map.of("do", "step"));
        assertThat(value(page, "frame")).containsEntry("epoch", 1.0);
        tell(page, Map.of("do", "switch", "name", "gradients", "on", true));
        assertThat((List<?>) value(page, "frame").get("gradients")).hasSize(4);
        tell(page, Map.of("do", "hidden", "layer", 1));
        assertThat((List<?>) value(page, "frame").get("hidden")).hasSize(200);
    }

    @Test
    void theControlsShowWhatThePointsAre() {
        Map<Points, Integer> kinds = Map.of(
                circle(), 0, xor().noise(0.1).and(1, 2, 0), 1, Points.own().and(1, 2, 1), 4);
        kinds.forEach((points, kind) -> {
            FakeHost.Wire page = open(NetworkExplorer.of(points));
            String id = (String) FakeHost.map(page.state().get("ids")).get("data");
            assertThat(value(page, "values")).as(points.toString()).containsEntry(id, (double) kind);
        });
    }

    @Test
    void whatThePageDoesIsALineOfCode() {
        NetworkExplorer explorer = NetworkExplorer.of(xor());
        FakeHost.Wire page = open(explorer);
        tell(page, Map.of("do", "layers", "units", List.of(2)));
        tell(page, Map.of("do", "features", "features", List.of("x", "y", "xy")));
        tell(page, Map.of("do", "seed", "seed", 7));
        tell(page, Map.of("do", "step"));
        tell(page, Map.of("do", "weight", "layer", 1, "from", 1, "to", 2, "value", 0.5));
        tell(page, Map.of("do", "silence", "layer", 1, "unit", 2, "on", true));
        tell(page, Map.of("do", "point", "x", 1.234, "y", -2, "label", 0));
        String line = "NetworkExplorer.of(xor().features(\"x\", \"y\", \"xy\")).layers(2).seed(7).epochs(1)"
                + ".weight(1, 1, 2, 0.5).silence(1, 2).point(1.23, -2.0, 0)";
        assertThat(explorer.code()).isEqualTo(line);
        assertThat(value(page, "code")).containsEntry("line", line);
        tell(page, Map.of("do", "rewind", "moment", 0));
        assertThat(explorer.code())
                .isEqualTo("NetworkExplorer.of(xor().features(\"x\", \"y\", \"xy\")).layers(2).seed(7)");
    }

    @Test
    void nonsenseIsRefusedAndChangesNothing() {
        NetworkExplorer explorer = NetworkExplorer.of(xor());
        FakeHost.Wire page = open(explorer);
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("do", "fly"),
                Map.of("do", "weight", "layer", 9, "from", 1, "to", 1, "value", 1),
                Map.of("do", "weight", "layer", 1, "from", 1, "to", 1, "value", "x"),
                Map.of("do", "layers", "units", List.of(99)),
                Map.of("do", "features", "features", List.of("z")),
                Map.of("do", "point", "x", 0, "y", 0, "label", 5),
                Map.of("do", "rewind", "moment", -1))) {
            tell(page, bad);
            assertThat(page.state().get("trouble"))
                    .as(bad.toString())
                    .asString()
                    .isNotEmpty();
            assertThat(explorer.code()).isEqualTo("NetworkExplorer.of(xor())");
        }
    }

    @Test
    void itPlaysInTheBackground() throws InterruptedException {
        NetworkExplorer explorer = NetworkExplorer.of(xor());
        FakeHost.Wire page = open(explorer);
        tell(page, Map.of("do", "play"));
        boolean counts = false; // for the stop button, which is for cells
        for (int i = 0; i < 500 && explorer.network().epochs() < 20; i++)
            for (int k = 0; k < 20; k++) {
                counts |= Trainings.running();
                Thread.sleep(1);
            }
        assertThat(counts).isFalse();
        tell(page, Map.of("do", "pause"));
        Thread.sleep(200);
        int epochs = explorer.network().epochs();
        assertThat(epochs).isGreaterThanOrEqualTo(20);
        assertThat(explorer.code()).isEqualTo("NetworkExplorer.of(xor()).epochs(" + epochs + ")");
        Network again = NetworkExplorer.of(xor()).epochs(epochs).network();
        assertThat(again.parameters().get(0).values())
                .isEqualTo(explorer.network().parameters().get(0).values());
    }

    @Test
    void pointsOfOnesOwnStayWhenItStartsAgain() {
        NetworkExplorer explorer = NetworkExplorer.of(Points.own());
        FakeHost.Wire page = open(explorer);
        tell(page, Map.of("do", "step"));
        assertThat(page.state().get("trouble")).asString().contains("no points to learn from yet");
        tell(page, Map.of("do", "point", "x", 1, "y", 2, "label", 0));
        tell(page, Map.of("do", "point", "x", -1, "y", -2, "label", 1));
        tell(page, Map.of("do", "step"));
        tell(page, Map.of("do", "reset"));
        assertThat(page.state().get("trouble")).isEqualTo("");
        assertThat(explorer.code()).isEqualTo("NetworkExplorer.of(ownPoints().and(1.0, 2.0, 0).and(-1.0, -2.0, 1))");
        assertThat(value(page, "net")).containsEntry("window", List.of(-6.0, 6.0, -6.0, 6.0));
    }

    @Test
    void aTeacherHidesControls() {
        FakeHost.Wire page = open(NetworkExplorer.of(circle()).only("play", "learningRate"));
        assertThat((List<Object>)
                        new java.util.ArrayList<Object>((List<?>) page.state().get("hidden")))
                .contains("step", "noise", "code")
                .doesNotContain("play", "learningRate");
        assertThat(value(page, "ids")).containsOnlyKeys("learningRate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkExplorer.of(circle()).hide("eta"))
                .withMessageStartingWith("controls has \"eta\"; expected some of [learningRate, ");
    }

    @Test
    void aNetworkOfOnesOwn() {
        Dataset data = Dataset.of(new double[][] {{0, 1}, {1, 0}, {2, 2}, {3, 1}}, new int[] {0, 0, 1, 1})
                .classes("Adelie", "Gentoo");
        Network network = Network.input(2).dense(1, new Sigmoid()).seed(3).build();
        NetworkExplorer explorer = NetworkExplorer.of(network, data);
        String points = "Points.of(Dataset.of(new double[][] {{0.0, 1.0}, {1.0, 0.0}, {2.0, 2.0}, {3.0, 1.0}},"
                + " new int[] {0, 0, 1, 1}).classes(\"Adelie\", \"Gentoo\"))";
        assertThat(explorer.code()).isEqualTo("NetworkExplorer.of(" + points + ").layers().seed(3)");
        FakeHost.Wire page = open(explorer);
        assertThat(value(page, "net")).containsEntry("classes", List.of("Adelie", "Gentoo"));
        network.parameters().get(0).set(new double[] {0.5, -0.25});
        assertThat(NetworkExplorer.of(network, data).code())
                .isEqualTo("NetworkExplorer.of(" + points
                        + ").layers().seed(3).start(new double[][] {{0.5, -0.25}, {0.0}})");
        Network mixed = Network.input(2)
                .dense(2, new Relu())
                .dense(2, new Tanh())
                .dense(1, new Sigmoid())
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkExplorer.of(mixed, data))
                .withMessage("network has hidden layers of [relu, tanh]; expected one activation");
    }

    @Test
    void aLargeTableIsExplainedBesideTheCode() {
        Dataset data = Dataset.of(new double[31][2], new int[31]).classes("a", "b");
        FakeHost.Wire page = open(NetworkExplorer.of(data));
        assertThat(value(page, "code"))
                .containsEntry("line", "NetworkExplorer.of(Points.of(data))")
                .hasEntrySatisfying(
                        "data",
                        words -> assertThat(words).asString().startsWith("Here data is the given table of 31 points"));
        assertThat(value(open(NetworkExplorer.of(xor())), "code")).containsEntry("data", "");
    }

    @Test
    void theLearningRateStaysWhenItStartsAgain() {
        NetworkExplorer explorer = NetworkExplorer.of(xor()).epochs(1).learningRate(0.5);
        FakeHost.Wire page = open(explorer);
        tell(page, Map.of("do", "reset"));
        assertThat(explorer.code()).isEqualTo("NetworkExplorer.of(xor()).learningRate(0.5)");
    }

    /** What a reader can run into speaks the language of the page, and isn't called an exception. */
    @Test
    void refusalsSpeakTheLanguageOfThePage() {
        System.setProperty("gradus.language", "zh");
        try {
            FakeHost.Wire page = open(NetworkExplorer.of(Points.own()));
            for (String what : List.of("step", "play")) {
                tell(page, Map.of("do", what));
                assertThat(page.state().get("trouble"))
                        .asString()
                        .contains("还没有可以学习的点")
                        .doesNotContain("Exception");
            }
            tell(page, Map.of("do", "seeds", "epochs", 10));
            assertThat(page.state().get("trouble")).asString().contains("还没有可以学习的点");
            page = open(NetworkExplorer.of(xor()).activation(new Relu()).l2(0.1).learningRate(1000));
            for (int i = 0; i < 60 && "".equals(page.state().get("trouble")); i++) tell(page, Map.of("do", "step"));
            assertThat(page.state().get("trouble"))
                    .asString()
                    .contains("学习率 η 太大")
                    .doesNotContain("Exception");
            tell(page, Map.of("do", "drawn", "number", 1));
            assertThat(page.state().get("trouble")).asString().contains("学习率 η 太大");
            tell(page, Map.of("do", "reset"));
            assertThat(page.state().get("trouble")).isEqualTo("");
        } finally {
            System.clearProperty("gradus.language");
        }
    }

    @Test
    void whatIsSwitchedOnIsPartOfTheLine() {
        NetworkExplorer explorer = NetworkExplorer.of(xor()).speed("full").show("discrete");
        FakeHost.Wire page = open(explorer.hide("noise"));
        assertThat(value(page, "switches")).containsEntry("discrete", true).containsEntry("gradients", false);
        tell(page, Map.of("do", "switch", "name", "gradients", "on", true));
        tell(page, Map.of("do", "switch", "name", "discrete", "on", false));
        String line = "NetworkExplorer.of(xor()).speed(\"full\").show(\"gradients\").hide(\"noise\")";
        assertThat(explorer.code()).isEqualTo(line);
        assertThat(value(page, "code")).containsEntry("line", line);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> explorer.speed("fast"))
                .withMessage("speed has \"fast\"; expected some of [one, growing, full]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> explorer.show("weights"))
                .withMessage("switches has \"weights\"; expected some of [gradients, discrete]");
    }

    /** Also one that the page doesn't offer by itself. */
    @Test
    void anActivationOfOnesOwnCanBeChosen() {
        FakeHost.Wire page = open(NetworkExplorer.of(xor()).activation(new dev.gradus.activation.LeakyRelu(0.2)));
        String id = (String) FakeHost.map(page.state().get("ids")).get("activation");
        assertThat(value(page, "values")).containsEntry(id, 4.0);
    }

    @Test
    void withoutAPageItIsAFilmWithASentence() {
        String text = NetworkExplorer.of(xor()).epochs(30).toString();
        assertThat(text)
                .startsWith("What the network answers over the plane, through 30 epochs: training loss falls from");
        assertThat(Renderers.render(NetworkExplorer.of(xor()).epochs(30)).get(View.HTML))
                .hasSizeLessThan(170_000)
                .contains("<img", "<script>");
    }
}
