package dev.gradus.reuse;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Digits;
import dev.gradus.data.Dataset;
import dev.gradus.data.Omniglot;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with a network that has learnt. */
class ReuseTest {
    private static final double[][] X = {{0, 1}, {1, 0}, {1, 1}, {0, 0}, {0.5, 0.2}, {-1, 0.3}};
    private static final Dataset DATA = Dataset.of(X, new int[] {0, 1, 1, 0, 1, 0});

    private static Network network() {
        Network network = Network.input(2)
                .dense(6, relu())
                .batchNorm()
                .dense(2, softmax())
                .seed(3)
                .build();
        Trainer.of(network).batchSize(3).epochs(2).quiet().fit(DATA);
        return network;
    }

    private static long zeros(Network network) {
        return Arrays.stream(Pruning.weights(network)).filter(w -> w == 0).count();
    }

    // ---- pruning ----

    @Test
    void bySizeTheSmallestOfAllLayersGo() {
        Network network = network();
        double[] before = Pruning.weights(network);
        double[] sorted = Arrays.stream(before).map(Math::abs).sorted().toArray();
        double[] biases = network.parameters().get(1).values();
        Pruning pruning = Pruning.bySize(network, 0.75);
        assertThat(pruning.weights()).isEqualTo(24);
        assertThat(pruning.left()).isEqualTo(6);
        assertThat(pruning.threshold()).isEqualTo(sorted[17]);
        assertThat(pruning)
                .hasToString(String.format(
                        java.util.Locale.ROOT,
                        "6 of 24 weights left (25.0 %%); the largest that went: %.4f",
                        sorted[17]));
        double[] after = Pruning.weights(network);
        for (int i = 0; i < 24; i++) assertThat(after[i]).isEqualTo(Math.abs(before[i]) > sorted[17] ? before[i] : 0);
        assertThat(network.parameters().get(1).values()).isEqualTo(biases);
    }

    @Test
    void equalSizesGoUntilThereAreEnough() {
        Network network =
                Network.input(2).dense(4, linear()).initializer(constant(0.5)).build();
        assertThat(Pruning.bySize(network, 0.5).left()).isEqualTo(4);
        assertThat(Pruning.bySize(network, 0).left()).isEqualTo(4);
        assertThat(Pruning.bySize(network, 0.75).left()).isEqualTo(2); // what is gone counts
    }

