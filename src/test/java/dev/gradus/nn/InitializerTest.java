package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitializerTest {
    private static final int INPUTS = 300;
    private static final int OUTPUTS = 200;

    /** Standard deviations by formula: 0.01, √(2/(n+m)) and √(2/n); a uniform number in ±l deviates by l/√3. */
    @ParameterizedTest
    @CsvSource({"smallRandom, 0.01", "xavier, 0.0632456", "he, 0.0816497"})
    void weightsDeviateAsTheFormulaSays(String name, double deviation) {
        double[] w = weights(Table.INITIALIZERS.get(name), 1);
        assertThat(Arrays.stream(w).average().orElseThrow()).isCloseTo(0, within(deviation / 50));
        assertThat(Math.sqrt(Arrays.stream(w).map(v -> v * v).average().orElseThrow()))
                .isCloseTo(deviation, within(deviation / 50));
        if (name.equals("xavier"))
            assertThat(Arrays.stream(w).map(Math::abs).max().orElseThrow())
                    .isLessThanOrEqualTo((float) Math.sqrt(6.0 / (INPUTS + OUTPUTS)));
    }

    @Test
    void everyInitialiserHasItsRow() {
        assertThat(Arrays.stream(Initializer.class.getDeclaredMethods())
                        .filter(m -> m.getReturnType() == Initializer.class)
                        .map(java.lang.reflect.Method::getName))
                .containsExactlyInAnyOrderElementsOf(Table.INITIALIZERS.keySet());
    }

    @Test
    void biasesStartAtZeroAndReluBringsHe() {
        Network network = Network.input(300)
                .dense(200, new Relu())
                .dense(2, new Tanh())
                .seed(1)
                .build();
        assertThat(network.parameters().get(1).values()).containsOnly(0);
        assertThat(network.parameters().get(0).values()).isEqualTo(weights(Initializer.he(), 1));
    }

    @Test
    void theSeedDecidesAndLayersAreIndependent() {
        assertThat(weights(Initializer.he(), 1)).isEqualTo(weights(Initializer.he(), 1));
        assertThat(weights(Initializer.he(), 1)).isNotEqualTo(weights(Initializer.he(), 2));
        Network narrow =
                Network.input(3).dense(4, new Relu()).dense(9, new Relu()).build();
        Network wide =
                Network.input(50).dense(4, new Relu()).dense(9, new Relu()).build();
        assertThat(narrow.parameters().get(2).values())
                .isEqualTo(wide.parameters().get(2).values());
    }

    private static double[] weights(Initializer initializer, long seed) {
        return Network.input(INPUTS)
                .dense(OUTPUTS, new Linear())
                .initializer(initializer)
                .seed(seed)
                .build()
                .parameters()
                .get(0)
                .values();
    }
}
