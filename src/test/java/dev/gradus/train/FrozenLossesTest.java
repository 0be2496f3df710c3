package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Frozen;
import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten losses of a tiny training run against PyTorch's, frozen in losses.txt by the script beside it. */
class FrozenLossesTest {
    private static final Map<String, double[]> FROZEN = Frozen.read(FrozenLossesTest.class, "losses.txt");
    private static final Map<String, Optimizer> OPTIMIZERS =
            Map.of("sgd", sgd(0.5), "momentum", momentum(0.1, 0.9), "adam", adam(0.05));
    private static final int SAMPLES = 12;
    private static final int BATCH = 5;

    private static Dataset data() {
        double[] x = FROZEN.get("run x");
        return Dataset.of(
                IntStream.range(0, SAMPLES)
                        .mapToObj(i -> Arrays.copyOfRange(x, 3 * i, 3 * i + 3))
                        .toArray(double[][]::new),
                Arrays.stream(FROZEN.get("run labels"))
                        .mapToInt(label -> (int) label)
                        .toArray());
    }

    private static Network start(boolean inDouble) {
        Network network = Network.input(3).dense(4, tanh()).dense(3, softmax()).build();
        if (inDouble) network = network.toDouble();
        for (Parameter p : network.parameters()) p.set(FROZEN.get("run " + p.name()));
        return network;
    }

    /** Step by step in double precision, to the eleventh digit. */
    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "adam"})
    void stepByStepInDouble(String name) {
        Network network = start(true);
        Optimizer optimizer = OPTIMIZERS.get(name);
        List<Optimizer.Rule> rules =
                network.parameters().stream().map(optimizer::rule).toList();
        int[] order = IntStream.range(0, SAMPLES).toArray();
        double[] inputs = FROZEN.get("run x");
        double[] losses = new double[10];
        for (int step = 0; step < 10; step++) {
            int from = step % 3 * BATCH;
            int to = Math.min(SAMPLES, from + BATCH);
            Batch batch = data().batch(order, from, to, null);
            var x = batch.inputs().toDouble();
            x.setAll(Arrays.copyOfRange(inputs, 3 * from, 3 * to)); // a batch has them rounded to floats
            network.parameters().forEach(Parameter::zeroGradient);
            losses[step] = network.backward(
                    crossEntropy(), network.forward(x, true), batch.targets().toDouble());
            for (Optimizer.Rule rule : rules) rule.step(optimizer.learningRate(), step + 1);
        }
        assertThat(losses).containsExactly(FROZEN.get(name + " steps"), within(1e-11));
    }

    /** Ten epochs of the trainer, in single precision. */
    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "adam"})
    void epochByEpochInTheTrainer(String name) {
        History history = Trainer.of(start(false))
                .optimizer(OPTIMIZERS.get(name))
                .batchSize(BATCH)
                .epochs(10)
                .shuffle(false)
                .quiet()
                .fit(data());
        assertThat(history.epochs().stream().mapToDouble(Epoch::trainingLoss).toArray())
                .containsExactly(FROZEN.get(name + " epochs"), within(1e-6));
    }
}
