package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.data.Dataset;
import dev.gradus.nn.Network;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainerTest {
    /** y = 3x − 1. */
    private final Dataset line = Dataset.of(
            IntStream.range(0, 50).mapToObj(i -> new double[] {i / 25.0 - 1}).toArray(double[][]::new),
            IntStream.range(0, 50)
                    .mapToObj(i -> new double[] {3 * (i / 25.0 - 1) - 1})
                    .toArray(double[][]::new));

    private static Network oneNeuron() {
        return Network.input(1).dense(1, linear()).seed(1).build();
    }

    @Test
    void aHistoryKnowsWhereTheLearningRateWasTouched() {
        Trainer trainer =
                Trainer.of(Small.network()).optimizer(sgd(0.1)).epochs(4).quiet();
        assertThat(trainer.schedule(cosineDecay()).fit(Small.clouds(100)).touches())
                .isEmpty();
        trainer.onEpoch(epoch -> {
            if (epoch.number() == 6) trainer.learningRate(0.05);
        });
        double[] touches = trainer.fit(Small.clouds(100)).touches();
        assertThat(touches).hasSize(1);
        assertThat(touches[0]).isEqualTo(6);
        assertThat(trainer.history().touches()).isEqualTo(touches);
    }

    @Test
    void findsALine() {
        Network network = oneNeuron();
        History history = Trainer.of(network)
                .optimizer(sgd(0.1))
                .batchSize(10)
                .epochs(60)
                .quiet()
                .fit(line);
        assertThat(network.parameters().get(0).values()[0]).isCloseTo(3, within(1e-3));
        assertThat(network.parameters().get(1).values()[0]).isCloseTo(-1, within(1e-3));
        assertThat(history.last().trainingAccuracy()).isNaN();
        assertThat(history.last().validationLoss()).isNaN();
        assertThat(history.toString()).hasLineCount(22).contains("…");
    }

    @Test
    void learnsExclusiveOr() {
        Dataset xor = Dataset.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new double[][] {{0}, {1}, {1}, {0}});
        Network network =
                Network.input(2).dense(8, tanh()).dense(1, sigmoid()).seed(1).build();
        Trainer.of(network).optimizer(sgd(1)).batchSize(4).epochs(1000).quiet().fit(xor);
        assertThat(network.evaluate(xor).accuracy()).isEqualTo(1);
    }

    /** The training figures of an epoch are means over samples, also where the last batch is smaller. */
    @Test
    void figuresAreWeightedBySamples() {
        Network network = oneNeuron();
        double before = network.evaluate(line).loss();
        History history = Trainer.of(network)
                .optimizer(sgd(1e-30))
                .batchSize(32) // 32 + 18
                .epochs(1)
                .validation(line)
                .quiet()
                .fit(line);
        assertThat(history.last().trainingLoss()).isCloseTo(before, within(1e-7));
        assertThat(history.last().validationLoss()).isCloseTo(before, within(1e-7));
    }

    @Test
    void aSecondFitGoesOnWhereTheFirstEnded() {
        Network network = oneNeuron();
        Trainer trainer = Trainer.of(network).epochs(3).quiet();
        trainer.fit(line);
        History second = trainer.fit(line);
        assertThat(second.epochs()).extracting(Epoch::number).containsExactly(4, 5, 6);
        assertThat(trainer.history().epochs()).hasSize(6);

        Network atOnce = oneNeuron();
        Trainer.of(atOnce).epochs(6).quiet().fit(line);
        assertThat(atOnce.parameters().get(0).values())
                .isEqualTo(network.parameters().get(0).values());
    }

    @Test
    void validationIsTheLastPart() {
        Network network = oneNeuron();
        History history = Trainer.of(network)
                .optimizer(sgd(1e-30))
                .epochs(1)
                .validationSplit(0.1)
                .quiet()
                .fit(line);
        Dataset lastFive = line.split(0.9).second();
        assertThat(lastFive.size()).isEqualTo(5);
        assertThat(history.last().validationLoss())
                .isEqualTo(network.evaluate(lastFive).loss());
    }

    @Test
    void interruptionKeepsWeightsAndHistory() {
        Network network = oneNeuron();
        List<Epoch> heard = new ArrayList<>();
        History history = Trainer.of(network)
                .epochs(1000)
                .onEpoch(heard::add)
                .onEpoch(epoch -> {
                    if (epoch.number() == 3) Thread.currentThread().interrupt();
                })
                .quiet()
                .fit(line);
        assertThat(Thread.interrupted()).isTrue(); // left for whoever interrupted
        assertThat(history.epochs()).hasSize(3).isEqualTo(heard);
        assertThat(network.epochs()).isEqualTo(3);
    }

    @Test
    void divergenceIsTold() {
        Trainer trainer = Trainer.of(oneNeuron()).optimizer(sgd(1e30)).quiet();
        assertThatThrownBy(() -> trainer.fit(line))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("the loss became (Infinity|NaN) in epoch \\d+, batch \\d+: .* than 1\\.0E30; .*");
    }

    private static final double[][] TWENTY =
            IntStream.range(0, 20).mapToObj(i -> new double[] {i}).toArray(double[][]::new);

    private static double[][] twenty(IntFunction<double[]> target) {
        return IntStream.range(0, 20).mapToObj(target).toArray(double[][]::new);
    }

    private static void refusesToSplit(Dataset data, Network network, double validationSplit, String words) {
        Trainer trainer = Trainer.of(network).validationSplit(validationSplit).quiet();
        assertThatThrownBy(() -> trainer.fit(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
    }

    private static Network ending(int outputs, dev.gradus.activation.Activation activation) {
        return Network.input(1).dense(outputs, activation).seed(9).build();
    }

    /** However the classes are written. */
    @Test
    void sortedClassesAreFoundOut() {
        String words = "class 0 is missing from the validation part of validationSplit(0.2), 4 of 20 samples;"
                + " is the data sorted? Try data.shuffled(9)";
        Dataset labels =
                Dataset.of(TWENTY, IntStream.range(0, 20).map(i -> i / 10).toArray());
        refusesToSplit(labels, ending(2, softmax()), 0.2, words);
        Dataset named = labels.classes("no", "yes");
        refusesToSplit(named, ending(2, softmax()), 0.2, words.replace("class 0", "class no"));
        Dataset zeroOne = Dataset.of(TWENTY, twenty(i -> new double[] {i / 10}));
        refusesToSplit(zeroOne, ending(1, sigmoid()), 0.2, words);
        Dataset signed = Dataset.of(TWENTY, twenty(i -> new double[] {i < 10 ? -1 : 1}));
        refusesToSplit(signed, ending(1, linear()), 0.2, words.replace("class 0", "class -1"));
        Dataset oneHot = Dataset.of(TWENTY, twenty(i -> i < 10 ? new double[] {1, 0} : new double[] {0, 1}));
        refusesToSplit(oneHot, ending(2, softmax()), 0.2, words);
        for (Dataset data : List.of(labels, zeroOne, signed, oneHot)) // what was advised
        Trainer.of(ending(data.outputs(), data.outputs() == 2 ? softmax() : linear()))
                    .loss(data.outputs() == 2 ? crossEntropy() : meanSquaredError())
                    .validationSplit(0.2)
                    .epochs(1)
                    .quiet()
                    .fit(data.shuffled(9));
    }

    @Test
    void questionsOfYesAndNoMayBeSorted() {
        Dataset data = Dataset.of(TWENTY, twenty(i -> i < 10 ? new double[] {1, 1} : new double[] {0, 0}));
        History history = Trainer.of(ending(2, sigmoid()))
                .validationSplit(0.2)
                .epochs(1)
                .quiet()
                .fit(data);
        assertThat(history.last().validationAccuracy()).isNotNaN();
    }

    /** Shuffling is no advice where it doesn't help. */
    @Test
    void tooFewSamplesForAllClassesHearWhatHelps() {
        Dataset ten = Dataset.of(
                IntStream.range(0, 60).mapToObj(i -> new double[] {i}).toArray(double[][]::new),
                IntStream.range(0, 60).map(i -> i % 10).toArray());
        refusesToSplit(
                ten,
                ending(10, softmax()),
                0.1,
                "class 0 is missing from the validation part of validationSplit(0.1), 6 of 60 samples, too few for 10"
                        + " classes; hold out a larger share, or give data of their own, .validation(dataset)");
        Dataset single =
                Dataset.of(TWENTY, IntStream.range(0, 20).map(i -> i / 19).toArray());
        refusesToSplit(
                single,
                ending(2, softmax()),
                0.2,
                "class 1 is missing from the training part of validationSplit(0.2), 4 of 20 samples; a class of a single"
                        + " sample can't be on both sides: give data of their own, .validation(dataset)");
        Dataset five = Dataset.of(TWENTY, IntStream.range(0, 20).map(i -> i / 4).toArray());
        refusesToSplit(
                five,
                ending(5, softmax()),
                0.25,
                "class 0 is missing from the validation part of validationSplit(0.25), 5 of 20 samples; cut every class"
                        + " alike, Dataset.Split split = data.stratifiedSplit(0.75, 9), for .validation(split.second())"
                        + " and .fit(split.first()), or give data of their own, .validation(dataset)");
        Dataset.Split split = five.stratifiedSplit(0.75, 9);
        assertThat(split.second().classCounts()).containsOnly(1);
    }

    @Test
    void badSettingsAreRefusedWithWords() {
        Trainer trainer = Trainer.of(oneNeuron()).quiet();
        assertMessage(() -> Trainer.of(null), "network is null");
        assertMessage(() -> trainer.loss(null), "loss is null");
        assertMessage(() -> trainer.optimizer(null), "optimizer is null");
        assertMessage(() -> trainer.batchSize(0), "batchSize must be at least 1, but is 0");
        assertMessage(() -> trainer.epochs(-1), "epochs must be at least 1, but is -1");
        assertMessage(() -> trainer.validationSplit(1), "fraction must lie between 0 and 1, but is 1.0");
        assertMessage(() -> trainer.validation(null), "data is null");
        assertMessage(() -> trainer.fit(null), "data is null");
        assertMessage(() -> sgd(0), "learningRate must be above 0, but is 0.0");
        assertMessage(() -> sgd(Double.NaN), "learningRate must be above 0, but is NaN");
        assertMessage(() -> trainer.loss(crossEntropy()).fit(line), "end the network with .dense(n, softmax())");
        assertThatThrownBy(() -> Trainer.of(oneNeuron())
                        .validation(line)
                        .validationSplit(0.1)
                        .fit(line))
                .hasMessageContaining("exclude each other");
        assertThatThrownBy(() -> Trainer.of(oneNeuron()).history().last()).hasMessageContaining("no epoch");
    }

    private static void assertMessage(Runnable call, String words) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void theTerminalShowsOneLine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        History none = new History(List.of());
        History one = new History(List.of(new Epoch(1, 0.5, 0.8, 0.4, 0.85)));
        TerminalProgress terminal = new TerminalProgress(out, true);
        terminal.show(new Status(none, 1, 2, 5, 10, 0.7, 0.6, 1234, 7.2, false));
        terminal.show(new Status(one, 2, 2, 10, 10, 0.45, 0.82, 1234, 0, true));
        String[] states = bytes.toString(StandardCharsets.UTF_8).split("\r");
        assertThat(states[1])
                .isEqualTo("epoch 1/2 █████░░░░░░░░░░░░░░░ loss 0.7000 accuracy 60.00 % · 1234/s · 8 s left");
        assertThat(states[2].strip())
                .isEqualTo("epoch 2/2 ████████████████████ loss 0.4500 accuracy 82.00 % · validation 0.4000 85.00 %");
        assertThat(states[2]).endsWith(System.lineSeparator());
        bytes.reset();
        TerminalProgress file = new TerminalProgress(out, false);
        file.show(new Status(none, 1, 2, 5, 10, 0.7, 0.6, 1234, 7.2, false));
        assertThat(bytes.size()).isZero();
    }

    @Test
    void progressIsShownUnlessQuietAndEndsWithTheLastState() {
        List<Status> shown = new ArrayList<>();
        Progress.use(() -> shown::add);
        try {
            Trainer.of(oneNeuron()).epochs(2).quiet().fit(line);
            assertThat(shown).isEmpty();
            Trainer.of(oneNeuron()).epochs(2).fit(line);
            Status last = shown.get(shown.size() - 1);
            assertThat(last.finished()).isTrue();
            assertThat(last.share()).isEqualTo(1);
            assertThat(last.stoppedEarly()).isFalse();
            assertThat(last.history().epochs()).hasSize(2);
        } finally {
            Progress.use(TerminalProgress::new);
        }
    }
}
