package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Layer;
import dev.gradus.nn.LayerSetup;
import dev.gradus.nn.LayerSpec;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a training ends, and what it leaves behind. */
class StoppingTest {
    /** y = 3x − 1. */
    private final Dataset line = Dataset.of(
            IntStream.range(0, 50).mapToObj(i -> new double[] {i / 25.0 - 1}).toArray(double[][]::new),
            IntStream.range(0, 50)
                    .mapToObj(i -> new double[] {3 * (i / 25.0 - 1) - 1})
                    .toArray(double[][]::new));

    private final Network network = Network.input(1).dense(1, linear()).seed(1).build();

    private Trainer trainer() {
        return Trainer.of(network)
                .optimizer(sgd(0.1))
                .batchSize(10)
                .epochs(1000)
                .quiet();
    }

    @Test
    void byEpochs() {
        assertThat(trainer().epochs(3).fit(line).reason()).isEqualTo("all 3 epochs were trained");
        assertThat(trainer().epochs(1).fit(line).reason()).isEqualTo("the epoch was trained");
        assertThat(trainer().history().reason()).isEmpty();
    }

    @Test
    void belowALoss() {
        History history = trainer().stopBelow(0.01).fit(line);
        assertThat(history.last().trainingLoss()).isLessThan(0.01);
        assertThat(history.epochs()).filteredOn(e -> e.trainingLoss() < 0.01).hasSize(1);
        assertThat(history.reason())
                .matches("the training loss 0\\.00\\d+ fell below 0\\.01 in epoch "
                        + history.last().number());
        assertThat(trainer().validation(line).stopBelow(0.01).fit(line).reason())
                .contains("the validation loss ");
    }

    @Test
    void belowAGradient() {
        History history = trainer().batchSize(50).stopBelowGradient(0.01).fit(line);
        assertThat(history.reason())
                .matches("the gradient's norm 0\\.009\\d+ fell below 0\\.01 in epoch "
                        + history.last().number() + ", behind batch 1");
        assertThat(history.epochs()).hasSizeLessThan(1000);
        network.parameters()
                .forEach(p -> assertThat(Math.abs(p.gradient().get(0, 0))).isLessThan(0.01));
    }

    /** The loss goes down as the rate allows, then up when the rate is made too large. */
    @Test
    void withoutPatienceAnyLongerTheBestWeightsComeBack() {
        List<double[]> weights = new ArrayList<>();
        Trainer trainer = trainer().patience(2);
        trainer.onEpoch(e -> {
            weights.add(network.parameters().get(0).values());
            if (e.number() == 3) trainer.learningRate(2);
        });
        History history = trainer.fit(line);
        assertThat(history.epochs()).hasSize(5);
        assertThat(history.reason())
                .matches("the training loss hasn't improved for 2 epochs;"
                        + " the weights are those of epoch 3 with a training loss of \\d\\.\\d{4}");
        assertThat(network.parameters().get(0).values())
                .isEqualTo(weights.get(2))
                .isNotEqualTo(weights.get(4));
    }

    @Test
    void theLastWeightsStayIfAskedFor() {
        List<double[]> weights = new ArrayList<>();
        Trainer trainer = trainer().patience(1).restoreBest(false);
        trainer.onEpoch(e -> {
            weights.add(network.parameters().get(0).values());
            if (e.number() == 3) trainer.learningRate(2);
        });
        History history = trainer.fit(line);
        assertThat(history.reason()).isEqualTo("the training loss hasn't improved for 1 epoch");
        assertThat(network.parameters().get(0).values()).isEqualTo(weights.get(3));
    }

    @Test
    void smallImprovementsDontCount() {
        assertThat(trainer().patience(2, 1e6).fit(line).epochs()).hasSize(3); // the first is the best
        assertThat(trainer().epochs(5).patience(2, 0).fit(line).epochs()).hasSize(5);
    }

    @Test
    void whenAskedTo() {
        Trainer trainer = trainer();
        trainer.stop(); // meant for nobody
        trainer.onEpoch(e -> {
            if (e.number() == 2) trainer.stop();
        });
        History history = trainer.fit(line);
        assertThat(history.epochs()).hasSize(2);
        assertThat(history.learningRates()).hasSize(10);
        assertThat(history.reason()).isEqualTo("stop() was called in epoch 3, behind batch 0");
        assertThat(trainer.history().reason()).isEqualTo(history.reason());
    }

    /** Interrupts the thread when it has been asked for so many losses. */
    private record Interrupting(Loss inner, int[] left) implements Loss {
        @Override
        public double value(Matrix a, Matrix y) {
            if (--left[0] == 0) Thread.currentThread().interrupt();
            return inner.value(a, y);
        }

        @Override
        public void gradient(Matrix a, Matrix y, Matrix gradient) {
            inner.gradient(a, y, gradient);
        }
    }

