package dev.gradus.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gradus.Compiled;
import dev.gradus.Programs;
import dev.gradus.activation.Linear;
import dev.gradus.activation.Relu;
import dev.gradus.data.Points;
import dev.gradus.nn.Network;
import dev.gradus.optim.Sgd;
import dev.gradus.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplorationTest {
    private static Exploration busy() {
        Exploration it = new Exploration(Setup.of(Points.xor().noise(0.1).features("x", "y", "xy"))
                .withUnits(List.of(3, 2))
                .withActivation(new Relu())
                .withL2(0.001)
                .withSeed(5));
        it.train(7);
        it.learningRate(0.1);
        it.silence(1, 2, true);
        it.train(5);
        it.weight(2, 1, 2, 0.3);
        it.weight(3, 0, 1, -0.2);
        it.add(1.5, -1.5, 0);
        it.silence(1, 2, false);
        it.train(4);
        return it;
    }

    @Test
    void howTheEpochsAreDividedDoesNotMatter() {
        Exploration atOnce = new Exploration(Setup.of(Points.circle()));
        Exploration inPieces = new Exploration(Setup.of(Points.circle()));
        atOnce.train(300);
        for (int n : new int[] {1, 2, 47, 100, 150}) inPieces.train(n);
        assertThat(inPieces.weights()).isDeepEqualTo(atOnce.weights());
        assertThat(Code.explorer(inPieces)).isEqualTo("NetworkExplorer.of(circle()).epochs(300)");
        assertThat(atOnce.moments()).isBetween(60, 122);
    }

    @Test
    void itIsTheLibrarysOwnTraining() {
        Setup setup = Setup.of(Points.circle());
        Exploration it = new Exploration(setup);
        it.train(20);
        Network network = setup.network(List.of(setup.activation(), setup.activation()));
        Trainer.of(network)
                .optimizer(new Sgd(0.03))
                .batchSize(10)
                .epochs(20)
                .quiet()
                .fit(Points.circle().train());
        for (int i = 0; i < it.weights().length; i++)
            assertThat(it.weights()[i]).isEqualTo(network.parameters().get(i).values());
    }

    @Test
    void itGoesBackAndOnToTheSameBits() {
        Exploration it = busy();
        double[][] end = it.weights();
        String code = Code.explorer(it);
        int last = it.moments() - 1;
        it.rewind(3);
        assertThat(it.epoch()).isEqualTo(3);
        assertThat(it.silent()).isEqualTo(List.of(List.of(), List.of()));
        it.rewind(last);
        assertThat(it.weights()).isDeepEqualTo(end);
        assertThat(Code.explorer(it)).isEqualTo(code);
        it.rewind(0);
        assertThat(Code.explorer(it)).doesNotContain("epochs");
        it.train(3);
        assertThat(it.moments()).isEqualTo(4);
        assertThat(it.curve()).hasSize(3);
    }

    /** Both forms of the code compile and lead to the same bits. */
    @Test
    void theCodeRebuildsIt(@TempDir Path folder) throws Exception {
        Exploration it = busy();
        String[] program = Code.program(it).split("\n");
        program[program.length - 1] = "";
        String source = """
                import static dev.gradus.Gradus.*;
                import dev.gradus.data.Points;
                import dev.gradus.explorer.Silenced;
                import dev.gradus.jupyter.widgets.NetworkExplorer;
                import dev.gradus.nn.Network;
                import dev.gradus.train.Trainer;
                public class Rebuilt {
                    static int hash(Network network) {
                        return java.util.Arrays.deepHashCode(network.parameters().stream().map(p -> p.values()).toArray());
                    }
                    public static void main(String[] args) {
                        %s
                        System.out.println(hash(network) + " " + hash(%s.network()));
                    }
                }
                """.formatted(String.join("\n", program), Code.explorer(it));
        Path file = Files.writeString(folder.resolve("Rebuilt.java"), source);
        Compiled.into(folder, List.of(file));
        ProcessBuilder started = Programs.java(Programs.THIS_JDK, List.of(), "Rebuilt");
        List<String> command = started.command();
        command.set(2, folder + java.io.File.pathSeparator + command.get(2));
        int expected = Arrays.deepHashCode(it.weights());
        assertThat(Programs.output(started).strip()).isEqualTo(expected + " " + expected);
    }

    @Test
    void aSilentNeuronGivesNothingAndLearnsNothing() {
        Exploration it = new Exploration(Setup.of(Points.xor()).withUnits(List.of(3)));
        it.train(2);
        double[][] before = it.weights();
        it.silence(1, 2, true);
        it.train(2);
        double[][] after = it.weights();
        for (int i = 0; i < 2; i++) assertThat(after[0][3 * i + 1]).isEqualTo(before[0][3 * i + 1]);
        assertThat(after[2][1]).isEqualTo(before[2][1]);
        assertThat(after[0][0]).isNotEqualTo(before[0][0]);
        assertThat(new Readings(it).maps().get(1).get(1).values()).containsOnly(0);
        Exploration linear = new Exploration(Setup.of(Points.xor()).withActivation(new Linear()));
        assertThatIllegalStateException().isThrownBy(() -> linear.silence(1, 1, true));
    }

    @Test
    void aTrainingThatDivergesStandsWhereItCanGoOn() {
        Exploration it = new Exploration(
                Setup.of(Points.xor()).withActivation(new Linear()).withL2(1).withLearningRate(1e10));
        assertThatIllegalStateException().isThrownBy(() -> it.train(50));
        assertThat(it.epoch()).isEqualTo(it.epochsOfMoments()[it.moments() - 1]);
        assertThat(Arrays.stream(it.weights()).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite))
                .isTrue();
    }

    @Test
    void seedsDifferAndCount() {
        Exploration it =
                new Exploration(Setup.of(Points.xor()).withUnits(List.of(2)).withActivation(new Relu()));
        List<Seeds.Start> starts = Seeds.train(it, 8, 60, start -> true);
        assertThat(starts).hasSize(8);
        assertThat(starts.stream().filter(Seeds.Start::learnt).count()).isBetween(1L, 7L);
        assertThat(Seeds.train(it, 8, 1, start -> false)).hasSize(1);
    }
}
