package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Programs;
import dev.gradus.data.Dataset;
import dev.gradus.data.Safetensors;
import dev.gradus.nn.Network;
import dev.gradus.optim.Schedule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A training that was broken off goes on as if nothing had happened. */
class CheckpointTest {
    private static final int STEPS = 16; // four epochs of seven mini-batches, two in a step

    @TempDir
    private Path folder;

    private final Dataset clouds = Small.clouds(70);

    private Path file() {
        return folder.resolve("training.safetensors");
    }

    private static String straight(UnaryOperator<Trainer> settings, Dataset data) {
        Network network = Small.network();
        return Small.bits(network, settings.apply(Small.trainer(network)).fit(data));
    }

    /** Looks the same whatever is in it. */
    private record Wrapped(Schedule inner) implements Schedule {
        @Override
        public double learningRate(double initial, Position position) {
            return inner.learningRate(initial, position);
        }

        @Override
        public String toString() {
            return "wrapped";
        }
    }

    /** Takes so many steps, and leaves a checkpoint. */
    private void stopAfter(int steps, UnaryOperator<Trainer> settings) {
        Trainer trainer = settings.apply(Small.trainer(Small.network()));
        Schedule schedule = trainer.schedule();
        trainer.schedule(new Wrapped((initial, at) -> {
            if (at.step() == steps - 1) trainer.stop();
            return schedule.learningRate(initial, at);
        }));
        if (steps == 0) {
            trainer.pause();
            Thread.currentThread().interrupt();
        }
        trainer.checkpoint(file()).fit(clouds);
        assertThat(Thread.interrupted()).isEqualTo(steps == 0);
    }

    @Test
    void fromEveryStep() {
        String straight = straight(t -> t, clouds);
        for (int steps = 0; steps <= STEPS; steps++) {
            stopAfter(steps, t -> t);
            Network network = Small.network();
            Trainer trainer = Small.trainer(network).resume(file());
            trainer.schedule(new Wrapped(trainer.schedule()));
            History history = trainer.fit(clouds);
            assertThat(history.learningRates()).hasSize(STEPS);
            assertThat(Small.bits(network, history)).as(steps + " steps").isEqualTo(straight);
            assertThat(Small.bits(network, trainer.history())).isEqualTo(straight);
        }
    }

    /** What each optimizer remembers, in full. */
    @TestFactory
    Stream<DynamicTest> withEveryOptimizer() {
        return Stream.of(
                        sgd(0.1),
                        momentum(0.1, 0.9),
                        nesterov(0.1, 0.9),
                        adagrad(0.1),
                        adadelta(1),
                        rmsprop(0.01),
                        adam(0.01),
                        adamW(0.01),
                        adamax(0.01),
                        nadam(0.01))
                .map(optimizer -> DynamicTest.dynamicTest(optimizer.toString(), () -> {
                    UnaryOperator<Trainer> settings =
                            t -> t.optimizer(optimizer).schedule(oneCycle());
                    String straight = straight(settings, clouds);
                    for (int steps : new int[] {1, 6, 8, 13}) {
                        stopAfter(steps, settings);
                        Network network = Small.network();
                        Trainer trainer = settings.apply(Small.trainer(network)).resume(file());
                        trainer.schedule(new Wrapped(oneCycle()));
                        assertThat(Small.bits(network, trainer.fit(clouds))).isEqualTo(straight);
                    }
                }));
    }

    /** Early stopping, too: here the best epoch and its weights lie before the checkpoint. */
    @Test
    void withTheBestWeightsOfBefore() {
        UnaryOperator<Trainer> settings = t -> t.learningRate(2).epochs(30).patience(4);
        String straight = straight(settings, clouds);
        assertThat(straight)
                .startsWith("the validation loss hasn't improved for 4 epochs; the weights are those of epoch ");
        for (int steps = 4; steps < 60; steps += 7) {
            stopAfter(steps, settings);
            Network network = Small.network();
            Trainer trainer = settings.apply(Small.trainer(network)).learningRate(1e-9); // the file's counts
            trainer.schedule(new Wrapped(trainer.schedule()));
            assertThat(Small.bits(network, trainer.resume(file()).fit(clouds))).isEqualTo(straight);
        }
    }