    @Test
    void atRandomAnyGoAndTheSeedSaysWhich() {
        Network one = network();
        Network two = one.copy();
        Network three = one.copy();
        assertThat(Pruning.atRandom(one, 0.5, 1).left()).isEqualTo(12);
        Pruning.atRandom(two, 0.5, 1);
        Pruning.atRandom(three, 0.5, 2);
        assertThat(Pruning.weights(two)).isEqualTo(Pruning.weights(one));
        assertThat(Pruning.weights(three)).isNotEqualTo(Pruning.weights(one));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "adam", "adamW"})
    void zerosStayInTrainingAndTheRestLearns(String name) {
        Network network = network();
        Pruning.bySize(network, 0.5);
        double[] pruned = Pruning.weights(network);
        var optimizer = switch (name) {
            case "sgd" -> sgd(0.1);
            case "momentum" -> momentum(0.1, 0.9);
            case "adam" -> adam(0.01);
            default -> adamW(0.01);
        };
        Trainer.of(network)
                .optimizer(optimizer)
                .clipNorm(1)
                .batchSize(3)
                .epochs(3)
                .quiet()
                .fit(DATA);
        double[] after = Pruning.weights(network);
        int moved = 0; // but for those of units that never answer
        for (int i = 0; i < pruned.length; i++) {
            if (pruned[i] == 0) assertThat(after[i]).isZero();
            else if (after[i] != pruned[i]) moved++;
        }
        assertThat(moved).isGreaterThan(6);
    }

    /** Its velocity remembers where the pruned weights were going. */
    @Test
    void zerosStayWhenTheSameTrainerGoesOn() {
        Network network = network();
        Trainer trainer = Trainer.of(network)
                .optimizer(momentum(0.1, 0.9))
                .batchSize(3)
                .epochs(2)
                .quiet();
        trainer.fit(DATA);
        Pruning.bySize(network, 0.5);
        trainer.fit(DATA);
        assertThat(zeros(network)).isEqualTo(12);
    }

    @Test
    void whatIsHeldCountsInNoNorm() {
        Network network = network();
        Pruning.bySize(network, 0.5);
        Parameter w = network.parameters().get(0);
        w.gradient().fill(1);
        w.maskGradient();
        double[] values = w.values();
        for (int i = 0; i < values.length; i++)
            assertThat(w.gradient().toArray()[i]).isEqualTo(values[i] == 0 ? 0 : 1);
    }

    @Test
    void zerosStayInCopiesAndFilesAndTheOtherWayRound(@TempDir Path folder) {
        Network network = network();
        Pruning.bySize(network, 0.5);
        Path file = folder.resolve("pruned.safetensors");
        network.saveWeights(file);
        Network loaded = network();
        loaded.loadWeights(file);
        for (Network each :
                List.of(loaded, network.copy(), loaded.copy().toDouble().copy())) {
            assertThat(each.parameters().get(0).holdsZeros()).isTrue();
            assertThat(each.parameters().get(1).holdsZeros()).isFalse();
        }
        Trainer.of(loaded).batchSize(3).epochs(2).quiet().fit(DATA);
        assertThat(zeros(loaded)).isEqualTo(12);

        Path whole = folder.resolve("whole.safetensors");
        network().saveWeights(whole);
        loaded.loadWeights(whole);
        assertThat(loaded.parameters().get(0).holdsZeros()).isFalse();
    }

    @Test
    void releasedZerosLearnAgain() {
        Network network = network();
        Pruning.bySize(network, 0.5);
        network.parameters().forEach(Parameter::releaseZeros);
        Trainer.of(network).batchSize(3).epochs(2).quiet().fit(DATA);
        assertThat(zeros(network)).isLessThan(12);
    }

    @Test
    void aCheckpointOfAPrunedTrainingIsNoOthers(@TempDir Path folder) {
        Path file = folder.resolve("training.safetensors");
        Network network = network();
        Pruning.bySize(network, 0.5);
        Trainer.of(network).batchSize(3).epochs(1).checkpoint(file).quiet().fit(DATA);
        assertThatThrownBy(() -> Trainer.of(network())
                        .batchSize(3)
                        .epochs(2)
                        .resume(file)
                        .quiet()
                        .fit(DATA))
                .hasMessageContaining("held at 0 was [0.weight, 3.weight] and is []");
    }

    // ---- rounding ----

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void weightsAreWholeNumbersOfSteps(int bits) {
        Network network = network();
        double[] before = network.parameters().get(0).values();
        Rounding rounding = Rounding.of(network, bits);
        double step = (float) (Arrays.stream(before).map(Math::abs).max().orElseThrow() / ((1 << bits - 1) - 1));
        double[] after = rounding.network().parameters().get(0).values();
        for (int i = 0; i < before.length; i++) {
            double q = after[i] / step;
            assertThat(q).isCloseTo(Math.rint(q), within(1e-4));
            assertThat(Math.abs(after[i] - before[i])).isLessThanOrEqualTo(step / 2 * 1.0001);
        }
        assertThat(network.parameters().get(0).values()).isEqualTo(before);
        assertThat(rounding.network().parameters().get(1).values())
                .isEqualTo(network.parameters().get(1).values());
        assertThat(rounding.largestError()).isPositive();
    }

    @Test
    void aRoundedFileHasABytePerWeightAndGivesTheSameAnswers(@TempDir Path folder) throws Exception {
        Network network = Network.input(784)
                .dense(32, relu())
                .dense(10, softmax())
                .seed(1)
                .build();
        Path whole = folder.resolve("whole.safetensors");
        Path small = folder.resolve("small.safetensors");
        network.saveWeights(whole);
        Rounding rounding = Rounding.of(network, 8);
        rounding.save(small);
        assertThat(Files.size(small)).isLessThan(Files.size(whole) * 3 / 10);
        Network other = Network.input(784)
                .dense(32, relu())
                .dense(10, softmax())
                .seed(2)
                .build();
        Rounding.load(small, other);
        double[] digit = Digits.MNIST.test().input(0);
        assertThat(other.predict(digit)).isEqualTo(rounding.network().predict(digit));
        Network wrong =
                Network.input(784).dense(31, relu()).dense(10, softmax()).build();
        assertThatThrownBy(() -> Rounding.load(small, wrong))
                .hasMessageContaining("0.weight as I8 (784 × 32), but the network as [784, 31]");
    }

    @Test
    void whatIsZeroStaysZero() {
        Network network = network();
        Pruning.bySize(network, 0.5);
        Network rounded = Rounding.of(network, 3).network();
        assertThat(zeros(rounded)).isGreaterThanOrEqualTo(12);
    }

    // ---- distillation ----

    @Test
    void softenedIsSoftmaxOfLogitsByTemperature() {
        double[] z = {2, -1, 0.5};
        Matrix at1 = Matrix.of(new double[][] {z}).toDouble();
        Matrix at4 = at1.map(v -> v / 4);
        softmax().forward(at1, at1);
        softmax().forward(at4, at4);
        assertThat(Distillation.softened(at1.row(0), 4)).containsExactly(at4.row(0), within(1e-12));
        assertThat(Distillation.softened(new double[] {0.5, 0.5, 0}, 7)).containsExactly(0.5, 0.5, 0);
        assertThatThrownBy(() -> Distillation.softened(new double[] {0, 0}, 1)).hasMessageContaining("nothing above 0");
    }

    @Test
    void aStudentLearnsItsTeachersAnswers() {
        Network teacher = network();
        Dataset soft = Distillation.targets(teacher, DATA, 3);
        assertThat(soft.target(2)).containsExactly(Distillation.softened(teacher.predict(X[2]), 3), within(1e-12));
        Network student =
                Network.input(2).dense(8, tanh()).dense(2, softmax()).seed(9).build();
        Trainer.of(student)
                .loss(crossEntropy().temperature(3))
                .optimizer(adam(0.02))
                .epochs(300)
                .quiet()
                .fit(soft);
        for (double[] x : X) assertThat(student.predict(x)).containsExactly(teacher.predict(x), within(0.02));
        assertThatThrownBy(() -> Distillation.targets(
                        Network.input(2).dense(2, sigmoid()).build(), DATA, 3))
                .hasMessageContaining("teacher ends with sigmoid");
    }

    @Test
    void aPartOfTheDataIsDistilled() {
        Dataset ones = DATA.filter(i -> DATA.label(i) == 1);
        Dataset soft = Distillation.targets(network(), ones, 2);
        assertThat(soft.size()).isEqualTo(3);
        assertThat(soft.input(0)).containsExactly(X[1], within(1e-7));
        assertThat(soft.isClassification()).isFalse();
        assertThatThrownBy(() -> DATA.filter(i -> false)).hasMessageContaining("true of none of the 6 samples");
        assertThatThrownBy(() -> DATA.withTargets(new double[5][2])).hasMessageContaining("targets");
    }

    // ---- transfer ----

    @Test
    void aBodyIsTheFirstLayersAndAHeadLearnsAlone() {
        Network network = network();
        Network body = Transfer.body(network, 2);
        assertThat(body.predict(X[0]))
                .isEqualTo(network.activations(Matrix.of(new double[][] {X[0]}), false)
                        .get(1)
                        .row(0));
        Network headed = Transfer.newHead(body, 5, dense(4, tanh()), dense(3, softmax()));
        double[] old = headed.parameters().get(0).values();
        double[] fresh = headed.parameters().get(6).values();
        Dataset three = Dataset.of(X, new int[] {0, 1, 2, 0, 1, 2});
        Trainer.of(headed).batchSize(3).epochs(2).quiet().fit(three);
        assertThat(headed.parameters().get(0).values())
                .isEqualTo(old)
                .isEqualTo(network.parameters().get(0).values());
        assertThat(headed.parameters().get(6).values()).isNotEqualTo(fresh);
        headed.parameters().forEach(Parameter::unfreeze);
        Trainer.of(headed).batchSize(3).epochs(2).quiet().fit(three);
        assertThat(headed.parameters().get(0).values()).isNotEqualTo(old);
        assertThatThrownBy(() -> Transfer.body(network, 4)).hasMessageContaining("between 1 and 3, but is 4");
    }

    /** Of any kind of input. */
    @Test
    void bodiesOfPicturesAndSequences() {
        Network pictures = Network.input(1, 6, 6)
                .conv2d(2, 3, relu())
                .flatten()
                .dense(3, softmax())
                .build();
        assertThat(Transfer.body(pictures, 2).outputShape().size()).isEqualTo(32);
        Network tokens = Network.tokens(4, 5)
                .embedding(3)
                .gru(2)
                .last()
                .dense(5, softmax())
                .build();
        assertThat(Transfer.body(tokens, 3).predict(new int[] {0, 1, 2, 4})).hasSize(2);
    }

    @Test
    void prototypesAreMeansAndTheirNetworkSaysTheSame() {
        Network body = Transfer.body(network(), 2);
        double[][] features = body.predict(X);
        Prototypes prototypes = Prototypes.of(features, new int[] {0, 1, 1, 0, 1, 2}); // unequally many
        Network classifier = prototypes.network(body);
        RandomStream random = RandomStream.of(1, "inputs", 0);
        for (int i = 0; i < 50; i++) {
            double[] x = {random.nextGaussian(), random.nextGaussian()};
            double[] d = prototypes.distances(body.predict(x));
            double[] p = classifier.predict(x);
            int nearest = prototypes.nearest(body.predict(x));
            for (int k = 0; k < 3; k++) {
                assertThat(p[k] / p[nearest]).isCloseTo(Math.exp(d[nearest] - d[k]), within(1e-4));
                assertThat(d[nearest]).isLessThanOrEqualTo(d[k]);
            }
        }
        double[] mean = IntStream.range(0, 6)
                .mapToDouble(j -> (features[1][j] + features[2][j] + features[4][j]) / 3)
                .toArray();
        assertThat(prototypes.distances(mean)[1]).isZero();
        assertThatThrownBy(() -> Prototypes.of(features, new int[] {0, 2, 2, 0, 2, 2}))
                .hasMessage("labels has no class 1; give each an example");
        assertThatThrownBy(() -> Prototypes.of(features, new int[] {0, 1}))
                .hasMessageContaining("features has 6 rows and labels 2 numbers");
    }

    // ---- the characters ----

    @Test
    void omniglotIsWhole() {
        assertThat(Omniglot.alphabets())
                .hasSize(8)
                .contains("Greek", "Latin", "Korean", "Sanskrit", "Tagalog", "Balinese");
        Dataset greek = Omniglot.of("Greek");
        assertThat(greek.size()).isEqualTo(24 * 20);
        assertThat(greek.inputShape()).hasToString("1 × 28 × 28");
        assertThat(greek.classes()).hasSize(24).startsWith("Greek/character01");
        assertThat(greek.classCounts()).containsOnly(20);
        assertThat(greek.label(20)).isEqualTo(1);
        Dataset others = Omniglot.without("Greek", "Latin");
        assertThat(others.size()).isEqualTo((242 - 24 - 26) * 20);
        assertThat(others.classes()).noneMatch(name -> name.startsWith("Latin") || name.startsWith("Greek"));
        assertThatThrownBy(() -> Omniglot.of("Klingon")).hasMessageContaining("there is no alphabet \"Klingon\"");
    }
}
