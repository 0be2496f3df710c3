package dev.gradus.nn;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.loss.Penalty;
import dev.gradus.math.Matrix;
import org.junit.jupiter.api.Test;

class PenaltyTest {
    /** Wherever they stand; a layer's own takes the network's place; biases and scales go free. */
    @Test
    void holdForWeightsAlone() {
        Network network = Network.input(2)
                .l2(0.5)
                .dense(1, linear())
                .batchNorm()
                .layer(dense(1, linear()).l1(3))
                .layer(dense(1, linear()).l2(0))
                .l1(0.25)
                .build();
        network.parameters().forEach(p -> p.matrix().fill(-2));
        assertThat(network.parameters())
                .filteredOn(p -> !p.penalty().equals(Penalty.NONE))
                .extracting(Parameter::name)
                .containsExactly("0.weight", "2.weight");
        assertThat(network.penalty()).isCloseTo(0.25 * 4 + 0.5 * 8 + 3 * 2, within(1e-12));
        assertThat(network.copy().penalty()).isEqualTo(network.penalty());
    }

    /** J + λ Σw² has the gradient 2λw besides; the loss that is told leaves the penalty out. */
    @Test
    void gradientsHaveThemAndLossesDont() {
        Network plain = Network.input(1).dense(1, linear()).build();
        Network network = Network.input(1).dense(1, linear()).l1(0.25).l2(0.5).build();
        Matrix x = Matrix.of(new double[][] {{3}});
        for (Network n : new Network[] {plain, network}) n.parameters().get(0).set(new double[] {-2});
        double expected = plain.backward(meanSquaredError(), plain.forward(x, true), x);
        assertThat(network.backward(meanSquaredError(), network.forward(x, true), x))
                .isEqualTo(expected);
        assertThat(network.parameters().get(0).gradient().get(0, 0))
                .isCloseTo(plain.parameters().get(0).gradient().get(0, 0) - 0.25 + 2 * 0.5 * -2, within(1e-6));
        assertThat(network.parameters().get(1).gradient().get(0, 0))
                .isEqualTo(plain.parameters().get(1).gradient().get(0, 0));
    }

    @Test
    void wordsAndMistakes() {
        assertThat(dense(64, relu()).l2(1e-4)).hasToString("dense(64, relu).l1(0.0).l2(1.0E-4)");
        assertThat(dense(64, relu())).hasToString("dense(64, relu)");
        assertThatThrownBy(() -> dense(64, relu()).l1(-1)).hasMessage("lambda must be at least 0, but is -1.0");
        assertThatThrownBy(() -> dense(64, relu()).l2(Double.NaN)).hasMessage("lambda must be at least 0, but is NaN");
        assertThatThrownBy(() -> Network.input(1).l1(-1)).hasMessage("lambda must be at least 0, but is -1.0");
        assertThatThrownBy(() -> Network.input(1).l2(Double.POSITIVE_INFINITY))
                .hasMessage("lambda must be at least 0, but is Infinity");
    }
}
