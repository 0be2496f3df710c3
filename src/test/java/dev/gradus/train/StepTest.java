package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.data.Dataset;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens in one step: accumulated gradients, clipping, the rate, and a hand on it from outside. */
class StepTest {
    private final Dataset clouds = Small.clouds(60);

    private static Network network() {
        return Network.input(2).dense(6, tanh()).dense(3, softmax()).seed(2).build();
    }

    private static Trainer trainer(Network network) {
        return Trainer.of(network).optimizer(sgd(0.5)).quiet();
    }

    /** Steps of 10·1, 5·2, 4·3 (with a smaller last mini-batch in the last step), 7·3 and 60 samples. */
    @ParameterizedTest
    @CsvSource({"5, 2", "4, 3", "7, 3", "1, 60", "60, 5", "2147483647, 1"})
    void severalBatchesGiveWhatABigOneGives(int batchSize, int accumulate) {
        Network several = network();
        History history = trainer(several)
                .batchSize(batchSize)
                .accumulate(accumulate)
                .epochs(3)
                .fit(clouds);
        Network one = network();
        History big = trainer(one)
                .batchSize((int) Math.min(60, (long) batchSize * accumulate))
                .epochs(3)
                .fit(clouds);
        for (int i = 0; i < 4; i++)
            assertThat(several.parameters().get(i).values())
                    .containsExactly(one.parameters().get(i).values(), within(2e-6));
        assertThat(history.last().trainingLoss()).isCloseTo(big.last().trainingLoss(), within(1e-6));
        assertThat(history.last().trainingAccuracy()).isEqualTo(big.last().trainingAccuracy());
        assertThat(history.learningRates()).hasSameSizeAs(big.learningRates());
        assertThat(several.steps()).isEqualTo(3 * (59 / batchSize + 1)); // dropout draws for each
    }

    @Test
    void clippingShortensTheGradient() {
        assertThat(longestMove(trainer(network()))).isGreaterThan(0.01);
        double[] moved = moves(t -> t.clipNorm(0.01));
        double norm = 0;
        for (double move : moved) norm += move * move;
        assertThat(Math.sqrt(norm)).isCloseTo(0.5 * 0.01, within(1e-6));
        for (double move : moves(t -> t.clipValue(0.01)))
            assertThat(Math.abs(move)).isLessThan(0.005001);
        assertThatThrownBy(() -> trainer(network()).clipNorm(0)).hasMessageContaining("must be above 0, but is 0");
        assertThatThrownBy(() -> trainer(network()).clipValue(-1)).hasMessageContaining("must be above 0, but is -1");
    }

    private double longestMove(Trainer ignored) {
        double longest = 0;
        for (double move : moves(t -> t)) longest = Math.max(longest, Math.abs(move));
        return longest;
    }

