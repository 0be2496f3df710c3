package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.check.GradientCheck;
import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters that no training moves until they are set free again. */
class FreezeTest {
    private final Dataset clouds = Small.clouds(30);

    private static Network network() {
        return Network.input(2)
                .dense(5, tanh())
                .residual(block -> block.layerNorm().dense(5, tanh()))
                .dense(3, softmax())
                .l2(0.01)
                .seed(2)
                .build();
    }

    private static Trainer trainer(Network network, Optimizer optimizer) {
        return Trainer.of(network).optimizer(optimizer).batchSize(8).epochs(1).quiet();
    }

    private static List<double[]> values(Network network) {
        return network.parameters().stream().map(Parameter::values).toList();
    }

    /** Each alone, wherever it stands, and all that lie below one. */
    @Test
    void theFrozenOneStaysAndTheOthersMove() {
        int n = network().parameters().size();
        for (int frozen = 0; frozen < n; frozen++)
            for (boolean andBelow : new boolean[] {false, true}) {
                Network network = network();
                for (int p = andBelow ? 0 : frozen; p <= frozen; p++)
                    network.parameters().get(p).freeze();
                List<double[]> before = values(network);
                trainer(network, adam(0.01)).fit(clouds);
                for (int p = 0; p < n; p++) {
                    Parameter parameter = network.parameters().get(p);
                    boolean stays = p == frozen || andBelow && p < frozen;
                    assertThat(parameter.isTrained()).isEqualTo(!stays);
                    assertThat(parameter.learns()).isTrue();
                    if (stays) assertThat(parameter.values()).isEqualTo(before.get(p));
                    else assertThat(parameter.values()).isNotEqualTo(before.get(p));
                }
            }
    }

    /** What lies below the lowest one that learns needs no gradient; those above are the same. */
    @Test
    void theOthersHaveTheGradientsThatTheyHadBefore() {
        Network whole = network();
        Network half = network();
        for (int p = 0; p < 4; p++) half.parameters().get(p).freeze();
        Batch batch = clouds.batch(new int[] {3, 1, 4}, 0, 3, null);
        for (Network network : List.of(whole, half))
            network.backward(crossEntropy(), network.forward(batch.inputs(), true), batch.targets());
        for (int p = 4; p < 8; p++)
            assertThat(half.parameters().get(p).gradient().toArray())
                    .isEqualTo(whole.parameters().get(p).gradient().toArray());
    }

    /** Free, frozen and free again: it goes on with the memory of then, as t counts on. */
    @ParameterizedTest
    @ValueSource(strings = {"momentum", "nesterov", "adam", "rmsprop"})
    void theMemoryBelongsToTheParameter(String name) {
        Optimizer optimizer = switch (name) {
            case "momentum" -> momentum(0.05, 0.9);
            case "nesterov" -> nesterov(0.05, 0.9);
            case "adam" -> adam(0.02);
            default -> rmsprop(0.02);
        };
        Network network = network();
        Trainer trainer = trainer(network, optimizer);
        trainer.fit(clouds);
        network.parameters().get(0).freeze();
        network.parameters().get(5).freeze();
        trainer.fit(clouds);
        network.parameters().get(0).unfreeze();
        network.parameters().get(5).unfreeze();
        trainer.fit(clouds);

        Network byHand = network();
        List<Optimizer.Rule> rules =
                byHand.parameters().stream().map(optimizer::rule).toList();
        int t = 0;
        for (int epoch = 1; epoch <= 3; epoch++) {
            int[] order = RandomStream.of(2, "shuffle", epoch).permutation(30);
            for (int from = 0; from < 30; from += 8) {
                Batch batch = clouds.batch(order, from, Math.min(30, from + 8), null);
                byHand.parameters().forEach(Parameter::zeroGradient);
                byHand.backward(crossEntropy(), byHand.forward(batch.inputs(), true), batch.targets());
                t++;
                for (int p = 0; p < rules.size(); p++)
                    if (epoch != 2 || p != 0 && p != 5) rules.get(p).step(optimizer.learningRate(), t);
            }
        }
        for (int p = 0; p < rules.size(); p++)
            assertThat(network.parameters().get(p).values())
                    .as(network.parameters().get(p).name())
                    .isEqualTo(byHand.parameters().get(p).values());
    }

