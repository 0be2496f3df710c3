package dev.gradus.jupyter.widgets;

import static dev.gradus.jupyter.widgets.Interact.interact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.chart.Charts;
import dev.gradus.chart.canvas.Trail;
import dev.gradus.check.Predict;
import dev.gradus.descent.Descent;
import dev.gradus.descent.Objective;
import dev.gradus.jupyter.English;
import dev.gradus.jupyter.host.Host;
import dev.gradus.jupyter.host.NotebookHost;
import dev.gradus.jupyter.host.View;
import dev.gradus.jupyter.views.Renderers;
import dev.gradus.jupyter.views.Samples;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Adam;
import dev.gradus.optim.Momentum;
import dev.gradus.train.BetweenSteps;
import dev.gradus.train.History;
import dev.gradus.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What widgets say to the page, and what they do when it answers; the page itself is tested by kernel/test_pages.py. */
class WidgetTest {
    @RegisterExtension
    private final FakeHost host = new FakeHost();

    private FakeHost.Wire open(Widget widget) {
        assertThat(Renderers.render(widget)).containsKeys(WidgetModel.VIEW, View.TEXT);
        return host.last();
    }

    /** One sentence, and no control where it would be an error in place of the picture. */
    @Test
    void aJupyterThatLacksPackagesIsToldSo() {
        for (String lacking : List.of("ipywidgets anywidget", "anywidget")) {
            System.setProperty("gradus.lacking", lacking);
            try {
                Map<String, String> bundle = Renderers.render(Slider.of("a", 0, 1));
                assertThat(bundle.containsKey(WidgetModel.VIEW)).isEqualTo(lacking.contains("ipywidgets"));
                assertThat(bundle.get(View.HTML))
                        .contains("it takes " + lacking)
                        .doesNotContain("run this cell again");
            } finally {
                System.clearProperty("gradus.lacking");
            }
        }
    }

    @Test
    void whatACellShowedIsLetGoWhenItRunsAgain() {
        host.place = "here";
        host.run = 1;
        Slider everywhere = Slider.of("a", 0, 1);
        FakeHost.Wire first = open(everywhere), second = open(Slider.of("b", 0, 1));
        host.place = "below";
        host.run = 2;
        open(everywhere);
        host.place = "here";
        host.run = 3;
        FakeHost.Wire third = open(Slider.of("c", 0, 1)), fourth = open(Slider.of("d", 0, 1));
        assertThat(List.of(first.isOpen, second.isOpen, third.isOpen, fourth.isOpen))
                .as("shown below, shown before, shown now, shown beside it")
                .containsExactly(true, false, true, true);
        host.place = "below";
        host.run = 4;
        open(Slider.of("e", 0, 1));
        assertThat(first.isOpen).isFalse();
        host.run = 5;
        open(everywhere);
        assertThat(host.wires).hasSize(6);
        assertThat(host.last().isOpen).isTrue();
    }

    // ---- controls ----

    @Test
    void aSliderFollowsThePage() {
        List<Double> heard = new ArrayList<>();
        Slider slider = Slider.of("η", 0.01, 1).at(0.1).onChange(heard::add);
        FakeHost.Wire page = open(slider);
        assertThat(FakeHost.map(page.state().get("values"))).isEqualTo(Map.of("c0", 0.1));
        page.move(Map.of("c0", 0.25));
        assertThat(slider.value()).isEqualTo(0.25);
        assertThat(slider).hasToString("η = 0.25");
        page.move(Map.of("c0", 77));
        assertThat(slider.value()).isEqualTo(1);
        slider.at(0.5);
        assertThat(FakeHost.map(page.state().get("values"))).isEqualTo(Map.of("c0", 0.5));
        assertThat(heard).containsExactly(0.25, 1.0, 0.5);
    }