    /** Ten batches are two epochs, and an interruption behind the tenth finds both complete. */
    @ParameterizedTest
    @ValueSource(ints = {9, 10, 11})
    void whenInterrupted(int batch) {
        History history = trainer()
                .loss(new Interrupting(new MeanSquaredError(), new int[] {batch}))
                .fit(line);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(history.epochs()).hasSize(batch / 5);
        assertThat(network.epochs()).isEqualTo(batch / 5);
        assertThat(network.steps()).isEqualTo(batch);
        assertThat(history.reason())
                .isEqualTo("the thread was interrupted in epoch " + (batch / 5 + 1) + ", behind batch " + batch % 5);
    }

    // ---- what is no number ----

    /** Weights step by step, as the training itself sees them. */
    private List<double[]> weightsBeforeEachStep(double learningRate, int epochs) {
        List<double[]> weights = new ArrayList<>();
        Network again = network.copy();
        Loss watching = new Loss() {
            @Override
            public double value(Matrix a, Matrix y) {
                return new MeanSquaredError().value(a, y);
            }

            @Override
            public void gradient(Matrix a, Matrix y, Matrix gradient) {
                weights.add(again.parameters().stream()
                        .flatMapToDouble(p -> Arrays.stream(p.values()))
                        .toArray());
                new MeanSquaredError().gradient(a, y, gradient);
            }
        };
        Trainer.of(again)
                .loss(watching)
                .optimizer(sgd(learningRate))
                .batchSize(10)
                .epochs(epochs)
                .checkNumbers(false)
                .quiet()
                .fit(line);
        return weights;
    }

    /** Rates at which the weights run away fast, slowly (over several copies and epochs), and at once. */
    @ParameterizedTest
    @ValueSource(doubles = {1e30, 1e10, 100, 5, 1.6, 1.3})
    void theLastGoodWeightsComeBack(double learningRate) {
        List<double[]> weights = weightsBeforeEachStep(learningRate, 200);
        int bad = 0; // the first step whose weights are no numbers
        while (Arrays.stream(weights.get(bad)).allMatch(Double::isFinite)) bad++;
        double[] good = weights.get(bad - 1);
        Trainer trainer = trainer().optimizer(sgd(learningRate)).epochs(200);
        int epoch = (bad - 1) / 5 + 1;
        int batch = (bad - 1) % 5 + 1;
        assertThatThrownBy(() -> trainer.fit(line))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("of layer 0 (dense) holds ")
                .hasMessageMatching(
                        "(the loss became .*: )?0\\.(weight|bias) of layer 0 \\(dense\\) holds (-?Infinity|NaN) in epoch "
                                + epoch + ", batch " + batch + "\\. .*")
                .hasMessageEndingWith("go on with a smaller learning rate than " + learningRate
                        + "; trainer.history() has the epochs before");
        assertThat(network.parameters().stream().flatMapToDouble(p -> Arrays.stream(p.values())))
                .containsExactly(Arrays.stream(good).boxed().toArray(Double[]::new));
        assertThat(network.steps()).isEqualTo(bad - 1);
        assertThat(trainer.history().reason()).contains("holds");
        if (learningRate < 10) {
            for (Parameter p : network.parameters()) p.set(new double[] {0});
            assertThat(trainer.learningRate(0.1).epochs(30).fit(line).last().trainingLoss())
                    .isLessThan(0.01); // it can go on
        }
    }

    /** A loss that fails by itself: every weight is finite, and the largest is named. */
    @Test
    void aLossThatIsNoNumber() {
        Loss failing = new Loss() {
            private int calls;

            @Override
            public double value(Matrix a, Matrix y) {
                return ++calls > 7 ? Double.NaN : 1;
            }

            @Override
            public void gradient(Matrix a, Matrix y, Matrix gradient) {
                gradient.fill(0.01);
            }
        };
        Trainer trainer = trainer().loss(failing);
        assertThatThrownBy(() -> trainer.fit(line))
                .hasMessageStartingWith("the loss became NaN in epoch 2, batch 3: 0.weight of layer 0 (dense) holds ");
        assertThat(network.parameters()).allMatch(p -> p.matrix().isFinite());
        assertThat(trainer.history().epochs()).hasSize(1);
    }

    @Test
    void weightsThatWereNoNumbersBefore() {
        network.parameters().get(1).set(new double[] {Double.NaN});
        assertThatThrownBy(() -> trainer().fit(line))
                .hasMessage("0.bias of layer 0 (dense) holds NaN before the first step; set finite weights");
    }

    /** Early stopping promises the best weights however the training ends. */
    @Test
    void theBestWeightsComeBackBehindAFailureToo() {
        List<double[]> weights = new ArrayList<>();
        Trainer trainer = trainer().patience(50);
        trainer.onEpoch(e -> {
            weights.add(network.parameters().get(0).values());
            if (e.number() == 3) trainer.learningRate(1e30);
        });
        assertThatThrownBy(() -> trainer.fit(line))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(" holds ")
                .hasMessageContaining("The network has the weights of epoch 3, the best so far: go on with a smaller");
        assertThat(network.parameters().get(0).values()).isEqualTo(weights.get(2));
    }

    // ---- what is no number before anything was learnt ----

    private static Dataset two(double input, double target) {
        return Dataset.of(new double[][] {{0.5}, {input}}, new double[][] {{1}, {target}});
    }