    /** Frozen by a listener behind the second of four epochs, with shards and another momentum on the way. */
    @Test
    void whileItTrains() {
        Network network = network();
        Parameter weight = network.parameters().get(0);
        List<double[]> behind = new ArrayList<>();
        Trainer trainer = trainer(network, momentum(0.05, 0.9)).accumulate(2).epochs(4);
        trainer.onEpoch(epoch -> {
            behind.add(weight.values());
            if (epoch.number() == 2) weight.freeze();
            trainer.momentum(0.5 + epoch.number() / 20.0);
        });
        trainer.fit(clouds);
        assertThat(behind.get(1)).isNotEqualTo(behind.get(0));
        assertThat(behind.get(2)).isEqualTo(behind.get(1));
        assertThat(behind.get(3)).isEqualTo(behind.get(1));
        weight.unfreeze();
        trainer.fit(clouds);
        assertThat(weight.values()).isNotEqualTo(behind.get(1));
    }

    /** Only what is moved counts for the length of a gradient. */
    @Test
    void clippingLooksAtTheOthers() {
        Network network = network();
        network.parameters().subList(6, 8).forEach(Parameter::freeze);
        List<double[]> before = values(network);
        trainer(network, sgd(1)).clipNorm(0.01).batchSize(30).fit(clouds);
        double squares = 0;
        for (int p = 0; p < 6; p++)
            for (int i = 0; i < before.get(p).length; i++)
                squares += Math.pow(network.parameters().get(p).values()[i] - before.get(p)[i], 2);
        assertThat(Math.sqrt(squares)).isCloseTo(0.01, within(1e-6));
    }

    @Test
    void copiesKeepWhatIsFrozen() {
        Network network = network();
        network.parameters().get(3).freeze();
        for (Network copy :
                List.of(network.copy(), network.toDouble(), network.copy().copy()))
            for (int p = 0; p < 8; p++)
                assertThat(copy.parameters().get(p).isTrained()).isEqualTo(p != 3);
        network.parameters().get(3).unfreeze();
        assertThat(network.copy().parameters().get(3).isTrained()).isTrue();
    }

    /** It decides about the bits, so a training that goes on needs the same. */
    @Test
    void aCheckpointKnowsWhatWasFrozen(@TempDir Path folder) {
        Path file = folder.resolve("training.safetensors");
        Network straight = network();
        straight.parameters().get(0).freeze();
        trainer(straight, adam(0.01)).epochs(4).fit(clouds);

        Network half = network();
        half.parameters().get(0).freeze();
        trainer(half, adam(0.01)).epochs(2).checkpoint(file).fit(clouds);
        Network rest = network();
        assertThatThrownBy(
                        () -> trainer(rest, adam(0.01)).epochs(4).resume(file).fit(clouds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to another training: frozen was [0.weight] and is [].");
        rest.parameters().get(0).freeze();
        trainer(rest, adam(0.01)).epochs(4).resume(file).fit(clouds);
        for (int p = 0; p < 8; p++)
            assertThat(rest.parameters().get(p).values())
                    .isEqualTo(straight.parameters().get(p).values());
    }

    /** Then a training only measures: every number stays, and the loss with it. */
    @Test
    void nothingIsLeftToLearn() {
        Network network = network();
        network.parameters().forEach(Parameter::freeze);
        List<double[]> before = values(network);
        History history = trainer(network, adam(0.1))
                .epochs(3)
                .accumulate(2)
                .clipNorm(1)
                .batchSize(30)
                .validationSplit(0.2)
                .fit(clouds);
        for (int p = 0; p < 8; p++)
            assertThat(network.parameters().get(p).values()).isEqualTo(before.get(p));
        assertThat(history.epochs()).hasSize(3);
        assertThat(history.last().validationLoss())
                .isEqualTo(history.epochs().get(0).validationLoss());
        assertThat(history.last().trainingLoss())
                .isCloseTo(history.epochs().get(0).trainingLoss(), within(1e-12));
        assertThat(trainer(network, sgd(0.1))
                        .stopBelowGradient(1e-9)
                        .fit(clouds)
                        .reason())
                .contains("gradient");
        assertThatThrownBy(() -> GradientCheck.of(network, crossEntropy(), clouds))
                .hasMessage("network has nothing to learn, so no gradients");
    }

    /** Running statistics learn nothing, so nothing frees them. */
    @Test
    void whatNeverLearnsStaysSo() {
        Network network = Network.input(2).batchNorm().dense(3, softmax()).build();
        Parameter mean = network.parameters().get(2);
        mean.unfreeze();
        assertThat(mean.isTrained()).isFalse();
        assertThat(mean.learns()).isFalse();
        double[] before = mean.values();
        trainer(network, sgd(0.1)).fit(clouds);
        assertThat(mean.values()).isNotEqualTo(before);
    }
}
