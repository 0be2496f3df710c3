package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gradus.Digits;
import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.data.Standardizer;
import dev.gradus.data.Tables;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Layer;
import dev.gradus.nn.LayerSetup;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import dev.gradus.search.LearningRateFinder;
import dev.gradus.search.Search;
import dev.gradus.search.SearchResults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thirty small networks of all kinds of parts, and a digest of every bit that came out of their training, frozen in
 * digests.txt: histories, weights, predictions and evaluations.
 *
 * <p>With {@code -Dgradus.freeze} it writes that file anew instead of comparing.
 */
class FrozenDigestsTest {
    private static final String FILE = "digests.txt";
    private static final Path SOURCE = Path.of("src/test/resources/dev/gradus/train", FILE);

    private static final Dataset DIGITS = Digits.MNIST.train();
    private static final Dataset CLOUDS = clouds(3);
    private static final Dataset YES_OR_NO = clouds(2);
    private static final Dataset WAVES = waves();
    private static final Dataset PICTURES = pictures();
    private static final Dataset IRISES = irises();

    @TempDir
    private Path folder;

    private final Map<String, Consumer<Digest>> cases = new LinkedHashMap<>();

    @TestFactory
    Stream<DynamicTest> asEver() throws IOException {
        denseNetworks();
        losses();
        pictureNetworks();
        trainings();
        others();
        if (System.getProperty("gradus.freeze") != null) return Stream.of(dynamicTest("freeze", this::freeze));
        Map<String, String> frozen = frozen();
        return Stream.concat(
                Stream.of(dynamicTest(
                        "the same networks",
                        () -> assertThat(cases.keySet()).hasSize(30).isEqualTo(frozen.keySet()))),
                cases.keySet().stream()
                        .map(name -> dynamicTest(
                                name, () -> assertThat(digest(name)).as(name).isEqualTo(frozen.get(name)))));
    }

    private String digest(String name) {
        Digest digest = new Digest();
        cases.get(name).accept(digest);
        return digest.text();
    }

    private void freeze() throws IOException {
        Files.write(
                SOURCE,
                cases.keySet().stream().map(name -> name + " " + digest(name)).toList());
    }

