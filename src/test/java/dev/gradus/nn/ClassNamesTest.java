package dev.gradus.nn;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.data.Dataset;
import dev.gradus.data.Reading;
import dev.gradus.data.Safetensors;
import dev.gradus.data.StoredTensor;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.search.LearningRateFinder;
import dev.gradus.train.History;
import dev.gradus.train.Trainer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network knows its classes by name. Here each animal is a place of its own, and the network gets all of them right. */
class ClassNamesTest {
    private static final List<String> ANIMALS = List.of("cat", "dog", "horse");

    @TempDir
    private Path folder;

    /** Two samples of each, of which the classes are called and ordered in this way. */
    private static Dataset animals(String... names) {
        double[][] inputs = new double[2 * names.length][];
        int[] labels = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            labels[i] = i / 2;
            inputs[i] = place(names[i / 2]);
        }
        return Dataset.of(inputs, labels).classes(names);
    }

    private static double[] place(String animal) {
        double[] x = new double[3];
        if (ANIMALS.contains(animal)) x[ANIMALS.indexOf(animal)] = 5;
        return x;
    }

    private static Network untrained() {
        Network network = Network.input(3).dense(3, softmax()).build();
        network.parameters().get(0).set(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
        return network;
    }

    private static Network trained(String... names) {
        Network network = untrained();
        train(network, animals(names));
        return network;
    }

    private static History train(Network network, Dataset data) {
        return trainer(network).fit(data);
    }

    private static Trainer trainer(Network network) {
        return Trainer.of(network).optimizer(sgd(1e-9)).epochs(1).quiet();
    }

    // ---- by name ----

    @Test
    void theyComeFromTheTraining() {
        Network network = untrained();
        assertThat(network.classes()).isEmpty();
        train(network, animals("cat", "dog", "horse"));
        assertThat(network.classes()).containsExactly("cat", "dog", "horse");
        assertThat(network.copy().classes()).containsExactly("cat", "dog", "horse");
        assertThat(network.toDouble().classes()).containsExactly("cat", "dog", "horse");
        assertThat(trained("cat", "dog").classes()).containsExactly("cat", "dog", "2"); // an output for nobody yet
    }

    @ParameterizedTest
    @CsvSource({"horse cat dog", "cat horse", "dog", "horse dog", "cat dog horse"})
    void anotherOrderAndMissingOnesAreMatched(String names) {
        String[] theirs = names.split(" ");
        Network network = trained("cat", "dog", "horse");
        Evaluation evaluation = network.evaluate(animals(theirs));
        assertThat(evaluation.accuracy()).isEqualTo(1);
        assertThat(evaluation.columns().get("truth"))
                .isEqualTo(Arrays.stream(theirs)
                        .flatMap(name -> List.of(name, name).stream())
                        .toList())
                .isEqualTo(evaluation.columns().get("predicted"));
        assertThat(evaluation.data().classes()).isEqualTo(ANIMALS);
        assertThat(train(network, animals(theirs)).last().trainingAccuracy()).isEqualTo(1);
        assertThat(network.classes()).isEqualTo(ANIMALS);
    }

    @Test
    void othersAreRefused() {
        Network network = trained("cat", "dog", "horse");
        String words =
                "data has the classes cat, horse, zebra, but the network knows cat, dog, horse: new to it is zebra,"
                        + " missing is dog; give it data of its own classes (if they are only called otherwise, rename them by"
                        + " data.classes(names…)), or build and train a network for these";
        Dataset zebras = animals("cat", "horse", "zebra");
        assertThatThrownBy(() -> network.evaluate(zebras))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
        assertThatThrownBy(() -> train(network, zebras)).hasMessage(words);
        assertThatThrownBy(() -> trainer(network).validation(zebras)).hasMessage(words);
        assertThatThrownBy(() -> LearningRateFinder.of(network).find(zebras)).hasMessage(words);
        assertThatThrownBy(() -> network.evaluate(animals("cat", "dog", "horse", "zebra")))
                .hasMessageContaining("new to it is zebra; give it data of its own classes"); // and no larger network
        assertThat(network.classes()).isEqualTo(ANIMALS);
    }

    @Test
    void validationDataAreMatchedWithTheTrainingData() {
        Network network = untrained();
        History history = trainer(network)
                .validation(animals("cat", "horse")) // before anything is known of dogs
                .fit(animals("cat", "dog", "horse"));
        assertThat(history.last().validationAccuracy()).isEqualTo(1);
        assertThatThrownBy(() ->
                        trainer(untrained()).validation(animals("cat", "zebra")).fit(animals("cat", "dog")))
                .hasMessageStartingWith(
                        "validation has the classes cat, zebra, but the network knows cat, dog, 2: new");
    }

    // ---- by position ----

    @Test
    void indicesAreNamesToo() {
        Network numbered = untrained();
        Dataset plain = Dataset.of(new double[][] {{5, 0, 0}, {0, 5, 0}, {0, 0, 5}}, new int[] {0, 1, 2});
        train(numbered, plain);
        assertThat(numbered.classes()).containsExactly("0", "1", "2");
        assertThat(numbered.evaluate(animals("cat", "dog", "horse")).data().classes())
                .isEqualTo(ANIMALS);
        Dataset folders = Dataset.of(new double[][] {{0, 5, 0}, {0, 0, 5}}, new int[] {0, 1})
                .classes("1", "2");
        assertThat(numbered.evaluate(folders).accuracy()).isEqualTo(1); // by name, though its positions are others
        train(numbered, animals("cat", "dog", "horse"));
        assertThat(numbered.classes()).isEqualTo(ANIMALS);
        Evaluation evaluation = numbered.evaluate(plain);
        assertThat(evaluation.accuracy()).isEqualTo(1);
        assertThat(evaluation.columns().get("truth")).isEqualTo(ANIMALS);
        train(numbered, Dataset.of(new double[][] {{5, 0, 0}, {0, 5, 0}}, new double[][] {{1, 0, 0}, {0, 1, 0}}));
        assertThat(numbered.classes()).isEqualTo(ANIMALS); // rows of 0 and 1 go by position
    }

    /** Where the only free output would be called as a class is already. */
    @Test
    void addedNamesAreDifferent() {
        Dataset odd = Dataset.of(new double[][] {{5, 0, 0}, {0, 5, 0}}, new int[] {0, 1})
                .classes("x", "2");
        Network network = untrained();
        train(network, odd);
        assertThat(network.classes()).containsExactly("x", "2", "(2)");
        assertThat(network.evaluate(odd).accuracy()).isEqualTo(1);
    }

    @Test
    void targetsOfSequencesAreMatchedRowByRow() {
        Dataset data = Dataset.ofTokens(new int[][] {{0, 1}, {1, 2}}, new int[][] {{2, 1}, {-1, 0}})
                .classes("c", "b", "a");
        Dataset read = data.readAs("data", 3, Reading.of(List.of("a", "b", "c")));
        assertThat(read.target(0)).containsExactly(1, 0, 0, 0, 1, 0);
        assertThat(read.target(1)).containsExactly(0, 0, 0, 0, 0, 1);
        assertThatThrownBy(() -> data.readAs("data", 3, Reading.of(List.of("a", "b", "d"))))
                .hasMessageContaining("new to it is c, missing is d");
    }

    // ---- in files ----

    private Path saved(Network network) {
        Path file = folder.resolve("weights.safetensors");
        network.saveWeights(file);
        return file;
    }

    @Test
    void theyGoIntoTheFileAndComeBack() {
        Network network = trained("cat", "dog", "horse");
        Path file = saved(network);
        assertThat(Safetensors.read(file).metadata())
                .containsExactly(Map.entry("gradus.classes", "[\"cat\",\"dog\",\"horse\"]"));
        Network again = untrained();
        again.loadWeights(file);
        assertThat(again.classes()).isEqualTo(ANIMALS);
        assertThat(again.evaluate(animals("horse", "cat")).accuracy()).isEqualTo(1);
        assertThatThrownBy(() -> again.evaluate(animals("zebra"))).hasMessageContaining("new to it is zebra");
        String[] odd = {"\"quoted\", [in] a list", "a\nline\\end", "猫"};
        Network oddly = untrained();
        train(oddly, animals(odd));
        again.loadWeights(saved(oddly));
        assertThat(again.classes()).containsExactly(odd);
    }

    /** What an output stands for is decided by the weights. */
    @Test
    void thoseOfTheFileReplaceOthers() {
        Network fruit = untrained();
        train(fruit, animals("apple", "pear", "plum"));
        Path file = saved(fruit);
        Network network = trained("cat", "dog", "horse");
        network.loadWeights(file);
        assertThat(network.classes()).containsExactly("apple", "pear", "plum");
    }

    @Test
    void aFileWithoutNamesLeavesPositions() {
        Path file = saved(untrained());
        assertThat(Safetensors.read(file).metadata()).isEmpty();
        Network network = trained("cat", "dog", "horse");
        network.loadWeights(file);
        assertThat(network.classes()).isEmpty();
        assertThat(network.evaluate(animals("dog", "cat")).accuracy()).isZero(); // the first is taken for output 0
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"cat\",\"dog\"]|gradus.classes names 2 classes, but the network gives 3 outputs",
                "[\"cat\",\"dog\",\"cat\"]|gradus.classes names 2 classes, but the network gives 3 outputs",
                "cat dog horse|the note \"gradus.classes\" is cat dog horse; expected a JSON list of texts",
                "[\"cat\",\"dog\",\"horse\"] or so|expected a JSON list of texts",
                "[\"cat\",3,\"horse\"]|expected a JSON list of texts"
            })
    void aNoteThatNamesNoClassesIsRefused(String note, String words) {
        Map<String, StoredTensor> tensors = Safetensors.read(saved(untrained())).tensors();
        Path file = folder.resolve("odd.safetensors");
        new Safetensors(tensors, Map.of("gradus.classes", note)).write(file);
        Network network = trained("cat", "dog", "horse");
        assertThatThrownBy(() -> network.loadWeights(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("doesn't fit this network, which stays as it was: ")
                .hasMessageContaining(words);
        assertThat(network.classes()).isEqualTo(ANIMALS);
    }

    // ---- labels ----

    @Test
    void labelsCountFromZero() {
        double[][] inputs = IntStream.range(0, 3).mapToObj(i -> new double[3]).toArray(double[][]::new);
        Dataset from1 = Dataset.of(inputs, new int[] {1, 2, 3});
        String words =
                "data has labels from 1 to 3, but labels count from 0: 3 classes are 0 to 2; subtract 1 from each label";
        assertThatThrownBy(() -> untrained().evaluate(from1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
        assertThatThrownBy(() -> train(untrained(), from1)).hasMessage(words);
        assertThatThrownBy(() -> trained("cat", "dog", "horse").evaluate(from1)).hasMessage(words);
        Dataset four = Dataset.of(inputs, new int[] {0, 1, 3});
        assertThatThrownBy(() -> untrained().evaluate(four))
                .hasMessageEndingWith("but the last layer gives 3; are the labels right? If so, end the network with"
                        + " .dense(4, …)");
        assertThatThrownBy(() -> trained("cat", "dog", "horse").evaluate(four)) // too late for another network
                .hasMessageEndingWith(
                        "but the last layer gives 3; leave out the samples of the other classes, or train a"
                                + " network for all of them");
        assertThat(untrained().evaluate(Dataset.of(inputs, new int[] {1, 1, 0})).confusion())
                .hasDimensions(3, 3);
        assertThat(untrained().evaluate(Dataset.of(inputs, new int[] {2, 2, 2})).accuracy())
                .isZero();
    }
}
