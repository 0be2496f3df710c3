package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.evaluation.Counting;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.math.Shape;
import dev.gradus.nn.Layer;
import dev.gradus.nn.LayerSetup;
import dev.gradus.nn.LayerSpec;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A step of several shards: what is added up, in which order, and that it doesn't matter who computes it. */
class ShardsTest {
    private static final int BATCH = 7;
    private static final Loss LOSS = crossEntropy().weights(1, 5, 0.5).weightedMean();

    private final Dataset clouds = Small.clouds(33); // five mini-batches, the last one of 5

    @TempDir
    private Path folder;

    /** Of everything that could make a difference. */
    private static Network network() {
        return Network.input(2)
                .l1(1e-3)
                .l2(1e-2)
                .dense(6, tanh())
                .batchNorm()
                .dropout(0.3)
                .residual(block -> block.dense(6, tanh()).batchNorm().dropout(0.2))
                .dense(3, softmax())
                .seed(4)
                .build();
    }

    private static Trainer trainer(Network network, int k) {
        return Trainer.of(network)
                .loss(LOSS)
                .optimizer(adam(0.02))
                .batchSize(BATCH)
                .accumulate(k)
                .epochs(4)
                .quiet();
    }

    // ---- by hand ----

    /** G ← G + (wᵢ/W) gᵢ, each gᵢ from a copy of the network as it was before the step; running numbers likewise. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aStepIsTheOrderedSumOfItsShards(int k) {
        Network trained = network();
        History history = trainer(trained, k).fit(clouds);

        Network network = network();
        List<Parameter> parameters = network.parameters();
        Optimizer adam = adam(0.02);
        List<Optimizer.Rule> rules =
                parameters.stream().map(p -> p.learns() ? adam.rule(p) : null).toList();
        int batches = 0;
        int steps = 0;
        for (int epoch = 1; epoch <= 4; epoch++) {
            int[] order = RandomStream.of(4, "shuffle", epoch).permutation(33);
            double loss = 0;
            double weight = 0;
            double right = 0;
            for (int first = 0; first < 33; first += k * BATCH) {
                List<Batch> shards = new ArrayList<>();
                for (int from = first; from < Math.min(33, first + k * BATCH); from += BATCH)
                    shards.add(clouds.batch(order, from, Math.min(33, from + BATCH), null));
                double all = 0;
                for (Batch shard : shards) all += LOSS.weight(shard.targets());

                List<Matrix> sums = new ArrayList<>();
                for (Parameter p : parameters) sums.add(p.learns() ? p.matrix().like() : copy(p.matrix()));
                double ofStep = 0;
                for (Batch shard : shards) {
                    Network own = network.copy();
                    own.continueFrom(batches++, epoch - 1);
                    Matrix y = shard.targets();
                    Matrix a = own.forward(shard.inputs(), true);
                    double j = own.backward(LOSS, a, y);
                    double w = LOSS.weight(y);
                    ofStep += j * w;
                    weight += w;
                    right += Counting.of(clouds, LOSS).correct(a, y);
                    for (int p = 0; p < sums.size(); p++) {
                        Parameter found = own.parameters().get(p);
                        if (shards.size() == 1) // alone it is the step
                        sums.get(p).copyFrom(found.learns() ? found.gradient() : found.matrix());
                        else if (found.learns()) sums.get(p).addScaled(w / all, found.gradient());
                        else
                            sums.get(p)
                                    .addScaled(
                                            w / all,
                                            found.matrix()
                                                    .minus(parameters.get(p).matrix()));
                    }
                }
                loss += ofStep;
                steps++;
                for (int p = 0; p < sums.size(); p++)
                    if (parameters.get(p).learns()) {
                        parameters.get(p).gradient().copyFrom(sums.get(p));
                        rules.get(p).step(0.02, steps);
                    } else parameters.get(p).matrix().copyFrom(sums.get(p));
            }
            assertThat(history.epochs().get(epoch - 1).trainingLoss()).isEqualTo(loss / weight);
            assertThat(history.epochs().get(epoch - 1).trainingAccuracy()).isEqualTo(right / 33);
        }
        assertThat(history.learningRates()).hasSize(steps);
        assertThat(trained.steps()).isEqualTo(batches).isEqualTo(20);
        for (int p = 0; p < parameters.size(); p++)
            assertThat(trained.parameters().get(p).values())
                    .as(parameters.get(p).name())
                    .isEqualTo(parameters.get(p).values());
    }

    private static Matrix copy(Matrix m) {
        Matrix copy = m.like();
        copy.copyFrom(m);
        return copy;
    }

    /** Numbers that a layer keeps and never moves are not worn off by rounding. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void whatNoShardMovesKeepsItsBits(int k) {
        LayerSpec shift = setup -> new Shift(setup.state("table", setup.inputs(), 0.1));
        Network network =
                Network.input(2).layer(shift).dense(3, softmax()).seed(1).build();
        double[] before = network.parameters().get(0).values();
        trainer(network, k).loss(crossEntropy()).fit(clouds);
        assertThat(network.parameters().get(0).values()).isEqualTo(before);
    }

    private record Shift(Parameter by) implements Layer {
        @Override
        public Matrix forward(Matrix x, boolean training) {
            Matrix y = copy(x);
            y.addRow(by.matrix());
            return y;
        }

        @Override
        public Matrix backward(Matrix delta) {
            return delta;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(by);
        }
    }

    // ---- by others ----

    /** Each shard on a copy of its own, in threads that begin with the last one; delivered in order. */
    private static class Reversed implements Shards {
        @Override
        public Iterator<Gradient> gradients(Network network, Dataset data, Loss loss, List<Shard> shards) {
            List<Gradient> found = new ArrayList<>(Collections.nCopies(shards.size(), null));
            List<Network> copies = shards.stream().map(shard -> network.copy()).toList();
            List<Thread> threads = new ArrayList<>();
            for (int i = shards.size() - 1; i >= 0; i--) {
                int number = i;
                threads.add(new Thread(
                        () -> found.set(number, gradient(copies.get(number), data, loss, shards.get(number)))));
                threads.get(threads.size() - 1).start();
            }
            try {
                for (Thread thread : threads) thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return found.iterator();
        }

        Gradient gradient(Network copy, Dataset data, Loss loss, Shard shard) {
            copy.continueFrom(shard.step(), copy.epochs());
            Batch batch = data.batch(shard.samples(), 0, shard.samples().length, null);
            Matrix a = copy.forward(batch.inputs(), true);
            double j = copy.backward(loss, a, batch.targets());
            return new Gradient(
                    j,
                    loss.weight(batch.targets()),
                    Counting.of(data, loss).correct(a, batch.targets()),
                    Counting.of(data, loss).answers(batch.targets()),
                    copy.parameters().stream()
                            .filter(Parameter::learns)
                            .map(Parameter::gradient)
                            .toList(),
                    copy.parameters().stream()
                            .filter(p -> !p.learns())
                            .map(Parameter::matrix)
                            .toList());
        }
    }

