package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Frozen;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.Sgd;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our double-precision path against PyTorch's numbers, frozen in pytorch.txt by the script beside it. */
class PyTorchTest {
    @Test
    void everyActivationAndLossIsThere() {
        List<String> used = networks().flatMap(key -> Stream.of(key.split("-"))).toList();
        assertThat(used)
                .containsAll(Table.LOSSES.keySet())
                .containsAll(Table.PENALTIES.keySet().stream()
                        .filter(p -> !p.equals("none"))
                        .toList());
        assertThat(used)
                .containsAll(Table.ACTIVATIONS.keySet().stream()
                        .filter(a -> !a.equals("own"))
                        .toList());
    }

    private static final Map<String, double[]> FROZEN = Frozen.read(PyTorchTest.class, "pytorch.txt");

    static Stream<String> networks() {
        return FROZEN.keySet().stream()
                .map(key -> key.split(" ")[0])
                .filter(key -> key.contains("-"))
                .distinct()
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void outputsGradientsAndStepsAreThose(String key) {
        String[] names = key.split("-");
        Penalty penalty = Table.PENALTIES.get(names.length > 3 ? names[3] : "none");
        Network network = Network.input(3)
                .dense(4, Table.ACTIVATIONS.get(names[0]))
                .dense(3, Table.ACTIVATIONS.get(names[1]))
                .l1(penalty.l1())
                .l2(penalty.l2())
                .build()
                .toDouble();
        Loss loss = Table.LOSSES.get(names[2]);
        List<String> roles = List.of("w1", "b1", "w2", "b2");
        for (int p = 0; p < 4; p++) network.parameters().get(p).set(frozen(key, roles.get(p)));
        Matrix x = Table.doubles(5, 3, frozen(key, "x"));
        Matrix y = Table.doubles(5, 3, frozen(key, "y"));
        Optimizer sgd = new Sgd(0.1);

        double[] losses = new double[5];
        for (int step = 0; step < 5; step++) {
            network.parameters().forEach(Parameter::zeroGradient);
            Matrix a = network.forward(x, true);
            losses[step] = network.backward(loss, a, y) + network.penalty();
            if (step == 0) {
                same("a", a.toArray(), frozen(key, "a"));
                for (int p = 0; p < 4; p++)
                    same(
                            "d" + roles.get(p),
                            network.parameters().get(p).gradient().toArray(),
                            frozen(key, "d" + roles.get(p)));
            }
            for (Parameter p : network.parameters()) sgd.rule(p).step(0.1, 1);
        }
        same("losses", losses, frozen(key, "losses"));
        for (int p = 0; p < 4; p++)
            same(roles.get(p), network.parameters().get(p).values(), frozen(key, roles.get(p) + "-after"));
    }

    static void same(String what, double[] ours, double[] theirs) {
        assertThat(ours).as(what).containsExactly(theirs, within(1e-12));
    }

    static double[] frozen(String key, String what) {
        double[] values = FROZEN.get(key + " " + what);
        assertThat(values).as("numbers of " + key + " " + what).isNotNull();
        return values;
    }
}