    private static Map<String, String> frozen() throws IOException {
        Map<String, String> digests = new LinkedHashMap<>();
        try (InputStream in = FrozenDigestsTest.class.getResourceAsStream(FILE)) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().forEach(line -> {
                int end = line.lastIndexOf(' ');
                digests.put(line.substring(0, end), line.substring(end + 1));
            });
        }
        return digests;
    }

    // ---- networks ----

    private void denseNetworks() {
        add(
                "relu and sigmoid",
                Network.input(784)
                        .dense(129, relu())
                        .dense(65, sigmoid())
                        .dense(10, softmax())
                        .seed(1),
                t -> t.optimizer(sgd(0.5))
                        .schedule(constantRate())
                        .batchSize(100)
                        .validationSplit(0.1),
                DIGITS.take(600));
        add(
                "tanh",
                Network.input(784)
                        .dense(37, tanh())
                        .dense(10, softmax())
                        .initializer(xavierNormal())
                        .seed(2),
                t -> t.optimizer(nesterov(0.05, 0.9))
                        .schedule(stepDecay(1, 0.5))
                        .batchSize(41)
                        .validation(DIGITS.take(500).shuffled(1).take(70)),
                DIGITS.take(300));
        add(
                "leaky relu",
                Network.input(784)
                        .dense(31, leakyRelu())
                        .dense(18, leakyRelu(0.2))
                        .dense(10, softmax())
                        .seed(3),
                t -> t.optimizer(nesterov(0.05, 0.8).asKeras())
                        .schedule(exponentialDecay(0.8))
                        .batchSize(33),
                DIGITS.take(250));
        add(
                "gelu",
                Network.input(784)
                        .dense(29, gelu())
                        .dense(15, gelu().approximate())
                        .dense(10, softmax())
                        .seed(4),
                t -> t.optimizer(adam(0.005).beta1(0.8).beta2(0.99).epsilon(1e-6))
                        .schedule(cosineDecay().minimum(1e-4)),
                DIGITS.take(250));
        add(
                "elu, linear and bare activations",
                Network.input(2)
                        .activation(elu(0.5))
                        .dense(19, elu())
                        .dense(17, linear())
                        .activation(tanh())
                        .dense(3, softmax())
                        .initializer(xavier())
                        .seed(5),
                t -> t.optimizer(adam(0.01).asKeras()).schedule(warmUp(5, cosineDecay())),
                CLOUDS);
        add(
                "an activation of one's own",
                Network.input(2)
                        .dense(21, swish())
                        .dense(13, swish())
                        .dense(3, softmax())
                        .seed(6),
                t -> t.optimizer(momentum(0.02, 0.9).asKeras()).schedule(oneCycle()),
                CLOUDS);
        add(
                "zeros",
                Network.input(4).dense(3, softmax()).initializer(zeros()).seed(7),
                t -> t.optimizer(
                                adagrad(0.5).initialAccumulator(0.1).decay(0.01).epsilon(1e-8))
                        .schedule(oneCycle().linear().rise(0.4).startDivisor(10).endDivisor(100)),
                IRISES);
        add(
                "constant and dropout",
                Network.input(4)
                        .dense(12, tanh())
                        .layer(dropout(0.2))
                        .dense(8, relu())
                        .dropout(0.5)
                        .dense(3, softmax())
                        .initializer(constant(0.05))
                        .seed(8),
                t -> t.optimizer(adadelta(1).rho(0.8).epsilon(1e-5)).batchSize(16),
                IRISES);
        add(
                "batch normalisation",
                Network.input(4)
                        .batchNorm()
                        .dense(15, linear())
                        .layer(batchNorm().epsilon(1e-4).momentum(0.3))
                        .activation(relu())
                        .layer(dense(11, sigmoid()))
                        .layer(batchNorm().keras())
                        .dense(3, softmax())
                        .initializer(fanIn())
                        .seed(10),
                t -> t.optimizer(rmsprop(0.005).rho(0.95).epsilon(1e-7)).validationSplit(0.2),
                IRISES);
        add(
                "penalties of network and layer",
                Network.input(2)
                        .layer(dense(14, relu()).l1(0.01))
                        .layer(dense(12, elu(0.7)).l2(0.02))
                        .dense(9, tanh())
                        .dense(3, softmax())
                        .initializer(heUniform())
                        .l1(1e-3)
                        .l2(2e-3)
                        .seed(11),
                t -> t.optimizer(rmsprop(0.003).centred().momentum(0.5).epsilon(1e-4))
                        .clipValue(0.05),
                CLOUDS);
    }

    private void losses() {
        add(
                "weights of classes",
                Network.input(2)
                        .dense(13, relu())
                        .dense(3, softmax())
                        .initializer(he())
                        .seed(12),
                t -> t.loss(crossEntropy().weights(1, 2.5, 0.5))
                        .optimizer(rmsprop(0.004).asKeras())
                        .validationSplit(0.25),
                CLOUDS);
        cases.put(
                "weights by the weighted mean",
                digest -> { // their losses are means of other weights since
                    Network network = Network.input(2)
                            .dense(13, sigmoid())
                            .dense(3, softmax())
                            .seed(13)
                            .build();
                    Trainer.of(network)
                            .loss(crossEntropy().weights(0.5, 1, 4).weightedMean())
                            .optimizer(adamW(0.02).weightDecay(0.1).weightsOnly())
                            .epochs(3)
                            .quiet()
                            .fit(CLOUDS);
                    for (Parameter p : network.parameters()) digest.numbers(p.values());
                });
        add(
                "binary cross-entropy",
                Network.input(784).dense(25, relu()).dense(1, sigmoid()).seed(14),
                t -> t.loss(binaryCrossEntropy().weights(1, 3))
                        .optimizer(
                                adamW(0.003).asKeras().beta1(0.85).beta2(0.98).epsilon(1e-6))
                        .validationSplit(0.2),
                DIGITS.take(300).binary("5"));
        add(
                "ten questions",
                Network.input(784).dense(22, tanh()).dense(10, sigmoid()).seed(15),
                t -> t.loss(binaryCrossEntropy())
                        .optimizer(adamax(0.004).beta1(0.8).beta2(0.9).epsilon(1e-7)),
                DIGITS.take(250));
        add(
                "hinge",
                Network.input(2).dense(16, relu()).dense(1, linear()).seed(16),
                t -> t.loss(hinge()).optimizer(momentum(0.05, 0.9)).validationSplit(0.2),
                signed(YES_OR_NO));
        add(
                "squares",
                Network.input(1).dense(20, tanh()).dense(20, tanh()).dense(2, linear()),
                t -> t.loss(meanSquaredError())
                        .optimizer(nadam(0.01)
                                .beta1(0.85)
                                .beta2(0.99)
                                .epsilon(1e-6)
                                .momentumDecay(0.01))
                        .schedule(reduceOnPlateau(0.3, 0)
                                .threshold(0.2)
                                .cooldown(1)
                                .minimum(1e-3))
                        .epochs(8),
                WAVES);
        add(
                "distances",
                Network.input(1)
                        .dense(20, relu())
                        .dense(2, linear())
                        .initializer((inputs, outputs, random) -> random.nextUniform(-0.5, 0.5))
                        .seed(18),
                t -> t.loss(meanAbsoluteError()).optimizer(nadam(0.01).asKeras()),
                WAVES);
        add(
                "huber",
                Network.input(1).dense(20, gelu()).dense(2, linear()).seed(19),
                t -> t.loss(huber(0.2)).optimizer(adamax(0.02).asKeras()).validationSplit(0.1),
                WAVES);
        cases.put("losses behind other activations", digest -> {
            UnaryOperator<Trainer> quick =
                    t -> t.optimizer(adadelta(1).asKeras()).batchSize(7).clipNorm(0.3);
            fit(digest, outputs(1, softmax()), t -> quick.apply(t).loss(meanSquaredError()), CLOUDS);
            fit(
                    digest,
                    outputs(2, new OwnSoftmax()),
                    t -> quick.apply(t).loss(crossEntropy().weights(1, 2, 3)),
                    CLOUDS);
            fit(
                    digest,
                    outputs(3, softmax()),
                    t -> quick.apply(t).loss(binaryCrossEntropy().weights(2, 1)),
                    CLOUDS);
            fit(digest, outputs(4, tanh()), t -> quick.apply(t).loss(hinge()), CLOUDS);
            fit(digest, outputs(5, relu()), t -> quick.apply(t).loss(huber()), CLOUDS);
        });
    }

    private static NetworkBuilder outputs(long seed, Activation last) {
        return Network.input(2)
                .dense(10, tanh())
                .dense(3, last)
                .initializer(smallRandom())
                .seed(seed);
    }

    private void pictureNetworks() {
        add(
                "convolution and max pooling",
                Network.input(1, 28, 28)
                        .layer(conv2d(5, 5, relu()).stride(2).padding(1))
                        .maxPool(2)
                        .conv2d(7, 3, tanh())
                        .flatten()
                        .dense(10, softmax())
                        .seed(20),
                t -> t.optimizer(sgd(0.1)).epochs(2),
                DIGITS.take(200));
        add(
                "average pooling of normalised pictures",
                Network.input(2, 9, 8)
                        .layer(conv2d(6, 3, linear()).padding(1))
                        .batchNorm()
                        .activation(leakyRelu(0.1))
                        .layer(averagePool(3).stride(2))
                        .layer(batchNorm().keras())
                        .conv2d(4, 2, relu())
                        .averagePool(2)
                        .layer(flatten())
                        .dense(3, softmax())
                        .seed(21),
                t -> t.optimizer(adam(0.01)).batchSize(19).validationSplit(0.1),
                PICTURES);
        add(
                "convolution with penalties and dropout",
                Network.input(2, 9, 8)
                        .layer(conv2d(8, 4, elu()).stride(2).padding(2).l1(1e-3))
                        .layer(maxPool(2).stride(1))
                        .dropout(0.25)
                        .layer(conv2d(5, 2, sigmoid()).l2(1e-2))
                        .layer(maxPool(2))
                        .flatten()
                        .dense(3, softmax())
                        .initializer(xavierNormal())
                        .l2(1e-3)
                        .seed(22),
                t -> t.optimizer(adagrad(0.05).asKeras()).clipNorm(0.5).clipValue(0.1),
                PICTURES);
    }

    // ---- trainings ----

    private void trainings() {
        cases.put("patience", digest -> {
            UnaryOperator<Trainer> hasty =
                    t -> t.optimizer(sgd(4)).batchSize(40).epochs(30).validationSplit(0.3);
            fit(digest, small(1), t -> hasty.apply(t).patience(2), CLOUDS);
            fit(digest, small(2), t -> hasty.apply(t).patience(3, 0.01).restoreBest(false), CLOUDS);
        });
        cases.put("limits", digest -> {
            UnaryOperator<Trainer> limits = t -> t.optimizer(momentum(0.1, 0.9)).epochs(40);
            fit(digest, small(3), t -> limits.apply(t).stopBelow(0.4), CLOUDS);
            fit(digest, small(4), t -> limits.apply(t).batchSize(150).stopBelowGradient(0.08), CLOUDS);
            fit(
                    digest,
                    small(5),
                    t -> limits.apply(t).accumulate(1).shuffle(false).epochs(3),
                    CLOUDS);
        });
        cases.put("two trainings, steered", FrozenDigestsTest::twoTrainings);
        cases.put("a loss that is no number", FrozenDigestsTest::noNumber);
        cases.put("layer and optimizer of one's own, on from a checkpoint", this::onFromACheckpoint);
    }

    private static NetworkBuilder small(long seed) {
        return Network.input(2)
                .dense(12, tanh())
                .dropout(0.1)
                .dense(3, softmax())
                .seed(seed);
    }

    private static void twoTrainings(Digest digest) {
        Network network = small(6).build();
        Trainer trainer = Trainer.of(network)
                .optimizer(nesterov(0.02, 0.9))
                .clip(clipNorm(0.5).epsilon(0))
                .clip(clipValue(0.2))
                .epochs(4)
                .quiet();
        trainer.onEpoch(epoch -> {
            if (epoch.number() == 2) trainer.learningRate(0.05).momentum(0.5);
            if (epoch.number() == 6) trainer.stop();
        });
        digest.history(trainer.fit(CLOUDS));
        digest.network(network, CLOUDS);
        digest.history(trainer.schedule(cosineDecay()).fit(CLOUDS.shuffled(2).take(100)));
        digest.history(trainer.history());
        digest.history(trainer.optimizer(adam(0.01)).epochs(1).fit(CLOUDS));
        digest.network(network, CLOUDS);
    }

    private static void noNumber(Digest digest) {
        Network network =
                Network.input(1).dense(9, linear()).dense(2, linear()).seed(7).build();
        Trainer trainer = Trainer.of(network).optimizer(sgd(30)).epochs(20).quiet();
        assertThatThrownBy(() -> trainer.fit(WAVES)).isInstanceOf(IllegalStateException.class);
        digest.history(trainer.history());
        digest.network(network, WAVES);
    }

    /** Stopped within an epoch; then another network goes on from the file. */
    private void onFromACheckpoint(Digest digest) {
        Path file = folder.resolve("training.safetensors");
        NetworkBuilder builder = Network.input(2)
                .layer(Own::new)
                .dense(11, tanh())
                .layer(Own::new)
                .batchNorm()
                .dense(3, softmax())
                .l2(1e-3)
                .seed(8);
        UnaryOperator<Trainer> settings = t -> t.optimizer(new OwnMomentum(0.02))
                .epochs(4)
                .patience(3)
                .validationSplit(0.2)
                .checkpoint(file)
                .checkpointEvery(3)
                .quiet();
        Network first = builder.build();
        Trainer trainer = settings.apply(Trainer.of(first));
        trainer.schedule((initial, at) -> {
            if (at.step() == 8) trainer.stop();
            return initial / (1 + 0.1 * at.step());
        });
        digest.history(trainer.fit(CLOUDS));
        digest.network(first, CLOUDS);
        Network second = builder.build();
        digest.history(settings.apply(Trainer.of(second))
                .schedule((initial, at) -> initial / (1 + 0.1 * at.step()))
                .resume(file)
                .fit(CLOUDS));
        digest.network(second, CLOUDS);
    }

    // ---- copies, files, searches ----

    private void others() {
        cases.put("a copy", FrozenDigestsTest::copy);
        cases.put("weights from a file", this::weightsFromAFile);
        cases.put("learning-rate finder and search", FrozenDigestsTest::searches);
    }

    private static void copy(Digest digest) {
        Network network = Network.input(2)
                .dense(14, relu())
                .batchNorm()
                .dropout(0.2)
                .dense(3, softmax())
                .seed(9)
                .build();
        digest.history(quick(network).fit(CLOUDS));
        Network copy = network.copy();
        digest.history(quick(copy).fit(CLOUDS));
        digest.network(network, CLOUDS);
        digest.network(copy, CLOUDS);
        Matrix x = CLOUDS.batch(new int[] {0, 1, 2, 3}, 0, 4, null).inputs().toDouble();
        digest.numbers(copy.toDouble().forward(x, false).toArray());
    }

    private void weightsFromAFile(Digest digest) {
        Path file = folder.resolve("weights.safetensors");
        NetworkBuilder builder = Network.input(2, 9, 8)
                .conv2d(4, 3, relu())
                .batchNorm()
                .maxPool(2)
                .flatten()
                .dense(3, softmax());
        Network from = builder.seed(10).build();
        digest.history(quick(from).fit(PICTURES));
        from.saveWeights(file);
        Network to = builder.seed(11).build();
        to.loadWeights(file);
        digest.network(to, PICTURES);
        digest.history(quick(to).fit(PICTURES));
        digest.network(from, PICTURES);
        digest.network(to, PICTURES);
    }

    private static Trainer quick(Network network) {
        return Trainer.of(network).optimizer(adam(0.01)).epochs(2).quiet();
    }

    private static void searches(Digest digest) {
        Network network = small(12).build();
        var found = LearningRateFinder.of(network)
                .loss(crossEntropy())
                .optimizer(momentum(0.1, 0.9))
                .batchSize(20)
                .between(1e-4, 100)
                .steps(60)
                .find(CLOUDS);
        digest.text(found.reason());
        digest.numbers(found.learningRate());
        digest.numbers(found.rates());
        digest.numbers(found.losses());
        digest.numbers(found.smoothLosses());
        digest.network(network, CLOUDS);
        search(
                digest,
                Search.random(42)
                        .logarithmic("learningRate", 1e-3, 1)
                        .uniform("rate", 0, 0.5)
                        .trials(3));
        search(
                digest,
                Search.grid()
                        .values("learningRate", 0.1)
                        .uniform("rate", 0.1, 0.3)
                        .points(2));
    }

    private static void search(Digest digest, Search search) {
        SearchResults results = search.run(trial -> {
            NetworkBuilder builder = Network.input(2)
                    .dense(7, relu())
                    .dropout(trial.real("rate"))
                    .dense(3, softmax())
                    .seed(trial.number());
            return fit(digest, builder, t -> t.optimizer(sgd(trial.real("learningRate"))), CLOUDS.take(90))
                    .evaluate(CLOUDS)
                    .loss();
        });
        for (SearchResults.Result result : results.all()) {
            digest.text(result.toString());
            digest.numbers(result.score());
        }
    }

    // ---- what a case is made of ----

    private void add(String name, NetworkBuilder builder, UnaryOperator<Trainer> settings, Dataset data) {
        cases.put(name, digest -> fit(digest, builder, settings, data));
    }

    private static Network fit(Digest digest, NetworkBuilder builder, UnaryOperator<Trainer> settings, Dataset data) {
        Network network = builder.build();
        digest.history(settings.apply(Trainer.of(network).epochs(3).quiet()).fit(data));
        digest.network(network, data);
        return network;
    }

    /** SHA-256 of all that it was shown. */
    private static final class Digest {
        private final MessageDigest sha;

        Digest() {
            try {
                sha = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        void text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sha.update(bytes);
        }

        void numbers(double... numbers) {
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + numbers.length * Long.BYTES);
            bytes.putInt(numbers.length);
            for (double number : numbers) bytes.putLong(Double.doubleToLongBits(number)); // one NaN
            sha.update(bytes.array());
        }

        void history(History history) {
            text(history.reason());
            for (Epoch e : history.epochs())
                numbers(e.number(), e.trainingLoss(), e.trainingAccuracy(), e.validationLoss(), e.validationAccuracy());
            numbers(history.learningRates());
        }

        void network(Network network, Dataset data) {
            for (Parameter p : network.parameters()) {
                text(p.name());
                numbers(p.values());
            }
            for (double[] output :
                    network.predict(IntStream.range(0, 5).mapToObj(data::input).toArray(double[][]::new)))
                numbers(output);
            var evaluation = network.evaluate(data);
            numbers(evaluation.loss(), evaluation.accuracy(), network.penalty());
            numbers(network.steps(), network.epochs());
        }

        /** The first 16 digits. */
        String text() {
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        }
    }

    // ---- data ----

    /** Clouds in the plane. */
    private static Dataset clouds(int classes) {
        RandomStream random = RandomStream.of(1, "clouds", classes);
        int[] labels = IntStream.range(0, 150).map(i -> i % classes).toArray();
        return Dataset.of(
                Arrays.stream(labels)
                        .mapToObj(
                                k -> new double[] {random.nextGaussian() + 2 * k, random.nextGaussian() - 2 * (k % 2)})
                        .toArray(double[][]::new),
                labels);
    }

    /** The same with targets of −1 and +1. */
    private static Dataset signed(Dataset data) {
        IntFunction<double[]> side = i -> new double[] {2 * data.label(i) - 1};
        return Dataset.of(all(data, data::input), all(data, side));
    }

    private static double[][] all(Dataset data, IntFunction<double[]> row) {
        return IntStream.range(0, data.size()).mapToObj(row).toArray(double[][]::new);
    }

    /** Noisy sine and cosine. */
    private static Dataset waves() {
        RandomStream random = RandomStream.of(2, "waves", 0);
        double[][] x = new double[160][];
        double[][] y = new double[160][];
        for (int i = 0; i < x.length; i++) {
            double t = random.nextUniform(-3, 3);
            x[i] = new double[] {t};
            y[i] = new double[] {
                Functions.sin(t) + 0.1 * random.nextGaussian(), Functions.cos(t) + 0.1 * random.nextGaussian()
            };
        }
        return Dataset.of(x, y);
    }

    /** Pictures of two channels, 9 × 8, with a stripe in a third of them that the class tells. */
    private static Dataset pictures() {
        RandomStream random = RandomStream.of(3, "pictures", 0);
        int[] labels = IntStream.range(0, 120).map(i -> i % 3).toArray();
        double[][] x = new double[labels.length][2 * 9 * 8];
        for (int i = 0; i < x.length; i++)
            for (int j = 0; j < x[i].length; j++)
                x[i][j] = random.nextDouble() + (j / 8 % 9 / 3 == labels[i] ? 0.3 : 0);
        return Dataset.of(x, labels);
    }

    private static Dataset irises() {
        Dataset irises = Tables.dataset(Tables.iris(), "species").shuffled(4);
        return Standardizer.of(irises).apply(irises);
    }

    // ---- parts of one's own ----

    /** Softmax, as somebody might write it; it has no shortcut. */
    private static final class OwnSoftmax implements Activation {
        @Override
        public String name() {
            return "own softmax";
        }

        @Override
        public void forward(Matrix z, Matrix a) {
            for (int i = 0; i < z.rows(); i++) {
                double sum = 0;
                for (double v : z.row(i)) sum += Functions.exp(v);
                for (int k = 0; k < z.columns(); k++) a.set(i, k, Functions.exp(z.get(i, k)) / sum);
            }
        }

        @Override
        public void backward(Matrix z, Matrix a, Matrix da, Matrix dz) {
            for (int i = 0; i < z.rows(); i++) {
                double mean = 0;
                for (int k = 0; k < z.columns(); k++) mean += a.get(i, k) * da.get(i, k);
                for (int k = 0; k < z.columns(); k++) dz.set(i, k, a.get(i, k) * (da.get(i, k) - mean));
            }
        }
    }

    private static Activation swish() {
        return Activation.of("swish", z -> z * Functions.sigmoid(z), z -> {
            double s = Functions.sigmoid(z);
            return s + z * s * (1 - s);
        });
    }

    /**
     * Y = X + s ⊙ (X ⊙ M) W, with a mask M that is drawn anew in each step, and a count of the batches. It works under the
     * old and the new contract: if gradients is called in front of backward, or backward alone, the gradients of a batch
     * are added once.
     */
    private static final class Own implements Layer {
        private final Parameter w; // n × n
        private final Parameter s; // 1 × n
        private final Parameter batches;
        private final Supplier<RandomStream> random;
        private Matrix x = Matrix.zeros(0, 0); // X ⊙ M
        private Matrix z = Matrix.zeros(0, 0); // (X ⊙ M) W
        private Matrix mask = Matrix.zeros(0, 0);
        private boolean isAdded;

        Own(LayerSetup setup) {
            w = setup.parameter("weight", setup.inputs(), setup.inputs());
            s = setup.constant("scale", setup.inputs(), 0.5);
            batches = setup.state("batches", 1, 0);
            random = setup.random("own");
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            isAdded = false;
            mask = x.like(x.rows(), x.columns());
            if (training) {
                batches.matrix().set(0, 0, batches.matrix().get(0, 0) + 1);
                mask.fillMask(0.1, random.get());
            } else {
                mask.fill(1);
            }
            this.x = x.times(mask);
            z = this.x.dot(w.matrix());
            Matrix y = z.times(s.matrix());
            y.addScaled(1, x);
            return y;
        }

        /** ∂J/∂s = Σ z ⊙ δ over the batch, ∂J/∂W = (X ⊙ M)ᵀ (δ ⊙ s). */
        private void addOnce(Matrix delta) {
            if (isAdded) return;
            isAdded = true;
            delta.times(z).addColumnSums(s.gradient());
            x.addTransposedProduct(delta.times(s.matrix()), w.gradient());
        }

        @Override
        public void gradients(Matrix delta) {
            addOnce(delta);
        }

        /** ∂J/∂X = δ + ((δ ⊙ s) Wᵀ) ⊙ M. */
        @Override
        public Matrix backward(Matrix delta) {
            addOnce(delta);
            Matrix dx = delta.like(delta.rows(), delta.columns());
            delta.times(s.matrix()).multiplyTransposed(w.matrix(), dx);
            dx.times(mask, dx);
            dx.addScaled(1, delta);
            return dx;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(w, s, batches);
        }
    }

    /** Momentum, as somebody might write it. */
    private record OwnMomentum(double learningRate) implements Optimizer {
        @Override
        public Rule rule(Parameter p) {
            Matrix v = p.matrix().like(p.matrix().rows(), p.matrix().columns());
            return Rule.of(List.of(v), (eta, t) -> {
                v.mix(0.9, 1 + 1.0 / t, p.gradient());
                p.matrix().addScaled(-eta, v);
            });
        }
    }
}