    @Test
    void nonsenseFromThePageChangesNothing() {
        Slider slider = Slider.of("η", 0, 1).at(0.5);
        Choice<String> choice = Choice.of("c", "a", "b");
        Toggle toggle = Toggle.of("t");
        FakeHost.Wire page = open(interact(() -> "", slider, choice, toggle));
        for (Object bad : new Object[] {"x", -1, 2, 0.5, true, List.of(), Map.of()}) page.move(Map.of("c1", bad));
        page.move(Map.of("c0", "x", "c2", 1, "c9", 1));
        page.move(List.of(1));
        page.press("c9");
        page.receive(Map.of("method", "?"));
        page.receiver.accept(new NotebookHost.Message(Map.of("method", List.of()), List.of()));
        assertThat(slider.value()).isEqualTo(0.5);
        assertThat(choice.value()).isEqualTo("a");
        assertThat(toggle.value()).isFalse();
    }

    @Test
    void choiceToggleAndButton() {
        Choice<Integer> choice = Choice.of("n", 8, 16, 32).at(16);
        Toggle toggle = Toggle.of("shuffle").at(true);
        AtomicInteger presses = new AtomicInteger();
        Button button = Button.of("again").onPress(presses::incrementAndGet);
        FakeHost.Wire page = open(
                interact(() -> choice.value() + " " + toggle.value() + " " + button.value(), choice, toggle, button));
        page.move(Map.of("c0", 2, "c1", false));
        page.press("c2");
        page.press("c2");
        assertThat(page.state().get("html")).asString().contains("32 false 2");
        assertThat(presses).hasValue(2);
        assertThat(choice).hasToString("n = 32");
        assertThat(toggle).hasToString("shuffle = off");
        assertThat(button).hasToString("[again]");
    }

    @Test
    void aLineIsTyped() {
        List<String> heard = new ArrayList<>();
        TextField name = TextField.of("✎").at("emma").onChange(heard::add);
        FakeHost.Wire page = open(interact(name, text -> text.length()));
        page.move(Map.of("c0", "emmas"));
        assertThat(page.state().get("html")).asString().contains("5");
        for (Object bad : new Object[] {1, true, List.of(), "e".repeat(501)}) page.move(Map.of("c0", bad));
        assertThat(name).hasToString("✎ = emmas");
        FakeHost.Wire other = open(interact(name, text -> text)); // both show what is typed into one of them
        other.move(Map.of("c0", ""));
        assertThat(FakeHost.map(page.state().get("values"))).isEqualTo(Map.of("c0", ""));
        assertThat(page.state().get("html")).asString().contains("0");
        assertThat(heard).containsExactly("emmas", "");
    }

    // ---- predictions ----

    @Test
    void aPredictionIsClicked() {
        Map<String, String> bundle = Renderers.render(Predict.choice("08.order"));
        assertThat(bundle).containsKey(WidgetModel.VIEW);
        assertThat(bundle.get(View.TEXT)).contains("No guess yet. Put one at the end of the line");
        FakeHost.Wire page = host.last();
        assertThat(page.state().get("html")).asString().contains("Click what you expect");
        for (Object bad : new Object[] {"q", 1, "", List.of(), true}) page.move(Map.of("c0", bad));
        assertThat(Predict.choice("08.order").guess()).isNull();
        page.move(Map.of("c0", "b"));
        assertThat(Predict.choice("08.order").guess()).isEqualTo("b");
        assertThat(page.state().get("html")).asString().contains("Your guess is noted");
        page.move(Map.of("c0", "c"));
        page.receive(Map.of("method", "request_state")); // as after a reload
        assertThat(FakeHost.map(page.state().get("values"))).isEqualTo(Map.of("c0", "c"));
        Renderers.render(Predict.choice("08.order")); // the cell runs again
        assertThat(FakeHost.map(host.last().state().get("values"))).isEqualTo(Map.of("c0", "c"));
        assertThat(Renderers.render(Predict.reveal("08.order", new double[] {1, 2, 3, 0})))
                .doesNotContainKey(WidgetModel.VIEW)
                .extractingByKey(View.TEXT)
                .asString()
                .contains("You guessed c), but it is b)");
    }

    @Test
    void aNumberIsTyped() {
        Renderers.render(Predict.number("08.untrained"));
        FakeHost.Wire page = host.last();
        assertThat(FakeHost.map(page.state().get("values"))).isEqualTo(Map.of("c0", ""));
        page.move(Map.of("c0", "ten"));
        page.move(Map.of("c0", 12.5));
        assertThat(Predict.number("08.untrained").guess()).isEqualTo("12.5");
        page.receive(Map.of("method", "request_state"));
        assertThat(FakeHost.map(page.state().get("values"))).isEqualTo(Map.of("c0", "12.5"));
    }