    @Test
    void behindEpochsOrEverySoManySteps() throws IOException {
        Trainer trainer = Small.trainer(Small.network()).checkpoint(file().toString());
        trainer.onEpoch(e -> assertThat(Files.exists(file())).isEqualTo(e.number() > 1));
        trainer.fit(clouds);
        assertThat(learningRatesInFile()).isEqualTo(STEPS);
        Files.delete(file());

        Network network = Small.network();
        Trainer often = Small.trainer(network).checkpoint(file()).checkpointEvery(3);
        Schedule schedule = often.schedule();
        int[] saved = new int[STEPS];
        often.schedule((initial, at) -> {
            saved[(int) at.step()] = Files.exists(file()) ? learningRatesInFile() : 0;
            return schedule.learningRate(initial, at);
        });
        String bits = Small.bits(network, often.fit(clouds));
        assertThat(saved).containsExactly(0, 0, 0, 3, 4, 4, 6, 6, 8, 9, 9, 9, 12, 12, 12, 15);
        assertThat(bits).isEqualTo(straight(t -> t, clouds)); // looking on changes nothing
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    private int learningRatesInFile() {
        return Safetensors.read(file()).tensor("learningRates").size();
    }

    @Test
    void moreEpochsThanPlanned() {
        Small.trainer(Small.network()).epochs(2).checkpoint(file()).fit(clouds);
        Network network = Small.network();
        assertThat(Small.bits(
                        network,
                        Small.trainer(network).resume(file().toString()).fit(clouds)))
                .isEqualTo(straight(t -> t, clouds));
    }

    @Test
    void aFinishedTrainingHasNothingLeftToDo() {
        Small.trainer(Small.network()).checkpoint(file()).fit(clouds);
        Network network = Small.network();
        assertThat(Small.bits(network, Small.trainer(network).resume(file()).fit(clouds)))
                .isEqualTo(straight(t -> t, clouds));
    }

    @Test
    void anotherTrainingIsRefusedWithWords() {
        Small.trainer(Small.network()).epochs(1).checkpoint(file()).fit(clouds);
        refused(t -> t.batchSize(9), "batchSize was 8 and is 9");
        refused(t -> t.accumulate(1), "accumulate was 2 and is 1");
        refused(t -> t.shuffle(false), "shuffle was true and is false");
        refused(t -> t.optimizer(sgd(0.1)), "optimizer was OwnMomentum[learningRate=0.02] and is sgd(0.1)");
        refused(t -> t.loss(meanSquaredError()), "loss was crossEntropy() and is meanSquaredError()");
        refused(t -> t.patience(4), "patience was 3 (minDelta 0.0, restoreBest true) and is 4 (");
        refused(t -> t.clipValue(1), "clipping was [");
        refused(t -> t.validationSplit(0.5), "samples was 56 and is 35; validation samples was 14 and is 35");
        Network other = Network.input(2).dense(7, tanh()).dense(3, softmax()).build();
        assertThatThrownBy(() -> Small.trainer(other).resume(file()).fit(clouds))
                .hasMessageContaining("network was 2 → dense, tanh (8) → Shaken (8) → ")
                .hasMessageContaining(" and is 2 → dense, tanh (7) → dense, softmax (3); seed was 5 and is 0. ")
                .hasMessageEndingWith(". Set what it was, or train without resume(…)");
    }

    /** Of the same size, and different in one number, one label or the names alone. */
    @Test
    void otherDataAreRefusedWithWords() {
        double[][] inputs = new double[70][];
        int[] labels = new int[70];
        for (int i = 0; i < 70; i++) {
            inputs[i] = clouds.input(i);
            labels[i] = clouds.label(i);
        }
        Small.trainer(Small.network()).epochs(1).checkpoint(file()).fit(clouds);
        Small.trainer(Small.network()).resume(file()).epochs(1).fit(Dataset.of(inputs, labels)); // the same numbers
        refused(Dataset.of(inputs, labels).classes("a", "b", "c"), "training", "validation");
        refused(clouds.shuffled(1), "training", "validation");
        inputs[3][1] = Math.nextUp((float) inputs[3][1]);
        refused(Dataset.of(inputs, labels), "training");
        inputs[3][1] = clouds.input(3)[1];
        labels[69] = (labels[69] + 1) % 3;
        refused(Dataset.of(inputs, labels), "validation");
    }

    private void refused(Dataset data, String... parts) {
        assertThatThrownBy(() -> Small.trainer(Small.network()).resume(file()).fit(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".* belongs to another training: "
                        + Stream.of(parts)
                                .map(part -> "digest of the " + part + " data was [0-9a-f]{16} and is [0-9a-f]{16}")
                                .collect(java.util.stream.Collectors.joining("; "))
                        + "\\. Set what it was, or train without resume\\(…\\)");
    }

    private void refused(UnaryOperator<Trainer> setting, String words) {
        Network network = Small.network();
        double[] before = network.parameters().get(0).values();
        assertThatThrownBy(() ->
                        setting.apply(Small.trainer(network)).resume(file()).fit(clouds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("training.safetensors belongs to another training: ")
                .hasMessageContaining(words);
        assertThat(network.parameters().get(0).values()).isEqualTo(before);
    }

    @Test
    void whatIsNoCheckpointIsRefusedWithWords() throws IOException {
        Trainer trainer = Small.trainer(Small.network());
        assertThatThrownBy(() -> trainer.resume(file()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which is not there; train without resume(…) the first time");
        assertThatThrownBy(() -> trainer.resume((Path) null)).hasMessageContaining("file is null");
        assertThatThrownBy(() -> trainer.checkpoint((String) null)).hasMessageContaining("file is null");
        assertThatThrownBy(() -> trainer.checkpoint(folder.resolve("none").resolve("x")))
                .hasMessageContaining("but there is no folder ");
        assertThatThrownBy(() -> trainer.checkpointEvery(0)).hasMessage("steps must be at least 1, but is 0");
        Small.network().saveWeights(file());
        assertThatThrownBy(() -> Small.trainer(Small.network()).resume(file()).fit(clouds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no checkpoint of a training");
        Files.write(file(), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> Small.trainer(Small.network()).resume(file()).fit(clouds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no valid safetensors file");
    }

    // ---- kills ----

    /** A program that trains, with a checkpoint behind every step, and goes on from the one that is there. */
    static final class Program {
        private Program() {}

        static Trainer trainer(Network network) {
            return Small.trainer(network).epochs(150).patience(1000);
        }

        public static void main(String[] args) {
            Path file = Path.of(args[0]);
            Trainer trainer = trainer(Small.network()).checkpoint(file).checkpointEvery(1);
            if (Files.exists(file)) trainer.resume(file);
            System.out.println("here we go");
            trainer.fit(Small.clouds(70));
        }
    }

    /** Each kill leaves a file that is whole, from which the training ends as ever: here at once, and in the next program. */
    @Test
    void killedAtRandomMoments() throws Exception {
        Network reference = Small.network();
        String straight = Small.bits(reference, Program.trainer(reference).fit(clouds));
        Random random = new Random(1);
        int kills = 0;
        int wanted = Boolean.getBoolean("gradus.deep") ? 200 : 20;
        int whole = 0;
        int unfinished = 0;
        while (kills < wanted) {
            List<String> options = List.of("-XX:TieredStopAtLevel=1", "-Dgradus.kernels=scalar");
            Process program = Programs.java(Programs.THIS_JDK, options, Program.class.getName(), file().toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            byte[] go = program.getInputStream().readNBytes(10);
            assertThat(new String(go, StandardCharsets.UTF_8)).isEqualTo("here we go");
            boolean ended = program.waitFor(random.nextInt(500), java.util.concurrent.TimeUnit.MILLISECONDS);
            program.destroyForcibly().waitFor();
            if (!ended) kills++;
            if (Files.exists(file())) {
                whole++;
                Network network = Small.network();
                Trainer trainer = Program.trainer(network).resume(file());
                assertThat(Small.bits(network, trainer.fit(clouds))).isEqualTo(straight);
            }
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> begun =
                        files.filter(f -> f.toString().endsWith(".tmp")).toList();
                unfinished += begun.size();
                for (Path tmp : begun) Files.delete(tmp);
            }
            if (ended) Files.delete(file()); // from the beginning
        }
        System.out.println(kills + " kills, " + whole + " whole files, " + unfinished + " unfinished ones beside them");
        assertThat(whole).isGreaterThan(wanted / 2);
    }
}
