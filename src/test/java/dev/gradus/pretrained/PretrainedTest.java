package dev.gradus.pretrained;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradus.Digits;
import dev.gradus.check.lessons.Lesson00;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network that the tour begins with, and what the tour says about training it otherwise. */
class PretrainedTest {
    private static final Path FILE = Path.of("src/main/resources/dev/gradus/pretrained/digits.safetensors");

    private final Mnist mnist = Digits.MNIST;

    @Test
    void whoeverRunsTheProgramAgainGetsTheFileThatLiesInTheJar(@TempDir Path folder) throws Exception {
        Path again = folder.resolve("again.safetensors");
        Pretrained.main(again.toString());
        assertThat(again).hasSameBinaryContentAs(FILE);
        assertThatIllegalArgumentException()
                .isThrownBy(Pretrained::main)
                .withMessage("expected the path of the file to write, but got 0 arguments");
    }

    @Test
    void eachCallGivesANetworkOfItsOwn() {
        Network one = Pretrained.digits();
        one.parameters().get(0).matrix().fill(0);
        assertThat(Pretrained.digits().evaluate(mnist.test()).accuracy()).isEqualTo(0.9597);
    }

    /** Exercises 4 to 6 of the tour: what was found is printed in both editions. */
    @Test
    void theToursOwnExperimentsGiveWhatItSays() throws Exception {
        said("one epoch", trained(32, 42, 1));
        said("three epochs", Pretrained.digits());
        said("seed 43", trained(32, 43, 3));
        said("seed 44", trained(32, 44, 3));
        said("8 neurons", trained(8, 42, 3));
        said("128 neurons", trained(128, 42, 3));
    }

    /** The same numbers are what the check of these exercises expects. */
    @Test
    void theToursCheckKnowsThem() {
        double one = share(trained(32, 42, 1)), other = share(trained(32, 43, 3));
        double small = share(trained(8, 42, 3)), large = share(trained(128, 42, 3));
        assertThat(Lesson00.accuracies(List.of(one, other, small, large)).toString())
                .startsWith("✓");
        Network network = trained(32, 42, 3);
        assertThat(Lesson00.accuracies(List.of(share(network), share(network), small, large))
                        .hint(3)
                        .toString())
                .contains("as it was");
        train(network, 1);
        assertThat(Lesson00.accuracies(List.of(share(network), other, small, large))
                        .hint(3)
                        .toString())
                .contains("build it anew");
    }

    private double share(Network network) {
        return network.evaluate(mnist.test()).accuracy();
    }

    private void said(String what, Network network) throws Exception {
        double accuracy = share(network);
        int size = network.parameters().stream()
                .map(Parameter::matrix)
                .mapToInt(m -> m.rows() * m.columns())
                .sum();
        for (String language : new String[] {"en", "zh"}) {
            String text = Files.readString(Path.of("notebooks", language, "00-tour.ipynb"));
            String found = text.substring(text.indexOf("<details><summary>"));
            String unit = language.equals("en") ? " %" : "%";
            assertThat(found)
                    .as(what + ", " + language)
                    .contains(String.format(Locale.ROOT, "%.2f", 100 * accuracy) + unit);
            assertThat(text).as(what + ", " + language).contains(String.format(Locale.ROOT, "%,d", size));
        }
    }

    private Network trained(int hidden, int seed, int epochs) {
        Network network = Network.input(784)
                .dense(hidden, relu())
                .dense(10, softmax())
                .seed(seed)
                .build();
        train(network, epochs);
        return network;
    }

    private void train(Network network, int epochs) {
        Trainer.of(network)
                .optimizer(sgd(0.1))
                .batchSize(32)
                .epochs(epochs)
                .quiet()
                .fit(mnist.train());
    }
}
