package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Digits;
import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tries each edit that the closing exercises of lesson 08 ask for, against what its "What we found" says. */
class LessonEightTest {
    private static final Mnist MNIST = Digits.MNIST;

    private static Network network(Activation activation, int first, int second) {
        return Network.input(784)
                .dense(first, activation)
                .dense(second, activation)
                .dense(10, softmax())
                .seed(42)
                .build();
    }

    private static Trainer trainer(Network network) {
        return Trainer.of(network)
                .loss(crossEntropy())
                .optimizer(sgd(0.1))
                .batchSize(128)
                .epochs(10)
                .validationSplit(0.1)
                .quiet();
    }

    private static String test(Network network) {
        return share(network.evaluate(MNIST.test()).accuracy(), 1);
    }

    private static String share(double accuracy, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", 100 * accuracy);
    }

    /** In both languages; each found number stands in a text with a place for it, written "#". */
    private static void found(String english, String chinese, Object... numbers) throws IOException {
        for (String language : List.of("en", "zh")) {
            String page = Files.readString(Path.of("notebooks", language, "08-mnist.ipynb"));
            String expected = language.equals("en") ? english : chinese;
            for (Object number : numbers) expected = expected.replaceFirst("#", String.valueOf(number));
            assertThat(page).contains(expected);
        }
    }

    @Test
    void shuffling() throws IOException {
        Network network = network(relu(), 128, 64);
        trainer(network).shuffle(false).fit(MNIST.train());
        found("1. # % instead of 97.1 %", "1. #%，原来是 97.1%", test(network));
    }

    @Test
    void sortedDigits() throws IOException {
        Dataset train = MNIST.train();
        int[] order = IntStream.range(0, train.size())
                .boxed()
                .sorted(Comparator.comparing(train::label))
                .mapToInt(i -> i)
                .toArray();
        double[][] inputs = new double[train.size()][];
        int[] labels = new int[train.size()];
        for (int i = 0; i < order.length; i++) {
            inputs[i] = new double[] {i}; // the labels alone decide
            labels[i] = train.label(order[i]);
        }
        long eights =
                IntStream.range(54_000, 60_000).filter(i -> labels[i] == 8).count();
        long nines = IntStream.range(54_000, 60_000).filter(i -> labels[i] == 9).count();
        assertThat(IntStream.range(0, 54_000).filter(i -> labels[i] == 9)).isEmpty();
        found("the # nines and # eights", "# 个 9 和 # 个 8", String.format(Locale.ROOT, "%,d", nines), eights);
        Network one = Network.input(1).dense(10, softmax()).build();
        assertThatThrownBy(() -> trainer(one).epochs(1).fit(Dataset.of(inputs, labels)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void activation() throws IOException {
        Network network = network(sigmoid(), 128, 64);
        Epoch sigmoid = trainer(network).fit(MNIST.train()).epochs().get(0);
        Epoch relu =
                trainer(network(relu(), 128, 64)).epochs(1).fit(MNIST.train()).last();
        found(
                "a loss of # and # % accuracy, where ReLU had # and # %; after ten epochs the test accuracy is # %",
                "损失是 #，准确率是 #%，而 ReLU 是 # 和 #%；十轮之后，测试准确率是 #%",
                String.format(Locale.ROOT, "%.2f", sigmoid.trainingLoss()),
                share(sigmoid.trainingAccuracy(), 0),
                String.format(Locale.ROOT, "%.2f", relu.trainingLoss()),
                share(relu.trainingAccuracy(), 0),
                test(network));
    }

    @Test
    void size() throws IOException {
        Network network = network(relu(), 32, 16);
        trainer(network).fit(MNIST.train());
        int parameters = network.parameters().stream()
                .mapToInt(parameter -> parameter.values().length)
                .sum();
        String count = String.format(Locale.ROOT, "%,d", parameters);
        found(
                "3. # parameters instead of 109,386, and # %",
                "3. 参数从 109,386 个减到 # 个，准确率从 97.1% 降到 #%", count, test(network));
    }

    @Test
    void batchSize() throws IOException {
        Object[] reached = IntStream.of(32, 128, 512)
                .mapToObj(batch -> trainer(network(relu(), 128, 64))
                        .batchSize(batch)
                        .epochs(1)
                        .fit(MNIST.train())
                        .last())
                .map(epoch -> share(epoch.validationAccuracy(), 1))
                .toArray();
        found("is # % with batches of 32, # % with 128 and # % with 512", "每批 32 个是 #%，128 个是 #%，512 个是 #%", reached);
    }
}
