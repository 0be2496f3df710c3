package dev.gradus.jupyter.films;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.activation.Activation;
import dev.gradus.check.Derivation;
import dev.gradus.nn.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The small network of circles and arrows: what its frames show, and that a gradient of 0 stays dark. */
class PassesTest {
    private static Derivation lesson(double bias) {
        Network network = Network.input(1)
                .dense(2, Gradus.relu())
                .dense(1, Gradus.linear())
                .build();
        double[][] values = {{0.5, -1}, {3, bias}, {1.5, -2}, {-1}};
        for (int p = 0; p < 4; p++) network.parameters().get(p).set(values[p]);
        return Derivation.of(network, new double[] {2}, new double[] {8});
    }

    /** The numbers of the lesson, which were worked out by hand; in the order in which one finds them. */
    @Test
    void aFrameForEachStep() {
        PassesReel reel = new PassesReel(lesson(0.5));
        assertThat(captions(reel))
                .containsExactly(
                        "given: x = 2, y = 8",
                        "forward: z1 = (4, -1.5)",
                        "forward: a1 = (4, 0)",
                        "forward: a2 = 5",
                        "forward: J = 4.5",
                        "backward: δ2 = -3",
                        "backward: ∂J/∂w2 = (-12, 0), ∂J/∂b2 = -3",
                        "backward: ∂J/∂a1 = (-4.5, 6)",
                        "backward: δ1 = (-4.5, 0)",
                        "backward: ∂J/∂w1 = (-9, 0), ∂J/∂b1 = (-4.5, 0)");
        assertThat(reel.strip(6))
                .hasSize(6)
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(0)
                .endsWith(9);
    }

    private static List<String> captions(PassesReel reel) {
        return java.util.stream.IntStream.range(0, reel.frames())
                .mapToObj(reel::caption)
                .toList();
    }

    @Test
    void aWakingNeuronLightsAllSevenGradients() {
        assertThat(Replay.of(lesson(0.5)).toString()).contains("of its 7 parameters, 4 have a gradient other than 0");
        assertThat(Replay.of(lesson(2.5)).toString()).contains("of its 7 parameters, 7 have a gradient other than 0");
        assertThat(lit(0.5)).isEqualTo(4);
        assertThat(lit(2.5)).isEqualTo(7);
    }

    /** Labels of the last frame on the card of a gradient that isn't 0. */
    private static long lit(double bias) {
        PassesReel reel = new PassesReel(lesson(bias));
        String data = reel.film().data(reel.frames() - 1);
        return java.util.regex.Pattern.compile("\"text\":\"∂ [^\"]*\",\"colours\":\\[\"#[0-9a-f]{6}\",\"#fdebdd\"]")
                .matcher(data)
                .results()
                .count();
    }

    /** What is still to be found isn't even in the page's source. */
    @Test
    void theWayForwardKeepsTheWayBackToItself() {
        Derivation forward = lesson(0.5).forward();
        String page = Replay.of(forward).view().html().toString();
        assertThat(page).contains("J = 4.5").doesNotContain("∂").doesNotContain("δ");
        assertThat(forward.toString()).contains("Forward").doesNotContain("∂", "δ", "Backward", "twin");
        assertThat(forward.markdown()).doesNotContain("partial", "delta");
    }

    @Test
    void anyActivationAndLoss() {
        for (Activation hidden : List.of(Gradus.tanh(), Gradus.sigmoid(), Gradus.linear())) {
            Network network =
                    Network.input(2).dense(2, hidden).dense(2, Gradus.softmax()).build();
            PassesReel reel = new PassesReel(Derivation.of(network, new double[] {1, -2}, new double[] {0, 1}));
            assertThat(captions(reel)).last().asString().startsWith("backward: ∂J/∂w1 = (");
            assertThat(Replay.of(Derivation.of(network, new double[] {1, -2}, new double[] {0, 1}))
                            .end()
                            .title())
                    .contains("2-2-2 network");
        }
    }

    @Test
    void whatCouldNotBeReadIsRefused() {
        Network wide = Network.input(2)
                .dense(3, Gradus.relu())
                .dense(1, Gradus.linear())
                .build();
        assertThatThrownBy(() -> Replay.of(Derivation.of(wide, new double[] {1, 2}, new double[] {1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of a layer of 6 weights")
                .hasMessageContaining("at most 4");
        Network small = Network.input(1).dense(1, Gradus.linear()).build();
        assertThatThrownBy(() -> Replay.of(Derivation.of(small, new double[][] {{1}, {2}}, new double[][] {{1}, {2}})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of 2 samples");
        assertThatThrownBy(() -> Replay.of((Derivation) null)).hasMessageContaining("derivation");
    }
}
