package dev.gradus.nn;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.activation.Initializer;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
    private final Matrix ones = Matrix.zeros(200, 500);

    DropoutTest() {
        ones.fill(1);
    }

    /** 100,000 units: the share of silenced ones is p ± 0.005 (three standard deviations), and the mean stays 1. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.8})
    void silencesTheShareThatItSaysAndKeepsTheMean(double rate) {
        double[] y = Network.input(500)
                .dropout(rate)
                .seed(4)
                .build()
                .forward(ones, true)
                .toArray();
        assertThat(Arrays.stream(y).filter(v -> v == 0).count() / 1e5).isCloseTo(rate, within(0.005));
        assertThat(Arrays.stream(y).average().orElseThrow()).isCloseTo(1, within(0.005 / (1 - rate)));
        assertThat(Arrays.stream(y).distinct()).containsExactlyInAnyOrder(0.0, (double) (float) (1 / (1 - rate)));
    }

    @Test
    void isOffInInference() {
        Network network = Network.input(500).dropout(0.5).build();
        assertThat(network.forward(ones, false).toArray()).containsOnly(1);
        assertThat(Network.input(500).dropout(0).build().forward(ones, true).toArray())
                .containsOnly(1);
    }

    @Test
    void atRateZeroNothingHappens() {
        Layer layer = dropout(0).build(Table.setup(Shape.of(500), Initializer.he(), 0, false));
        assertThat(layer.forward(ones, true)).isSameAs(ones);
        assertThat(layer.backward(ones)).isSameAs(ones);
        assertThat(layer).hasToString("dropout");
    }

    /** The mask is a function of seed, layer and step. */
    @Test
    void oneStepSeesOneMask() {
        Network network = Network.input(500).dropout(0.5).dropout(0.5).seed(4).build();
        double[] first = network.forward(ones, true).toArray();
        assertThat(network.forward(ones, true).toArray()).isEqualTo(first);
        assertThat(network.copy().forward(ones, true).toArray()).isEqualTo(first);
        assertThat(Arrays.stream(first).filter(v -> v != 0).count() / 1e5).isCloseTo(0.25, within(0.005));
        network.continueFrom(1, 0);
        assertThat(network.forward(ones, true).toArray()).isNotEqualTo(first);
        assertThat(Network.input(500)
                        .dropout(0.5)
                        .dropout(0.5)
                        .seed(5)
                        .build()
                        .forward(ones, true)
                        .toArray())
                .isNotEqualTo(first);
    }

    @Test
    void mistakesAreRefusedWithWords() {
        assertThat(dropout(0.5)).hasToString("dropout(0.5)");
        for (double rate : new double[] {-0.1, 1, Double.NaN})
            assertThatThrownBy(() -> Network.input(3).dropout(rate))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("rate must be at least 0 and below 1, but is " + rate);
    }
}