    @Test
    void aPressTakesAlongWhatWasMovedBefore() {
        Choice<Integer> choice = Choice.of("n", 8, 16, 32);
        Toggle toggle = Toggle.of("shuffle").at(true);
        List<Integer> seen = new ArrayList<>();
        Button button = Button.of("again").onPress(() -> seen.add(choice.value()));
        FakeHost.Wire page = open(interact(button::value, choice, toggle, button));
        page.press("c2", Map.of("c0", 2));
        assertThat(seen).containsExactly(32);
        page.receive(Map.of("method", "request_state")); // as after a reload
        assertThat(FakeHost.map(page.state().get("values")))
                .containsEntry("c0", 2.0)
                .containsEntry("c1", true);
    }

    @Test
    void aListenerThatFailsLeavesTheOtherControlsToAReloadedPage() {
        Slider slider = Slider.of("a", 0, 4).at(2).onChange(value -> {
            throw new IllegalStateException("no");
        });
        FakeHost.Wire page = open(interact(() -> "", slider, Toggle.of("t").at(true)));
        page.move(Map.of("c0", 3));
        assertThat(page.state().get("trouble")).asString().contains("IllegalStateException: no");
        page.receive(Map.of("method", "request_state"));
        assertThat(FakeHost.map(page.state().get("values"))).isEqualTo(Map.of("c0", 3.0, "c1", true));
    }