    /** By how much one step at η = 0.5 moves each weight. */
    private double[] moves(java.util.function.UnaryOperator<Trainer> setting) {
        Network network = network();
        List<double[]> before =
                network.parameters().stream().map(Parameter::values).toList();
        setting.apply(trainer(network)).batchSize(60).epochs(1).fit(clouds);
        List<Double> moves = new ArrayList<>();
        for (int p = 0; p < before.size(); p++)
            for (int i = 0; i < before.get(p).length; i++)
                moves.add(network.parameters().get(p).values()[i] - before.get(p)[i]);
        return moves.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Test
    void aScheduleIsAskedBeforeEachStep() {
        List<Schedule.Position> asked = new ArrayList<>();
        List<Double> initials = new ArrayList<>();
        Trainer trainer = trainer(network())
                .batchSize(10)
                .accumulate(4)
                .epochs(2)
                .schedule((initial, position) -> {
                    asked.add(position);
                    initials.add(initial);
                    return initial / (1 + position.step());
                });
        trainer.onEpoch(e -> trainer.learningRate(0.1));
        History history = trainer.validation(clouds).fit(clouds);
        assertThat(asked).extracting(Schedule.Position::step).containsExactly(0L, 1L, 2L, 3L);
        assertThat(asked).extracting(Schedule.Position::steps).containsOnly(4L);
        assertThat(asked).extracting(Schedule.Position::epoch).containsExactly(0, 0, 1, 1);
        assertThat(asked).extracting(Schedule.Position::epochs).containsOnly(2);
        assertThat(asked.get(3).losses())
                .containsExactly(
                        history.epochs().get(0).validationLoss(), history.last().validationLoss());
        assertThat(initials).containsExactly(0.5, 0.5, 0.1, 0.1);
        assertThat(history.learningRates()).containsExactly(0.5, 0.25, 0.1 / 3, 0.1 / 4);
        assertThatThrownBy(() ->
                        trainer.schedule((initial, position) -> Double.NaN).fit(clouds))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gives a learning rate of NaN for step 0");
        assertThatThrownBy(() -> trainer.schedule(null)).hasMessageContaining("schedule is null");
        assertThatThrownBy(() -> trainer.learningRate(0)).hasMessage("learningRate must be above 0, but is 0.0");
        assertThatThrownBy(() -> trainer.accumulate(0)).hasMessage("batches must be at least 1, but is 0");
    }

    /** A constant schedule changes no bit. */
    @Test
    void theRateOfTheTrainerReplacesTheOptimizers() {
        Network a = network();
        trainer(a).learningRate(0.05).epochs(2).fit(clouds);
        Network b = network();
        Trainer.of(b).optimizer(sgd(0.05)).epochs(2).quiet().fit(clouds);
        assertThat(a.parameters().get(0).values())
                .isEqualTo(b.parameters().get(0).values());
        assertThat(trainer(a).learningRate(0.05).optimizer(sgd(0.2)).learningRate())
                .isEqualTo(0.2);
    }

    /** A listener may choose; the training under way goes on as it began. */
    @Test
    void anOptimizerChosenMeanwhileIsForTheNextTraining() {
        Network network = network();
        Trainer trainer = trainer(network).epochs(1);
        trainer.onEpoch(e -> {
            if (e.number() == 1) trainer.optimizer(adam(0.01));
        });
        trainer.fit(clouds);
        assertThat(trainer.optimizer()).isEqualTo(adam(0.01));
        trainer.fit(clouds);
        Network twin = network();
        Trainer.of(twin).optimizer(sgd(0.5)).epochs(1).quiet().fit(clouds);
        Trainer.of(twin).optimizer(adam(0.01)).epochs(1).quiet().fit(clouds);
        assertThat(network.parameters().get(0).values())
                .isEqualTo(twin.parameters().get(0).values());
    }

    @Test
    void anotherThreadPausesStepsAndStops() throws InterruptedException {
        Trainer trainer = trainer(network()).batchSize(10).epochs(1_000_000);
        List<History> result = new ArrayList<>();
        trainer.pause();
        Thread training = new Thread(() -> result.add(trainer.fit(clouds)));
        training.start();
        waitFor(training, Thread.State.WAITING);
        assertThat(trainer.history().learningRates()).isEmpty();
        for (int step = 1; step <= 7; step++) {
            trainer.learningRate(step / 10.0);
            trainer.step();
            while (trainer.history().learningRates().length < step) Thread.onSpinWait();
            waitFor(training, Thread.State.WAITING);
            assertThat(trainer.history().learningRates()).hasSize(step).endsWith(step / 10.0);
        }
        assertThat(trainer.history().epochs()).hasSize(1);
        trainer.resume();
        while (trainer.history().epochs().size() < 3) Thread.onSpinWait();
        trainer.pause();
        waitFor(training, Thread.State.WAITING);
        trainer.stop();
        training.join();
        assertThat(result.get(0).reason()).startsWith("stop() was called in epoch ");
        assertThat(result.get(0).learningRates()).startsWith(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.7);
    }

    @Test
    void anInterruptionEndsAPause() throws InterruptedException {
        Trainer trainer = trainer(network());
        List<History> result = new ArrayList<>();
        trainer.pause();
        Thread training = new Thread(() -> result.add(trainer.fit(clouds)));
        training.start();
        waitFor(training, Thread.State.WAITING);
        training.interrupt();
        training.join();
        assertThat(result.get(0).reason()).isEqualTo("the thread was interrupted in epoch 1, behind batch 0");
    }

    private static void waitFor(Thread thread, Thread.State state) throws InterruptedException {
        while (thread.getState() != state && thread.isAlive()) Thread.sleep(1);
    }
}