    private String bits(int k, Shards shards) {
        Network network = network();
        return Small.bits(
                network, trainer(network, k).on(shards).validationSplit(0.2).fit(clouds));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void othersGiveTheBitsThatThisMachineGives(int k) {
        assertThat(bits(k, new Reversed())).isEqualTo(bits(k, new LocalShards()));
    }

    /** Frozen weights stay at home: nobody sends their gradients. */
    @Test
    void alsoWithFrozenParameters() {
        String[] bits = new String[2];
        for (int i = 0; i < 2; i++) {
            Network network = network();
            network.parameters().get(0).freeze();
            network.parameters().get(7).freeze();
            bits[i] = Small.bits(
                    network,
                    trainer(network, 3)
                            .on(i == 0 ? new LocalShards() : new Reversed())
                            .fit(clouds));
        }
        assertThat(bits[1]).isEqualTo(bits[0]);
    }

    // ---- shuffled within shards ----

    private static final class Listening extends Reversed {
        final List<List<Shard>> steps = new ArrayList<>();
        int ends;

        @Override
        public Iterator<Gradient> gradients(Network network, Dataset data, Loss loss, List<Shard> shards) {
            steps.add(shards);
            return super.gradients(network, data, loss, shards);
        }

        @Override
        public void end() {
            ends++;
        }
    }

    /** Parts of 9, 8, 8 and 8 samples, in mini-batches of 4: each sample once an epoch, in its own place, in a new order. */
    @Test
    void withinShardsEachTakesFromItsOwnPart() {
        Listening listening = new Listening();
        Network network = Network.input(2).dense(3, softmax()).build();
        trainer(network, 4)
                .batchSize(4)
                .shuffleWithinShards()
                .on(listening)
                .epochs(2)
                .fit(clouds);
        int[] starts = {0, 9, 17, 25, 33};
        assertThat(listening.steps).hasSize(6);
        List<List<Integer>> orders = new ArrayList<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            List<List<Shards.Shard>> steps = listening.steps.subList(3 * epoch, 3 * epoch + 3);
            assertThat(steps.stream().map(List::size)).containsExactly(4, 4, 1);
            List<Integer> order = new ArrayList<>();
            for (int part = 0; part < 4; part++)
                for (List<Shards.Shard> step : steps) {
                    if (part >= step.size()) continue;
                    Shards.Shard shard = step.get(part);
                    assertThat(List.of(shard.from(), shard.to())).containsExactly(starts[part], starts[part + 1]);
                    for (int sample : shard.samples()) {
                        assertThat(sample).isBetween(shard.from(), shard.to() - 1);
                        order.add(sample);
                    }
                }
            assertThat(order).hasSize(33).doesNotHaveDuplicates();
            orders.add(order);
        }
        assertThat(orders.get(0)).isNotEqualTo(orders.get(1));
        assertThat(network.steps()).isEqualTo(18);
    }