    @Test
    void whatAControlRefuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slider.of("η", 1, 1))
                .withMessage("high must be above low, but they are 1.0 and 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slider.of("η", 0, 1).at(2))
                .withMessage("value must lie from 0 to 1, but is 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slider.of("η", 0, 1).log())
                .withMessage("low must be above 0, but is 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Choice.of("n"))
                .withMessage("values is empty; expected at least one to choose");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Choice.of("n", 1, 2).at(3))
                .withMessage("value must be one of [1, 2], but is 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slider.of(null, 0, 1))
                .withMessageStartingWith("label is null");
    }

    // ---- interact ----

    @Test
    void whatTheLambdaGivesIsDrawn() {
        Slider a = Slider.of("a", 0, 4).step(1).at(2);
        FakeHost.Wire page = open(interact(a, x -> new double[] {x, x * x}));
        assertThat(page.state().get("html")).asString().contains("[2, 4]");
        page.move(Map.of("c0", 3));
        assertThat(page.state().get("html")).asString().contains("[3, 9]");
        page.move(Map.of("c0", 3));
        assertThat(page.sent).hasSize(1); // no news, no answer
    }

    @Test
    void chartsAndPathsAreDrawn() {
        Slider eta = Slider.of("η", 0.01, 1).at(0.1);
        Widget widget = interact(
                eta, η -> Descent.of(x -> x * x).from(3).learningRate(η).run());
        assertThat(open(widget).state().get("html")).asString().startsWith("<img alt=\"f by sgd(0.1): 20 steps");
        widget = interact(
                eta, η -> Descent.of(x -> x * x).from(3).learningRate(η).run().chart());
        assertThat(open(widget).state().get("html")).asString().startsWith("<img ");
    }

    @Test
    void whatTheLambdaThrowsIsShown() {
        Slider a = Slider.of("a", 0, 4).at(2);
        FakeHost.Wire page = open(interact(a, x -> {
            if (x > 3) throw new StackOverflowError("<b>");
            return x;
        }));
        page.move(Map.of("c0", 4));
        assertThat(page.state().get("trouble")).asString().contains("⚠ StackOverflowError: &lt;b&gt;");
        page.move(Map.of("c0", 1));
        assertThat(page.state()).containsEntry("trouble", "");
        assertThat(page.state().get("html")).asString().contains("1.0");
    }

    @Test
    void twoPanelsOfOneControlAgree() {
        Slider a = Slider.of("a", 0, 4).at(2);
        FakeHost.Wire one = open(interact(a, x -> "one " + x));
        FakeHost.Wire two = open(interact(a, x -> "two " + x));
        one.move(Map.of("c0", 3));
        assertThat(FakeHost.map(two.state().get("values"))).isEqualTo(Map.of("c0", 3.0));
        assertThat(one.state().get("html")).asString().contains("one 3.0");
        assertThat(two.state().get("html")).asString().contains("two 3.0");
    }

    @Test
    void aStillFormIsThereWithoutAKernelThatCan() {
        Host.use(null);
        Map<String, String> bundle =
                Renderers.render(interact(Slider.of("a", 0, 4).at(2), x -> x * x));
        assertThat(bundle).containsOnlyKeys(View.HTML, View.TEXT);
        assertThat(bundle.get(View.TEXT)).isEqualTo("a = 2\n4.0");
    }

    // ---- a page that was reloaded ----

    @Test
    void aReloadedPageGetsEverythingBack() {
        Slider a = Slider.of("a", 0, 4).at(2);
        FakeHost.Wire page = open(a);
        page.move(Map.of("c0", 3));
        DrawDigit pad = DrawDigit.of(
                Network.input(784).dense(10, dev.gradus.Gradus.softmax()).build());
        FakeHost.Wire drawn = open(pad);
        FakeHost.Wire control = new FakeHost.Wire("control", Map.of(), message -> {});
        var receiver = host.answers.get("jupyter.widget.control").apply(control);
        receiver.accept(new NotebookHost.Message(Map.of("method", "request_states"), List.of()));
        NotebookHost.Message answer = control.sent.get(0);
        Map<String, Object> data = FakeHost.sent(answer.data());
        assertThat(data).containsEntry("method", "update_states");
        Map<String, Object> entry =
                FakeHost.map(FakeHost.map(data.get("states")).get(page.id()));
        assertThat(entry).containsEntry("model_name", "AnyModel").containsEntry("model_module", "anywidget");
        assertThat(FakeHost.map(FakeHost.map(entry.get("state")).get("values"))).isEqualTo(Map.of("c0", 3.0));
        int ink = ((List<?>) data.get("buffer_paths")).indexOf(List.of(drawn.id(), "state", "ink"));
        assertThat(answer.buffers().get(ink)).isEqualTo(drawn.state().get("ink"));
        page.receive(Map.of("method", "request_state"));
        assertThat(page.state()).containsKeys("_esm", "_css", "controls");
    }

    // ---- training ----

    @Test
    void theNextStepHearsWhatIsTouched() {
        Trainer trainer = trainer(new Momentum(0.1, 0.5));
        FakeHost.Wire page = open(TrainingControls.of(trainer));
        int[] calls = {0};
        BetweenSteps.use(() -> {
            int call = calls[0]++;
            if (call == 3) page.move(Map.of("c0", 0.05));
            if (call == 5) page.move(Map.of("c1", 0.9));
            if (call == 7) page.press("c4");
        });
        History history = trainer.fit(Samples.classes("a", "b", "c"));
        assertThat(history.learningRates()).containsExactly(0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05);
        assertThat(history.reason()).startsWith("stop() was called");
        assertThat(trainer.optimizer()).hasToString("momentum(0.1, 0.9)");
    }

    @Test
    void aPauseListensAndTakesSingleSteps() {
        Trainer trainer = trainer(new Adam(0.1));
        FakeHost.Wire page = open(TrainingControls.of(trainer));
        List<Integer> steps = new ArrayList<>();
        int[] calls = {0};
        BetweenSteps.use(() -> {
            int call = calls[0]++;
            if (call == 2) page.move(Map.of("c1", true));
            if (call == 4) page.press("c2");
            if (call == 5 || call == 7) steps.add(trainer.history().learningRates().length);
            if (call == 8) page.move(Map.of("c1", false));
            if (call == 10) page.press("c3");
        });
        History history = trainer.fit(Samples.classes("a", "b", "c"));
        assertThat(steps).containsExactly(3, 3); // two before the pause, one by the button
        assertThat(history.learningRates()).hasSize(5);
        assertThat(history.reason()).startsWith("stop() was called");
    }

    @Test
    void theStepButtonPauses() {
        Trainer trainer = trainer(new Adam(0.1));
        FakeHost.Wire page = open(TrainingControls.of(trainer));
        page.press("c2");
        assertThat(trainer.isPaused()).isTrue();
        assertThat(FakeHost.map(page.state().get("values"))).containsEntry("c1", true);
    }

    private static Trainer trainer(dev.gradus.optim.Optimizer optimizer) {
        return Trainer.of(Samples.classifier())
                .optimizer(optimizer)
                .batchSize(3)
                .epochs(1000)
                .quiet();
    }

    // ---- digits and descents ----

    @Test
    void theProbabilitiesFollowThePen() {
        Network network = Network.input(784)
                .dense(10, dev.gradus.Gradus.softmax())
                .seed(1)
                .build();
        DrawDigit pad = DrawDigit.of(network);
        FakeHost.Wire page = open(pad);
        double[] before = pad.probabilities();
        byte[] ink = new byte[112 * 112];
        for (int i = 20; i < 90; i++) for (int j = 50; j < 60; j++) ink[i * 112 + j] = (byte) 255;
        page.receive(Map.of("method", "update", "state", Map.of(), "buffer_paths", List.of(List.of("ink"))), ink);
        assertThat(pad.probabilities()).isNotEqualTo(before).isEqualTo(network.predict(pad.image()));
        assertThat(page.state().get("shares"))
                .isEqualTo(Arrays.stream(pad.probabilities()).boxed().toList());
        assertThat((byte[]) page.state().get("seen")).hasSize(28 * 28).contains((byte) 255);
        assertThat(page.state()).containsEntry("words", pad.toString());
        assertThat(pad.toString()).startsWith("The network takes this drawing for a ");
        page.receive(
                Map.of("method", "update", "state", Map.of(), "buffer_paths", List.of(List.of("ink"))),
                new byte[112 * 112]);
        assertThat(pad).hasToString("Nothing is drawn yet");
        assertThat((List<?>) page.state().get("shares")).hasSize(10).containsOnlyNulls();
        page.receive(
                Map.of("method", "update", "state", Map.of(), "buffer_paths", List.of(List.of("ink"))), new byte[7]);
        assertThat(pad).hasToString("Nothing is drawn yet");
    }

    @Test
    void aPadNeedsANetworkOfDigits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DrawDigit.of(Samples.classifier()))
                .withMessage("network takes 2 numbers, but a drawn digit has 28 × 28 = 784");
    }

    @Test
    void aPadCanBeginWithAnotherDrawing() {
        Network network =
                Network.input(784).dense(10, dev.gradus.Gradus.softmax()).build();
        double[] stroke = new double[784];
        for (int i = 5; i < 25; i++) stroke[28 * i + 14] = 1;
        DrawDigit pad = DrawDigit.of(network, stroke);
        assertThat(pad.image()).containsExactly(stroke); // it has the size and the place of a digit already
        assertThat(pad.view().html().toString())
                .contains(String.format(java.util.Locale.ROOT, "%.2f %%", 100 * pad.probabilities()[3]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DrawDigit.of(network, new double[7]))
                .withMessage("image has 7 numbers, but expected 28 × 28 = 784");
        stroke[5] = 2;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DrawDigit.of(network, stroke))
                .withMessage("image holds 2.0, but expected numbers from 0 to 1");
    }

    /** As a class that was added to ten digits. */
    @Test
    void whatIsNoDigitIsCalledByItsNumber() {
        Network network = Network.input(784)
                .dense(12, dev.gradus.Gradus.softmax())
                .initializer(dev.gradus.Gradus.zeros())
                .build();
        Parameter b = network.parameters().get(1);
        b.set(IntStream.range(0, 12).mapToDouble(k -> k == 10 ? 9 : 0).toArray());
        assertThat(DrawDigit.of(network).toString()).startsWith("The network takes this drawing for number 10 (99.");
        b.set(IntStream.range(0, 12).mapToDouble(k -> k == 7 ? 9 : 0).toArray());
        assertThat(DrawDigit.of(network).toString()).startsWith("The network takes this drawing for a 7 (99.");
    }

    @Test
    void whereNoDescentCanStartNoneIsExplored() {
        Objective bowl = Objective.of((x, y) -> x * x + y * y);
        DescentExplorer explorer = DescentExplorer.of(bowl);
        for (double[] start : new double[][] {{1}, {9, Double.NaN}, {1, 2, 3}, null})
            assertThat(catchThrowable(() -> explorer.from(start)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasSameClassAs(catchThrowable(() -> Descent.of(bowl).from(start)))
                    .hasMessageStartingWith("start");
        assertThat(open(explorer).state())
                .usingRecursiveComparison()
                .isEqualTo(open(DescentExplorer.of(bowl)).state());
    }

    @Test
    void aClickIsTheNewStart() {
        DescentExplorer explorer =
                DescentExplorer.of(x -> x * x).from(2).steps(0).range(-3, 3);
        FakeHost.Wire page = open(explorer);
        assertThat(page.state().get("html")).asString().contains("x = 2", "slope f′(x) = 4");
        page.update(Map.of("start", List.of(0.25)));
        assertThat(explorer.path().points()[0]).containsExactly(0.25);
        page.update(Map.of("start", List.of(0.5, 0.5)));
        page.update(Map.of("start", List.of("far")));
        assertThat(explorer.path().points()[0]).containsExactly(0.25);
        page.move(Map.of("c1", 10));
        assertThat(page.state().get("html")).asString().contains("after 10 steps");
        page.move(Map.of("c0", 1.99));
        assertThat(page.state()).containsEntry("trouble", "");
    }

    @Test
    void aLineFollowsThePointThatIsDragged() {
        List<double[]> asked = new ArrayList<>();
        Drag drag = Drag.of(-2, 2, (x, y) -> {
                    asked.add(new double[] {x, y});
                    if (x > 1.5) throw new IllegalStateException("too far");
                    return List.of(new double[2], new double[] {x, 2 * y});
                })
                .at(0.5, 0.25);
        FakeHost.Wire page = open(drag);
        assertThat(asked).hasSize(1);
        assertThat(page.state())
                .containsEntry("goal", List.of(0.5, 0.25))
                .containsEntry("words", "Dragged to (0.5, 0.25); the line ends at (0.5, 0.5).")
                .doesNotContainKey("heights");
        page.update(Map.of("start", List.of(1.0, -0.5)));
        assertThat(FakeHost.map(page.state().get("path")))
                .containsEntry("points", List.of(List.of(0.0, 0.0), List.of(1.0, -1.0)));
        for (Object bad : new Object[] {List.of(1.0), List.of("x", 1.0), "x"}) page.update(Map.of("start", bad));
        assertThat(asked).hasSize(2);
        page.update(Map.of("start", List.of(1.75, 0.0)));
        assertThat(page.state().get("trouble")).asString().contains("too far");
        page.update(Map.of("start", List.of(0.0, 0.0)));
        assertThat(page.state()).containsEntry("trouble", "").containsEntry("goal", List.of(0.0, 0.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Drag.of(2, -2, (x, y) -> List.of()))
                .withMessage("low must be below high, but they are 2.0 and -2.0");
    }

    @Test
    void anExplorerUsesTheNames() {
        FakeHost.Wire page =
                open(DescentExplorer.of(Objective.of(w -> (w - 2) * (w - 2)).named("J(w)"))
                        .from(3)
                        .steps(0));
        assertThat(page.state().get("html")).asString().contains("w = 3", "J = 1", "slope J′(w) = 2");
        FakeHost.Wire map =
                open(DescentExplorer.of(Objective.of((w, b) -> w * w + b * b).named("J(w, b)"))
                        .from(3, 1)
                        .steps(0));
        assertThat(map.state().get("html")).asString().contains("(w, b) = (3, 1)", "J = 10", "gradient (6, 2)");
        assertThat(FakeHost.map(page.state().get("ground")))
                .containsEntry("title", "J(w)")
                .containsEntry("names", List.of("w", ""));
        assertThat(FakeHost.map(map.state().get("ground"))).containsEntry("names", List.of("w", "b"));
    }

    @Test
    void theStillPictureOfAnExplorerShowsTheRange() {
        Objective f = Objective.of(w -> w * w);
        DescentExplorer explorer = DescentExplorer.of(f).from(2).range(-3, 9);
        byte[] picture =
                explorer.path().picture(new double[] {-3}, new double[] {9}).png();
        assertThat(Renderers.render(explorer).get(View.HTML))
                .contains(Base64.getEncoder().encodeToString(picture));
        assertThat(Charts.frame(Charts.curve(
                                "f", w -> w * w, -3, 9, List.of(), new Trail("t", List.of(new double[] {10}))))
                        .xHigh())
                .isCloseTo(9, within(0.1));
    }

    @Test
    void aSliderStandsAtRoundNumbers() {
        assertThat(stops(Slider.of("η", 0.001, 2).log()))
                .startsWith(0.001, 0.0011)
                .contains(0.01, 0.1, 0.5, 1.0)
                .endsWith(1.8, 2.0);
        assertThat(stops(Slider.of("η", 0.01, 1)))
                .startsWith(0.01, 0.02)
                .contains(0.1, 0.5)
                .endsWith(0.99, 1.0);
        assertThat(stops(Slider.of("a", -2, 2))).hasSize(81).contains(0.0, 0.05, -1.5);
        assertThat(stops(Slider.of("a", 0.123, 0.3))).startsWith(0.123, 0.124).endsWith(0.298, 0.3);
        assertThat(Slider.of("n", 0, 50).step(1).looks())
                .containsEntry("step", 1.0)
                .doesNotContainKey("stops");
    }

    private static List<Double> stops(Slider slider) {
        return ((List<?>) slider.looks().get("stops"))
                .stream().map(Double.class::cast).toList();
    }

    @Test
    void everyPanelSpeaksChinese() {
        System.setProperty("gradus.language", "zh");
        try {
            Network network =
                    Network.input(784).dense(10, dev.gradus.Gradus.softmax()).build();
            DescentExplorer wild =
                    DescentExplorer.of(x -> x * x).from(1).learningRate(1e200).steps(9);
            for (Widget widget : List.of(
                    wild,
                    DescentExplorer.of(Objective.rosenbrock()).steps(1),
                    DrawDigit.of(network),
                    TrainingControls.of(trainer(new Momentum(0.1, 0.5))),
                    interact(
                            Toggle.of("t"),
                            t -> Descent.of(x -> x * x).from(3).untilValue(1).run()))) {
                Map<String, Object> state = open(widget).state();
                for (String part : List.of("html", "controls", "pad", "ground", "words", "trouble"))
                    assertThat(English.words(String.valueOf(state.get(part))))
                            .as(widget + " " + part)
                            .isEmpty();
            }
        } finally {
            System.clearProperty("gradus.language");
        }
    }

    @Test
    void everyKnownObjectiveCanBeExplored() {
        for (Objective f : List.of(
                Objective.rosenbrock(), Objective.beale(), Objective.himmelblau(), Objective.quadratic(1, 10))) {
            FakeHost.Wire page = open(DescentExplorer.of(f).learningRate(0.01));
            Map<String, Object> ground = FakeHost.map(page.state().get("ground"));
            double columns = (Double) ground.get("columns");
            int bytes = ((byte[]) page.state().get("heights")).length;
            assertThat(bytes % (4 * (columns + 1)))
                    .as("whole rows of four bytes each")
                    .isZero();
            assertThat(ground.get("names")).isEqualTo(List.of("x", "y"));
            assertThat((List<?>) ground.get("levels")).isNotEmpty();
            assertThat((List<?>) FakeHost.map(page.state().get("path")).get("points"))
                    .hasSizeGreaterThan(1);
            page.move(Map.of("c0", 2, "c1", 50)); // runs away, and its numbers still are JSON
            assertThat(page.state()).containsEntry("trouble", "");
            page.update(Map.of("start", List.of(0.5, 1.5)));
            assertThat(FakeHost.map(page.state().get("path")).get("points"))
                    .asString()
                    .startsWith("[[0.5, 1.5]");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DescentExplorer.of(Objective.of(3, x -> x[0])))
                .withMessage("f has 3 variables, but only functions of one or two can be shown");
    }
}
