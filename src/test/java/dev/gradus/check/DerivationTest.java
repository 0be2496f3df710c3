package dev.gradus.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradus.Gradus;
import dev.gradus.activation.Activation;
import dev.gradus.check.lessons.Lesson05;
import dev.gradus.loss.Loss;
import dev.gradus.nn.Network;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DerivationTest {
    private static final double[][] X = {{1, -0.5}, {0.3, 2}};
    private static final double[][] Y = {{1, 0}, {0, 1}};

    private final Locale locale = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        System.clearProperty("gradus.language");
    }

    private static Network lessonFive() {
        Network network = Network.input(1)
                .dense(2, Gradus.relu())
                .dense(1, Gradus.linear())
                .build();
        double[][] start = {{0.5, -1}, {3, 0.5}, {1.5, -2}, {-1}};
        for (int p = 0; p < 4; p++) network.parameters().get(p).set(start[p]);
        return network;
    }

    /** The numbers of LessonFiveTest, which were worked out by hand. */
    @Test
    void theNetworkOfLessonFive() {
        Derivation derivation = Derivation.of(lessonFive(), new double[] {2}, new double[] {8});
        assertThat(derivation.toString())
                .contains(
                        """
                        Z⁽¹⁾ = X W⁽¹⁾ + b⁽¹⁾
                             = 2 · [0.5  -1] + [3  0.5]
                             = [4  -1.5]
                        """, """
                        J = 1/(2m) Σ (a⁽²⁾ − y)²
                          = 4.5
                        """, """
                        δ⁽²⁾ = 1/m ( A⁽²⁾ − Y )
                             = 1 · ( 5 − 8 )
                             = -3
                        ΔJ/ΔZ⁽²⁾ = -3
                        """, """
                        ∂J/∂W⁽²⁾ = (A⁽¹⁾)ᵀ δ⁽²⁾
                                 = ⎡4⎤ · (-3)
                                   ⎣0⎦
                                 = ⎡-12⎤
                                   ⎣  0⎦
                        ΔJ/ΔW⁽²⁾ = ⎡-12⎤
                                   ⎣  0⎦
                        """, """
                        δ⁽¹⁾ = ∂J/∂A⁽¹⁾ ⊙ ReLU′(Z⁽¹⁾)
                             = [-4.5  6] ⊙ [1  0]
                             = [-4.5  0]
                        ΔJ/ΔZ⁽¹⁾ = [-4.5  0]
                        """, "= [-9  0]\nΔJ/ΔW⁽¹⁾ = [-9  0]\n", "Largest relative error: < 1e-9.");
        assertThat(derivation.agrees()).isTrue();
    }

    /** What its closing exercises find, each edit made as they ask for it. */
    @Test
    void theClosingExercisesOfLessonFive() {
        Network bent = Network.input(1)
                .dense(2, Gradus.tanh())
                .dense(1, Gradus.linear())
                .build();
        for (int p = 0; p < 4; p++)
            bent.parameters().get(p).set(lessonFive().parameters().get(p).values());
        Derivation dimmed = Derivation.of(bent, new double[] {2}, new double[] {8});
        assertThat(dimmed.toString()).contains("⊙ [0.001341  0.18071]", "= [-0.01144");
        assertThat(Lesson05.tanh((z, a, da) -> da * (1 - a * a)).toString()).contains("delta1 = -0.01144");

        Derivation two = Derivation.of(lessonFive(), new double[][] {{2}, {-1}}, new double[][] {{8}, {1}});
        assertThat(two.toString()).contains("= -2.125\nΔJ/Δb⁽²⁾ = -2.125");
        double[] toHidden = two.trace().parameters().get(0).gradient().toArray();
        assertThat(toHidden[1]).as("neuron 1 learns from the second sample").isNotZero();
        double[] dw2 = two.trace().parameters().get(2).gradient().toArray();
        assertThat(dw2[1]).isNotZero();

        Network awake = lessonFive();
        awake.parameters().get(1).set(new double[] {3, 2.5});
        Derivation woken = Derivation.of(awake, new double[] {2}, new double[] {8});
        woken.trace()
                .parameters()
                .forEach(p -> assertThat(p.gradient().toArray()).doesNotContain(0));
        awake.parameters().get(1).set(new double[] {3, 1.9});
        Derivation asleep = Derivation.of(awake, new double[] {2}, new double[] {8});
        assertThat(asleep.trace().parameters().get(1).gradient().toArray()).endsWith(0);
    }

    @Test
    void typesetItHasTheSameNumbers() {
        for (Derivation derivation : all()) {
            assertThat(numbers(derivation
                            .markdown()
                            .replaceAll("\\\\\\\\\\[4pt]", "")
                            .replaceAll("\\\\frac\\{(\\d)}", "$1")
                            .replaceAll("\\^\\{\\(\\d\\)}|[\\^_]\\{\\w+}|\\{?mK}|\\^2", "")))
                    .isEqualTo(numbers(derivation.toString().replace("2/(mK)", "2")));
            assertThat(derivation.markdown().split("\\$\\$", -1).length % 2).isEqualTo(1);
        }
        assertThat(Derivation.of(lessonFive(), new double[] {2}, new double[] {8})
                        .markdown())
                .contains("""
                        $$
                        \\begin{aligned}
                        \\frac{\\partial J}{\\partial W^{(2)}} &= (A^{(1)})^{\\top} \\delta^{(2)} \\\\
                        &= \\begin{pmatrix} 4 \\\\ 0 \\end{pmatrix} \\cdot (-3) \\\\
                        &= \\begin{pmatrix} -12 \\\\ 0 \\end{pmatrix} \\\\[4pt]
                        \\frac{\\Delta J}{\\Delta W^{(2)}} &= \\begin{pmatrix} -12 \\\\ 0 \\end{pmatrix}
                        \\end{aligned}
                        $$
                        """);
    }

    /** All that have a point or more than one digit: these are never part of a symbol. */
    private static List<String> numbers(String text) {
        return Pattern.compile("-?\\d+\\.\\d+|-?\\d\\d+")
                .matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .sorted()
                .toList();
    }

    private static List<Derivation> all() {
        Activation bend = Activation.of("bend", z -> z * z, z -> 2 * z);
        return List.of(
                Derivation.of(network(Gradus.tanh(), Gradus.softmax()), X, Y),
                Derivation.of(network(Gradus.sigmoid(), Gradus.sigmoid()), X, Y),
                Derivation.of(network(Gradus.relu(), Gradus.softmax()), X, Y, Gradus.meanSquaredError()),
                Derivation.of(network(Gradus.linear(), Gradus.tanh()), X, Y),
                Derivation.of(network(bend, Gradus.linear()), X, Y, Gradus.huber()),
                Derivation.of(network(Gradus.softmax(), Gradus.linear()), X, Y, Gradus.meanAbsoluteError()),
                Derivation.of(
                        network(Gradus.tanh(), Gradus.softmax()),
                        X,
                        Y,
                        Gradus.crossEntropy().weights(1, 3)));
    }

    private static Network network(Activation hidden, Activation output) {
        return Network.input(2).dense(3, hidden).dense(2, output).seed(3).build();
    }

    @Test
    void everyGradientHasItsTwinForEveryActivationAndLoss() {
        for (Derivation derivation : all()) {
            assertThat(derivation.agrees()).as(derivation.toString()).isTrue();
            assertThat(derivation.toString()).doesNotContain("kink");
            for (String what : List.of("Z⁽²⁾", "W⁽²⁾", "b⁽²⁾", "Z⁽¹⁾", "W⁽¹⁾", "b⁽¹⁾"))
                assertThat(derivation.toString()).contains("ΔJ/Δ" + what);
        }
    }

    @Test
    void aLossWithAWrongGradientIsFoundOut() {
        Loss wrong = Scaled.of(0.9);
        assertThat(Derivation.of(lessonFive(), new double[] {2}, new double[] {8}, wrong)
                        .agrees())
                .isFalse();
        assertThat(Derivation.of(lessonFive(), new double[] {2}, new double[] {8}, Scaled.of(1))
                        .agrees())
                .isTrue();
    }

    @Test
    void atAKinkItSaysSo() {
        Network network = lessonFive();
        network.parameters().get(1).set(new double[] {-1, 0.5});
        assertThat(Derivation.of(network, new double[] {2}, new double[] {8}).toString())
                .contains("stands at its kink");
    }

    @Test
    void theNetworkStaysAsItIs() {
        Network network = lessonFive();
        double[] gradient = network.parameters().get(0).gradient().toArray();
        Derivation.of(network, new double[] {2}, new double[] {8});
        assertThat(network.parameters().get(0).values()).containsExactly(0.5, -1);
        assertThat(network.parameters().get(0).gradient().toArray()).isEqualTo(gradient);
    }

    @Test
    void theSameInEveryCountry() {
        String here = all().get(0).markdown();
        Locale.setDefault(Locale.GERMANY);
        assertThat(all().get(0).markdown()).isEqualTo(here);
        System.setProperty("gradus.language", "zh");
        assertThat(all().get(0).toString()).contains("— 反向传播 —", "最大相对误差：< 1e-9。");
    }

    @Test
    void whatDoesNotFitIsRefusedInWords() {
        refused(
                "a derivation must fit on a page: inputs must be at most 6, but are 784",
                () -> Derivation.of(
                        Network.input(784).dense(2, Gradus.softmax()).build(), new double[784], new double[2]));
        refused(
                "neurons of layer 0 must be at most 6, but are 7",
                () -> Derivation.of(
                        Network.input(2)
                                .dense(7, Gradus.tanh())
                                .dense(2, Gradus.softmax())
                                .build(),
                        X,
                        Y));
        refused("samples must be at most 4, but are 5", () -> {
            double[][] five = {{1}, {2}, {3}, {4}, {5}};
            Derivation.of(lessonFive(), five, five);
        });
        refused(
                "has dense layers alone, but layer 1 is dropout",
                () -> Derivation.of(
                        Network.input(2)
                                .dense(2, Gradus.relu())
                                .dropout(0.5)
                                .dense(2, Gradus.softmax())
                                .build(),
                        X,
                        Y));
        refused(
                "has no penalty",
                () -> Derivation.of(
                        Network.input(2).dense(2, Gradus.softmax()).l2(0.1).build(), X, Y));
        refused(
                "x has 2 samples, but y has 1",
                () -> Derivation.of(network(Gradus.tanh(), Gradus.softmax()), X, new double[][] {{1, 0}}));
        refused(
                "x[0] has 1 numbers, but the network has 2",
                () -> Derivation.of(network(Gradus.tanh(), Gradus.softmax()), new double[] {1}, new double[] {1, 0}));
        refused("x is null", () -> Derivation.of(lessonFive(), (double[]) null, new double[] {1}));
        refused("network is null", () -> Derivation.of(null, X, Y));
    }

    private static void refused(String message, Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
    }

    /** ½(a − y)² with a gradient that is off by a factor. */
    private static final class Scaled {
        static Loss of(double factor) {
            return new Loss() {
                @Override
                public double value(dev.gradus.math.Matrix a, dev.gradus.math.Matrix y) {
                    return a.minus(y).sumOfSquares() / 2;
                }

                @Override
                public void gradient(dev.gradus.math.Matrix a, dev.gradus.math.Matrix y, dev.gradus.math.Matrix g) {
                    a.minus(y).map(e -> factor * e, g);
                }
            };
        }
    }
}
