package dev.gradus.nn;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.math.Shape;
import dev.gradus.train.History;
import dev.gradus.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples of T rows: gradients of all compositions, rows without a target, and what doesn't fit. */
class SequencesTest {
    private static final double H = 2e-4;
    private final RandomStream random = RandomStream.of(21, "sequences", 0);

    // ---- gradients ----

    static Stream<Arguments> compositions() {
        return Table.SEQUENCE_LAYERS.keySet().stream()
                .sorted()
                .flatMap(first -> Table.SEQUENCE_LAYERS.keySet().stream()
                        .sorted()
                        .filter(second -> fits(first, second))
                        .map(second -> Arguments.of(first, second)));
    }

    /** A residual needs what gives as many numbers as it gets; all others take what comes. */
    private static boolean fits(String first, String second) {
        try {
            Table.SEQUENCE_LAYERS
                    .get(second)
                    .outputShape(Table.SEQUENCE_LAYERS.get(first).outputShape(Shape.sequence(4, 3)));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void mostCompositionsFit() {
        assertThat(compositions())
                .hasSize(15 * 15
                        - 3 * 8 // no sequence behind last, meanOverTime and flatten
                        - 3 // rows of dense, flatten and lstm have other widths than the residual's
                        - 2); // those of dense and lstm than the transformer's
    }

    /** Ended as they are, by a target for each row that is left, and by a target a sample. */
    @ParameterizedTest
    @MethodSource("compositions")
    void gradientsOfCompositionsAgreeWithCentralDifferences(String first, String second) {
        for (String end : new String[] {"rows", "last", "meanOverTime", "flatten"})
            for (Loss loss : new Loss[] {
                crossEntropy(), crossEntropy().weights(1, 5, 0.5).weightedMean(), meanSquaredError()
            }) {
                NetworkBuilder builder = Network.sequence(4, 3)
                        .dense(3, tanh())
                        .layer(Table.SEQUENCE_LAYERS.get(first))
                        .layer(Table.SEQUENCE_LAYERS.get(second));
                if (!end.equals("rows")) builder.layer(Table.SEQUENCE_LAYERS.get(end));
                Network network = builder.dense(3, loss instanceof dev.gradus.loss.CrossEntropy ? softmax() : linear())
                        .seed(3)
                        .l2(0.01)
                        .build()
                        .toDouble();
                compare(first + ", " + second + ", " + end + ", " + loss, network, loss);
            }
    }

    private void compare(String what, Network network, Loss loss) {
        int rows = network.outputShape().rows();
        for (Parameter p : network.parameters()) // no γ at 1, no β at 0
        if (p.learns()) p.matrix().map(v -> v + 0.2 * random.nextGaussian(), p.matrix());
        Matrix x = numbers(3 * 4, 3);
        Matrix y = x.like(3 * rows, 3);
        if (loss instanceof dev.gradus.loss.CrossEntropy) {
            for (int i = 0; i < y.rows(); i++) if (i % 5 != 3) y.set(i, i * i % 3, 1); // some have none
        } else y.map(v -> random.nextGaussian(), y);
        Matrix a = network.forward(x, true);
        assertThat(a.rows()).isEqualTo(3 * rows);
        double j = network.backward(loss, a, y);
        assertThat(j).as(what).isCloseTo(loss.value(network.forward(x, true), y), within(1e-12));
        DoubleSupplier value = () -> loss.value(network.forward(x, true), y) + network.penalty();
        for (Parameter p : network.parameters())
            if (p.learns()) compare(what + ": " + p.name(), p.gradient(), p.matrix(), value);
        compare(what + ": x", byInput(network, loss, x, y), x, value);
    }

    private static Matrix byInput(Network network, Loss loss, Matrix x, Matrix y) {
        Chain chain = network.chain();
        Matrix a = chain.forward(x, true);
        Matrix delta = a.like();
        Chain.Start start = chain.start(loss, a, y, delta);
        return chain.backward(start.top(), delta, 0, (layer, in, out) -> {});
    }

    private static void compare(String what, Matrix gradient, Matrix at, DoubleSupplier value) {
        for (int i = 0; i < at.rows(); i++)
            for (int k = 0; k < at.columns(); k++) {
                double slope = GradientTest.slope(at, i, k, value, H);
                assertThat(gradient.get(i, k))
                        .as(what + "[" + i + "][" + k + "]")
                        .isCloseTo(slope, within(1e-7 * Math.max(0.01, Math.abs(slope))));
            }
    }

    private Matrix numbers(int rows, int columns) {
        return Matrix.zeros(rows, columns).toDouble().map(zero -> random.nextGaussian());
    }

    static Stream<String> sequenceLayers() {
        return Table.SEQUENCE_LAYERS.keySet().stream().sorted();
    }

    /** Tokens, of which some come twice and one never. */
    @ParameterizedTest
    @MethodSource("sequenceLayers")
    void gradientsBehindAnEmbeddingAgreeToo(String layer) {
        for (LayerSpec embedding : Table.TOKEN_LAYERS.values()) {
            Network network = Network.tokens(4, 6)
                    .layer(embedding)
                    .layer(Table.SEQUENCE_LAYERS.get(layer))
                    .dense(3, softmax())
                    .seed(3)
                    .build()
                    .toDouble();
            Matrix x = Matrix.zeros(12, 1).toDouble();
            for (int i = 0; i < 12; i++) x.set(i, 0, i * i % 5);
            Matrix a = network.forward(x, true);
            Matrix y = a.like();
            for (int i = 0; i < y.rows(); i++) y.set(i, i % 3, 1);
            network.backward(crossEntropy(), a, y);
            DoubleSupplier value = () -> crossEntropy().value(network.forward(x, true), y);
            for (Parameter p : network.parameters())
                if (p.learns()) compare(layer + ": " + p.name(), p.gradient(), p.matrix(), value);
        }
    }

    /** A row's answer is a choice of its own. */
    @Test
    void softmaxSumsToOneInEachRow() {
        Network network = Network.sequence(4, 3).dense(5, softmax()).seed(1).build();
        double[] answers = network.predict(
                DoubleStream.generate(() -> 3 * random.nextGaussian()).limit(12).toArray());
        assertThat(answers).hasSize(20);
        for (int t = 0; t < 4; t++)
            assertThat(Arrays.stream(answers, 5 * t, 5 * t + 5).sum()).isCloseTo(1, within(1e-6));
    }

    /** Without something that looks at several rows, one answers as if it were alone. */
    @Test
    void rowsOfASequenceAreSamplesToDenseLayers() {
        Network sequences = Network.sequence(4, 3)
                .dense(5, tanh())
                .dense(2, softmax())
                .seed(1)
                .build();
        Network rows =
                Network.input(3).dense(5, tanh()).dense(2, softmax()).seed(1).build();
        double[] input = DoubleStream.generate(random::nextGaussian).limit(12).toArray();
        double[] together = sequences.predict(input);
        for (int t = 0; t < 4; t++)
            assertThat(rows.predict(Arrays.copyOfRange(input, 3 * t, 3 * t + 3)))
                    .isEqualTo(Arrays.copyOfRange(together, 2 * t, 2 * t + 2));
    }

    // ---- batch normalisation ----

    /** Its statistics are those of all rows, so that one sequence is enough for it. */
    @Test
    void aBatchOfOneSequenceHasAVariance() {
        Network.sequence(4, 3).batchNorm().build().checkBatches(1, 1);
        Network.sequence(4, 3).residual(block -> block.batchNorm()).build().checkBatches(9, 8);
        assertThatThrownBy(
                        () -> Network.sequence(4, 3).last().batchNorm().build().checkBatches(9, 8))
                .hasMessageStartingWith("layer 1 (batchNorm) can't train on a batch of one sample, but 9 samples in"
                        + " batches of 8 leave one for the last; use another batch size");
        assertThatThrownBy(() -> Network.sequence(1, 3).batchNorm().build().checkBatches(9, 8))
                .hasMessageStartingWith("layer 0 (batchNorm) can't train on a batch of one sample");
        assertThatThrownBy(() -> Network.input(3)
                        .dense(3, tanh())
                        .residual(block -> block.dense(3, tanh()).residual(inner -> inner.batchNorm()))
                        .build()
                        .checkBatches(9, 8))
                .hasMessageStartingWith("layer 2.2.0 (batchNorm) can't train on a batch of one sample");
    }

    // ---- tokens, and rows without a target ----

    /** A number for each token. */
    private static final class Looked implements LayerSpec {
        @Override
        public Layer build(LayerSetup setup) {
            Parameter table = setup.table("table", setup.inputShape().vocabulary(), 3, smallRandom());
            return new Layer() {
                private Matrix x = Matrix.zeros(0, 0);

                @Override
                public Matrix forward(Matrix x, boolean training) {
                    this.x = x;
                    return table.matrix().gather(x);
                }

                @Override
                public Matrix backward(Matrix delta) {
                    table.gradient().scatterAdd(x, delta);
                    return x.like();
                }

                @Override
                public List<Parameter> parameters() {
                    return List.of(table);
                }
            };
        }

        @Override
        public Shape outputShape(Shape inputShape) {
            return inputShape.withRow(3);
        }
    }

    private static NetworkBuilder ofTokens() {
        return Network.tokens(4, 6).layer(new Looked()).seed(2);
    }

    private static final int[][] TOKENS = {{0, 1, 2, 3}, {5, 4, 3, 2}, {1, 1, 0, 5}, {2, 0, 2, 0}, {3, 3, 3, 3}};
    private static final int[][] NEXT = {{1, 2, 3, -1}, {-1, -1, -1, -1}, {1, -1, 2, 0}, {0, 2, 0, 1}, {-1, 3, 3, 3}};

    private static Stream<int[]> answered() {
        return IntStream.range(0, 20).filter(r -> NEXT[r / 4][r % 4] >= 0).mapToObj(r ->
                new int[] {r / 4, r % 4, NEXT[r / 4][r % 4]});
    }

    /** The loss, its gradient, training's figures and an evaluation's: all by the thirteen rows that have a target. */
    @Test
    void rowsWithoutATargetAreLeftOut() {
        Dataset data = Dataset.ofTokens(TOKENS, NEXT);
        assertThat(data.hasGaps()).isTrue();
        assertThat(data.targetRows()).isEqualTo(4);
        Network network = ofTokens().dense(4, softmax()).build();
        double loss = 0;
        double right = 0;
        for (int[] at : answered().toList()) {
            double[] a = network.predict(TOKENS[at[0]]);
            double[] row = Arrays.copyOfRange(a, 4 * at[1], 4 * at[1] + 4);
            loss -= Math.log(row[at[2]]) / 13;
            if (argMax(row) == at[2]) right++;
        }
        assertThat(answered()).hasSize(13);
        assertThat(right).isBetween(1.0, 12.0);
        long gapsLikeClass0 = IntStream.range(0, 20)
                .filter(r -> NEXT[r / 4][r % 4] < 0)
                .filter(r -> argMax(Arrays.copyOfRange(network.predict(TOKENS[r / 4]), r % 4 * 4, r % 4 * 4 + 4)) == 0)
                .count();
        assertThat(gapsLikeClass0).isPositive(); // a row of zeros would look like that class

        Evaluation evaluation = network.evaluate(data);
        assertThat(evaluation.size()).isEqualTo(13);
        assertThat(evaluation.loss()).isCloseTo(loss, within(1e-6));
        assertThat(evaluation.accuracy()).isEqualTo(right / 13);
        assertThat(Arrays.stream(evaluation.confusion())
                        .flatMapToInt(Arrays::stream)
                        .sum())
                .isEqualTo(13);
        assertThat(Arrays.stream(evaluation.confusion()[3]).sum()).isEqualTo(4);

        for (int batchSize : new int[] {1, 2, 3, 5})
            for (int k : new int[] {1, 2, 5}) {
                Network still = ofTokens().dense(4, softmax()).build();
                still.parameters().forEach(Parameter::freeze);
                History history = Trainer.of(still)
                        .batchSize(batchSize)
                        .accumulate(k)
                        .epochs(1)
                        .quiet()
                        .validation(data)
                        .fit(data);
                assertThat(history.last().trainingLoss()).isCloseTo(loss, within(1e-6));
                assertThat(history.last().trainingAccuracy()).isEqualTo(right / 13);
                assertThat(history.last().validationLoss()).isCloseTo(loss, within(1e-6));
                assertThat(history.last().validationAccuracy()).isEqualTo(right / 13);
            }
    }

    private static int argMax(double[] values) {
        return Matrix.of(new double[][] {values}).argMax(0);
    }

    /** The gradient is that of a batch of these rows alone. */
    @Test
    void rowsWithoutATargetHaveNoGradient() {
        Dataset data = Dataset.ofTokens(TOKENS, NEXT);
        Network network = ofTokens().dense(4, softmax()).build();
        Batch batch = data.batch(new int[] {0, 1, 2, 3, 4}, 0, 5, null);
        network.backward(crossEntropy(), network.forward(batch.inputs(), true), batch.targets());

        List<int[]> rows = answered().toList();
        Network single =
                Network.tokens(1, 6).layer(new Looked()).dense(4, softmax()).build();
        for (int p = 0; p < 3; p++)
            single.parameters().get(p).take(network.parameters().get(p));
        Matrix x = Matrix.zeros(13, 1);
        Matrix y = Matrix.zeros(13, 4);
        for (int i = 0; i < 13; i++) {
            x.set(i, 0, TOKENS[rows.get(i)[0]][rows.get(i)[1]]);
            y.set(i, rows.get(i)[2], 1);
        }
        single.backward(crossEntropy(), single.forward(x, true), y);
        for (int p = 0; p < 3; p++)
            assertThat(network.parameters().get(p).gradient().toArray())
                    .containsExactly(single.parameters().get(p).gradient().toArray(), within(1e-7));
        assertThat(network.parameters().get(0).gradient().row(4)).containsOnly(0); // occurs without a target alone
    }

    /** All of it, over many samples: no matter how many rows there are, it takes the time of one look. */
    @Test
    void anEvaluationLooksAtEachRowOnce() {
        int[][] tokens = new int[20_000][];
        int[][] next = new int[20_000][];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = new int[] {i % 6, i % 5, i % 4, i % 3};
            next[i] = new int[] {i % 2, i % 3, i % 4, 0};
        }
        Network network = ofTokens().dense(4, softmax()).build();
        assertThat(network.evaluate(Dataset.ofTokens(tokens, next)).size()).isEqualTo(80_000);
        next[19_999][3] = -1;
        assertThat(network.evaluate(Dataset.ofTokens(tokens, next)).size()).isEqualTo(79_999);
    }

    @Test
    void aLossThatCountsEveryRowIsRefused() {
        Dataset data = Dataset.ofTokens(TOKENS, NEXT);
        Network network = ofTokens().dense(4, softmax()).build();
        assertThatThrownBy(() ->
                        Trainer.of(network).loss(meanSquaredError()).quiet().fit(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data has rows without a target (-1), but meanSquaredError() counts every row; use"
                        + " crossEntropy(), which leaves them out");
        assertThatThrownBy(() -> network.evaluate(data, meanSquaredError())).hasMessageContaining("use crossEntropy()");
    }

    // ---- sequences in use ----

    @Test
    void picturesAreSequencesOfTheirRows() {
        Dataset digits = Mnist.load().train().take(600);
        assertThat(digits.inputShape()).isEqualTo(Shape.of(1, 28, 28));
        Network network = Network.sequence(28, 28)
                .dense(16, tanh())
                .residual(block -> block.layerNorm().dense(16, relu()))
                .flatten()
                .dense(10, softmax())
                .seed(1)
                .build();
        History history = Trainer.of(network)
                .optimizer(sgd(0.1))
                .epochs(5)
                .validationSplit(0.2)
                .quiet()
                .fit(digits);
        assertThat(history.last().validationAccuracy()).isGreaterThan(0.65);
        assertThat(network.evaluate(digits).accuracy()).isGreaterThan(0.8);
        double[] three = digits.input(7);
        assertThat(network.predict(three)).hasSize(10);
        assertThat(network.predict(new double[][] {digits.input(1), three})[1]).isEqualTo(network.predict(three));
    }

    @Test
    void predictionsOfSequences() {
        Network rows = Network.sequence(4, 3).dense(2, linear()).build();
        assertThat(rows.outputShape()).isEqualTo(Shape.sequence(4, 2));
        assertThat(rows.predict(new double[12])).hasSize(8);
        assertThat(Network.sequence(4, 3).last().build().predict(new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 8, 9}))
                .containsExactly(7, 8, 9);
        assertThat(Network.sequence(2, 2).meanOverTime().build().predict(new double[] {1, 2, 3, 6}))
                .containsExactly(2, 4);
        Network tokens = ofTokens().last().build();
        for (int token = 0; token < 6; token++)
            assertThat(tokens.predict(new int[] {1, 2, 3, token}))
                    .isEqualTo(tokens.parameters().get(0).matrix().row(token))
                    .isEqualTo(tokens.predict(new double[] {1, 2, 3, token}));
    }

    // ---- what doesn't fit ----

    @Test
    void inputsThatDoNotFitAreRefusedWithWords() {
        Network numbers = Network.sequence(4, 3).dense(2, linear()).build();
        Network tokens = ofTokens().dense(4, softmax()).build();
        assertThatThrownBy(() -> numbers.predict(new double[11]))
                .hasMessage("inputs[0] has 11 numbers, but the network takes 4 × 3 = 12");
        assertThatThrownBy(() -> tokens.predict(new int[3]))
                .hasMessage("inputs[0] has 3 numbers, but the network takes 4 tokens");
        assertThatThrownBy(() -> tokens.predict((int[]) null)).hasMessageContaining("tokens is null");
        assertThatThrownBy(() -> tokens.predict(new int[] {0, 1, 6, 2}))
                .hasMessage("inputs[0][2] is 6, but the network knows the tokens from 0 to 5");
        assertThatThrownBy(() -> tokens.predict(new double[][] {{0, 1, 5, 2}, {0, 1.5, 5, 2}}))
                .hasMessage("inputs[1][1] is 1.5, but the network knows the tokens from 0 to 5");
        assertThatThrownBy(() -> tokens.predict(new int[] {0, 1, -1, 2})).hasMessageStartingWith("inputs[0][2] is -1");
        assertThatThrownBy(() -> tokens.predict(new double[] {0, 1, Double.NaN, 2}))
                .hasMessageStartingWith("inputs[0][2] is NaN");
    }

    @Test
    void dataThatDoNotFitAreRefusedWithWords() {
        Network numbers = Network.sequence(4, 3).last().dense(2, softmax()).build();
        Network tokens = ofTokens().dense(4, softmax()).build();
        refused(
                numbers,
                Dataset.ofSequences(new double[2][5][3], new int[] {0, 1}),
                "data has inputs of 5 × 3 (15 numbers), but the network takes 4 × 3 (12); use Network.sequence(5, 3)");
        refused(
                numbers,
                Dataset.ofSequences(new double[2][3][4], new int[] {0, 1}),
                "data has inputs of 3 × 4 (12 numbers), but the network takes 4 × 3 (12); use Network.sequence(3, 4)");
        refused(
                numbers,
                Dataset.ofTokens(new int[2][12], new int[] {0, 1}),
                "data has inputs of 12 tokens, but the network takes 4 × 3; tokens, made by Dataset.ofTokens, go with"
                        + " Network.tokens(length, vocabulary)");
        refused(
                tokens,
                Dataset.of(new double[2][4], new int[] {0, 1}),
                "data has inputs of 4, but the network takes 4 tokens; tokens, made by Dataset.ofTokens, go with"
                        + " Network.tokens(length, vocabulary)");
        refused(
                tokens,
                Dataset.ofTokens(new int[][] {{0, 1, 2, 6}}, new int[][] {{0, 1, 2, 3}}),
                "data has tokens up to 6, but the network knows those from 0 to 5; use Network.tokens(4, 7)");
        refused(
                tokens,
                Dataset.ofTokens(new int[][] {{0, 1, 2}}, new int[][] {{0, 1, 2}}),
                "data has inputs of 3 tokens (3 numbers), but the network takes 4 tokens (4); use Network.tokens(3, 3)");
    }

    /** A target a row for one row of answers, and one target for many rows. */
    @Test
    void anotherCountOfTargetsIsRefusedWithWords() {
        refused(
                ofTokens().last().dense(4, softmax()).build(),
                Dataset.ofTokens(TOKENS, NEXT),
                "data has 4 targets a sample, but the network gives 1 row; leave out what makes one row of many, such as"
                        + " .last()");
        refused(
                ofTokens().dense(4, softmax()).build(),
                Dataset.ofTokens(TOKENS, new int[] {0, 1, 2, 3, 0}),
                "data has one target a sample, but the network gives 4 rows; put .last(), .meanOverTime() or .flatten() in"
                        + " front of the last layer");
        refused(
                ofTokens().dense(3, softmax()).build(),
                Dataset.ofTokens(TOKENS, NEXT),
                "data has targets of 4 numbers (one a class), but the last layer gives 3; are the labels right? If so, end the"
                        + " network with .dense(4, …)");
    }

    @Test
    void dataWithoutAnyTargetAreRefused() {
        refused(
                ofTokens().dense(4, softmax()).build(),
                Dataset.ofTokens(new int[][] {{0, 1, 2, 3}}, new int[][] {{-1, -1, -1, -1}}),
                "data has no row with a target: all are -1; give at least one");
    }

    private static void refused(Network network, Dataset data, String words) {
        assertThatThrownBy(
                        () -> Trainer.of(network).loss(crossEntropy()).quiet().fit(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
        assertThatThrownBy(() -> network.evaluate(data, crossEntropy())).hasMessage(words);
    }

    @Test
    void tokensAreNoNumbers() {
        List<NetworkBuilder> wrong = new ArrayList<>(List.of(
                Network.tokens(4, 6).dense(3, relu()),
                Network.tokens(4, 6).layerNorm(),
                Network.tokens(4, 6).flatten(),
                Network.tokens(4, 6).residual(block -> block.dense(1, relu()))));
        for (NetworkBuilder builder : wrong)
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("layer 0")
                    .hasMessageContaining(
                            "its input is 4 tokens, whose numbers are names and no quantities; put a layer in"
                                    + " front of it that makes numbers of them, such as an embedding");
    }

    @Test
    void dataOfTokensThatIsNoneIsRefusedWithWords() {
        assertThatThrownBy(() -> Dataset.ofTokens(new int[][] {{0, -1}}, new int[] {0}))
                .hasMessage("tokens[0][1] must be at least 0, but is -1");
        assertThatThrownBy(() -> Dataset.ofTokens(new int[][] {{0, 1}, {0}}, new int[] {0, 1}))
                .hasMessageContaining("tokens[1]");
        assertThatThrownBy(() -> Dataset.ofTokens(new int[][] {{0, 1}}, new int[] {0, 1}))
                .hasMessage("inputs has 1 samples, but labels has 2");
        assertThatThrownBy(() -> Dataset.ofTokens(new int[][] {{0, 1}}, new int[][] {{0}}))
                .hasMessage(
                        "tokens has 2 a sample, but next has 1; give one for each token, and -1 where there is none");
        assertThatThrownBy(() -> Dataset.ofTokens(new int[][] {{0, 1}}, new int[][] {{0, -2}}))
                .hasMessageStartingWith("next[0][1] is -2, but a label is a class index from 0 to");
        assertThatThrownBy(() -> Dataset.ofTokens(null, new int[] {0})).hasMessageContaining("tokens is null");
        assertThatThrownBy(() -> Dataset.ofTokens(new int[][] {{0, 1}}, (int[][]) null))
                .hasMessageContaining("next is null");
        assertThatThrownBy(() -> Network.tokens(0, 5)).hasMessage("length must be at least 1, but is 0");
        assertThatThrownBy(() -> Network.tokens(5, 0)).hasMessage("vocabulary must be at least 1, but is 0");
        assertThatThrownBy(() -> Network.sequence(5, 0)).hasMessage("features must be at least 1, but is 0");
    }
}