    private void blames(Trainer trainer, Dataset data, String start, String end) {
        double[] before = network.parameters().get(0).values();
        assertThatThrownBy(() -> trainer.fit(data))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(start)
                .hasMessageEndingWith(end);
        assertThat(network.parameters().get(0).values()).isEqualTo(before);
        assertThat(network.steps()).isZero();
    }

    private static final String BEFORE = "that is before any step was taken, and all weights are finite; ";

    @Test
    void aLossThatIsNoNumberAtOnce() {
        record Undefined() implements Loss {
            @Override
            public double value(Matrix a, Matrix y) {
                return Double.NaN;
            }

            @Override
            public void gradient(Matrix a, Matrix y, Matrix gradient) {
                gradient.fill(0);
            }

            @Override
            public String toString() {
                return "undefined()";
            }
        }
        blames(
                trainer().loss(new Undefined()),
                two(-1, 2),
                "the loss became NaN in epoch 1, batch 1: " + BEFORE
                        + "it is the loss, undefined(), that gives NaN for finite numbers: the inputs go from -1 to 0.5, the"
                        + " outputs from ",
                ", the targets from 1 to 2; look at its value(…) and gradient(…)");
    }

    @Test
    void aGradientThatIsNoNumberAtOnce() {
        Loss steep = new Loss() {
            @Override
            public double value(Matrix a, Matrix y) {
                return 1;
            }

            @Override
            public void gradient(Matrix a, Matrix y, Matrix gradient) {
                gradient.fill(Double.NaN);
            }
        };
        assertThatThrownBy(() -> trainer().loss(steep).fit(two(-1, 2)))
                .hasMessageContaining(BEFORE + "it is the loss, ")
                .hasMessageContaining(", that has a gradient that isn't finite for finite numbers: ");
    }

    /** A layer of one's own that forgets its numbers on one of the two ways. */
    private record Odd(boolean forward) implements LayerSpec, Layer {
        @Override
        public Layer build(LayerSetup setup) {
            return this;
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            return x.map(v -> forward ? Math.sqrt(v - 100) : v);
        }

        @Override
        public Matrix backward(Matrix delta) {
            return delta.map(v -> forward ? v : Double.NaN);
        }

        @Override
        public String toString() {
            return "odd";
        }
    }

    @Test
    void aLayerThatGivesNoNumbers() {
        Network there = Network.input(1).layer(new Odd(true)).dense(1, linear()).build();
        assertThatThrownBy(() -> Trainer.of(there).quiet().fit(two(-1, 2)))
                .hasMessage("the loss became NaN in epoch 1, batch 1: " + BEFORE
                        + "layer 0 (odd) gives NaN for numbers from -1 to 0.5; look at its forward(…)");
        Network back = Network.input(1)
                .dense(2, linear())
                .layer(new Odd(false))
                .dense(1, linear())
                .build();
        assertThatThrownBy(() -> Trainer.of(back).quiet().fit(two(-1, 2)))
                .hasMessageStartingWith(
                        "the gradient isn't finite in epoch 1: " + BEFORE
                                + "the loss and its gradient are finite, but on the way back they meet a layer that gives something")
                .hasMessageEndingWith("; look at backward(δ) and gradients(δ) of your own layers");
    }

    /** A line through such targets can be found, but behind a bend the steps soon leave all numbers. */
    @Test
    void targetsThatAreTooLargeForTheSteps() {
        Network bent =
                Network.input(1).dense(4, relu()).dense(1, linear()).seed(1).build();
        Trainer trainer = Trainer.of(bent).optimizer(sgd(0.1)).quiet();
        assertThatThrownBy(() -> trainer.fit(two(-1, 1e30)))
                .hasMessageContaining(
                        ". The steps are too long, or the targets, which go from 1 to 1e30, too large. The network has"
                                + " the weights of before that: go on with a smaller");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1e30 | 2 | the gradient isn't finite in epoch 1 | the inputs are so large that the gradient isn't"
                        + " finite: the inputs go from 0.5 to 1e30, | scale the inputs",
            })
    void inputsAndTargetsThatAreTooLarge(double input, double target, String symptom, String cause, String advice) {
        blames(trainer(), two(input, target), symptom + ": " + BEFORE + cause, "; " + advice);
    }

    @Test
    void orItGoesOnWithWhateverComesOut() {
        History history =
                trainer().optimizer(sgd(1e30)).checkNumbers(false).epochs(3).fit(line);
        assertThat(history.last().trainingLoss()).isNaN();
    }

    @Test
    void badLimitsAreRefusedWithWords() {
        assertThatThrownBy(() -> trainer().patience(0)).hasMessage("epochs must be at least 1, but is 0");
        assertThatThrownBy(() -> trainer().patience(1, -1)).hasMessage("minDelta must be at least 0, but is -1.0");
        assertThatThrownBy(() -> trainer().stopBelow(Double.NaN))
                .hasMessage("loss must be a finite number, but is NaN");
        assertThatThrownBy(() -> trainer().stopBelowGradient(0)).hasMessage("norm must be above 0, but is 0.0");
    }
}