    @Test
    void withinShardsThereAreOtherBitsThatAnybodyGives() {
        String[] bits = new String[4];
        for (int i = 0; i < 4; i++) {
            Network network = network();
            Trainer trainer = trainer(network, 3).on(i == 0 ? new Reversed() : new LocalShards());
            if (i < 2) trainer.shuffleWithinShards();
            if (i == 3) trainer.accumulate(1).shuffleWithinShards();
            bits[i] = Small.bits(network, trainer.fit(clouds));
        }
        Network network = network();
        assertThat(bits[1]).isEqualTo(bits[0]).isNotEqualTo(bits[2]);
        assertThat(bits[3]).isEqualTo(Small.bits(network, trainer(network, 1).fit(clouds)));
    }

    /** Batch normalisation needs two rows: 11 a part leave one in a batch of 5. */
    @Test
    void withinShardsThePartsAreChecked() {
        assertThatThrownBy(() ->
                        trainer(network(), 3).batchSize(5).shuffleWithinShards().fit(clouds))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsToldWhenATrainingIsOver() {
        Listening listening = new Listening();
        trainer(network(), 2).on(listening).fit(clouds);
        assertThat(listening.ends).isEqualTo(1);
        Trainer failing = trainer(network(), 2).on(listening).onEpoch(epoch -> {
            throw new IllegalStateException("a listener's");
        });
        assertThatThrownBy(() -> failing.fit(clouds)).hasMessage("a listener's");
        assertThat(listening.ends).isEqualTo(2);
    }

    // ---- begun here, ended there ----

    /** Begun here, ended there, and the other way round: broken off in the middle of the second epoch. */
    @ParameterizedTest
    @CsvSource({"1, 7", "2, 4", "3, 3"})
    void aCheckpointGoesFromOneToTheOther(int k, int steps) {
        Network straight = network();
        String expected = Small.bits(straight, trainer(straight, k).fit(clouds));
        for (boolean here : new boolean[] {true, false}) {
            Path file = folder.resolve("half" + here + ".safetensors");
            Trainer first = trainer(network(), k).on(here ? new LocalShards() : new Reversed());
            first.schedule(new Constant((initial, at) -> {
                if (at.step() == steps - 1) first.stop();
                return initial;
            }));
            assertThat(first.checkpoint(file).fit(clouds).reason())
                    .isEqualTo("stop() was called in epoch 2, behind batch " + (steps - (4 / k + 1)) * k);
            Network second = network();
            Trainer rest = trainer(second, k).on(here ? new Reversed() : new LocalShards());
            rest.schedule(new Constant((initial, at) -> initial));
            assertThat(Small.bits(second, rest.resume(file).fit(clouds))).isEqualTo(expected);
        }
    }

    /** The rate stays as it is, whatever else is done. */
    private record Constant(dev.gradus.optim.Schedule does) implements dev.gradus.optim.Schedule {
        @Override
        public double learningRate(double initial, Position position) {
            return does.learningRate(initial, position);
        }

        @Override
        public String toString() {
            return "constant";
        }
    }

    @Test
    void aGradientThatIsMissingIsRefusedWithWords() {
        Shards lazy = new Shards() {
            private final Shards all = new LocalShards();

            @Override
            public Iterator<Gradient> gradients(Network network, Dataset data, Loss loss, List<Shard> shards) {
                return all.gradients(network, data, loss, shards.subList(1, shards.size()));
            }

            @Override
            public String toString() {
                return "lazy";
            }
        };
        assertThatThrownBy(() -> trainer(network(), 3).on(lazy).fit(clouds))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("lazy gave 2 gradients for 3 shards; give one for each, in their order");
        assertThatThrownBy(() -> trainer(network(), 1).on(lazy).fit(clouds))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("lazy gave 0 gradients for 1 shards; give one for each, in their order");
        assertThatThrownBy(() -> trainer(network(), 1).on(null)).hasMessageContaining("shards is null");
    }

    // ---- rows without a target ----

    /** A column for each token, which is 1 where it is that one. */
    private static final class OneHot implements LayerSpec {
        @Override
        public Layer build(LayerSetup setup) {
            int n = setup.inputShape().vocabulary();
            Matrix ones = Matrix.zeros(n, n);
            for (int i = 0; i < n; i++) ones.set(i, i, 1);
            return new Layer() {
                @Override
                public Matrix forward(Matrix x, boolean training) {
                    return ones.gather(x);
                }

                @Override
                public Matrix backward(Matrix delta) {
                    return delta.like(delta.rows(), 1); // a name has no slope
                }
            };
        }

        @Override
        public Shape outputShape(Shape inputShape) {
            return inputShape.withRow(inputShape.vocabulary());
        }
    }

    /** A shard counts by its rows with a target: one of eight samples is like one shard of them all. */
    @Test
    void shardsCountByTheirTargets() {
        int[][] tokens = new int[8][];
        int[][] next = new int[8][];
        for (int i = 0; i < 8; i++) {
            tokens[i] = new int[] {i % 3, (i + 1) % 3, i % 2};
            next[i] = i < 4 ? new int[] {-1, i % 3, -1} : new int[] {1, 2, i % 3};
        }
        Dataset data = Dataset.ofTokens(tokens, next);
        double[][] weights = new double[2][];
        for (int i = 0; i < 2; i++) {
            Network network = Network.tokens(3, 3)
                    .layer(new OneHot())
                    .dense(3, softmax())
                    .seed(1)
                    .build();
            History history = Trainer.of(network)
                    .optimizer(sgd(0.5))
                    .shuffle(false)
                    .batchSize(i == 0 ? 8 : 4)
                    .accumulate(i == 0 ? 1 : 2)
                    .epochs(5)
                    .quiet()
                    .fit(data);
            weights[i] = network.parameters().get(0).values();
            assertThat(history.learningRates()).hasSize(5);
        }
        assertThat(weights[1]).containsExactly(weights[0], within(1e-6));
    }

    /** Where no row of a step has a target only the penalty moves weights, however many shards there are. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void withoutAnyTargetThePenaltyIsLeft(int k) {
        int[][] tokens = IntStream.range(0, 16)
                .mapToObj(i -> new int[] {i % 3, (i + 1) % 3})
                .toArray(int[][]::new);
        int[][] next = IntStream.range(0, 16) // none in the first half
                .mapToObj(i -> new int[] {-1, i < 8 ? -1 : i % 3})
                .toArray(int[][]::new);
        Network network = Network.tokens(2, 3)
                .layer(new OneHot())
                .dense(3, softmax())
                .l2(0.1)
                .seed(1)
                .build();
        double w = network.parameters().get(0).matrix().get(1, 2);
        double[] behindTheFirstHalf = {0};
        Trainer.of(network)
                .optimizer(sgd(0.5))
                .batchSize(2)
                .accumulate(k)
                .shuffle(false)
                .schedule((initial, at) -> {
                    if (at.step() == 4 / k)
                        behindTheFirstHalf[0] =
                                network.parameters().get(0).matrix().get(1, 2);
                    return initial;
                })
                .epochs(1)
                .quiet()
                .fit(Dataset.ofTokens(tokens, next).classes(3));
        assertThat(behindTheFirstHalf[0]).isCloseTo(w * Math.pow(1 - 0.5 * 2 * 0.1, 4 / k), within(1e-6));
    }
}
