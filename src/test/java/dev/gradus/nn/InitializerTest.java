package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.activation.Initializer;
import dev.gradus.activation.Linear;
import dev.gradus.activation.Relu;
import dev.gradus.activation.Tanh;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitializerTest {
    private static final int INPUTS = 300;
    private static final int OUTPUTS = 200;

    /** By formula: 0.01, 1/√n, √(2/(n+m)), √(2/n) and √(2/(1.25 n)); a uniform number in ±l deviates by l/√3. */
    @ParameterizedTest
    @CsvSource({
        "smallRandom, 0.01",
        "fanIn, 0.0577350",
        "xavier, 0.0632456",
        "xavierNormal, 0.0632456",
        "he, 0.0816497",
        "he(slope), 0.0730297",
        "heUniform, 0.0816497"
    })
    void weightsDeviateAsTheFormulaSays(String name, double deviation) {
        double[] w = weights(Table.INITIALIZERS.get(name), 1);
        assertThat(Arrays.stream(w).average().orElseThrow()).isCloseTo(0, within(deviation / 50));
        assertThat(Math.sqrt(Arrays.stream(w).map(v -> v * v).average().orElseThrow()))
                .isCloseTo(deviation, within(deviation / 50));
        double fourth = Arrays.stream(w).map(v -> v * v * v * v).average().orElseThrow() / Math.pow(deviation, 4);
        boolean uniform = name.equals("xavier") || name.equals("heUniform");
        assertThat(fourth).isCloseTo(uniform ? 1.8 : 3, within(0.1)); // tells the two apart
        if (uniform)
            assertThat(Arrays.stream(w).map(Math::abs).max().orElseThrow())
                    .isLessThanOrEqualTo((float) (deviation * Math.sqrt(3) * 1.00001));
    }

    @Test
    void zerosAndConstantsAreThat() {
        assertThat(weights(Initializer.zeros(), 1)).containsOnly(0);
        assertThat(weights(Initializer.constant(0.25), 1)).containsOnly(0.25);
    }

    @Test
    void eachActivationBringsWhatSuitsIt() {
        for (String name : new String[] {"relu", "elu", "gelu"})
            assertThat(Table.ACTIVATIONS.get(name).initializer()).as(name).hasToString("he()");
        assertThat(Table.ACTIVATIONS.get("leakyRelu(0.2)").initializer()).hasToString("he(0.2)");
        for (String name : new String[] {"sigmoid", "tanh", "softmax", "linear", "own"})
            assertThat(Table.ACTIVATIONS.get(name).initializer()).as(name).hasToString("xavier()");
    }

    @Test
    void everyInitialiserHasItsRow() {
        assertThat(Arrays.stream(Initializer.class.getDeclaredMethods())
                        .filter(m -> m.getReturnType() == Initializer.class)
                        .filter(m -> !Modifier.isPrivate(m.getModifiers()))
                        .map(m -> m.getName().equals("he") && m.getParameterCount() == 1 ? "he(slope)" : m.getName()))
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
