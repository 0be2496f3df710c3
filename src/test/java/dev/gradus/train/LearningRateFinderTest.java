package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.chart.Pictures;
import dev.gradus.data.Dataset;
import dev.gradus.data.Standardizer;
import dev.gradus.data.Tables;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.search.LearningRateFinder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateFinderTest {
    private static final Dataset IRIS = iris();

    private static Dataset iris() {
        Dataset raw = Tables.dataset(Tables.iris(), "species");
        return Standardizer.of(raw).apply(raw);
    }

    private static Network network(long seed) {
        return Network.input(4).dense(16, relu()).dense(3, softmax()).seed(seed).build();
    }

    /** A lesson: find a rate, train with it, and compare with rates around it. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void theRateIsOneToTrainWith(long seed) {
        double rate = LearningRateFinder.of(network(seed)).find(IRIS).learningRate();
        assertThat(rate).isBetween(0.03, 0.5);
        double found = lossAfterTraining(seed, rate);
        assertThat(found).isLessThan(lossAfterTraining(seed, rate / 10)).isLessThan(0.4);
        assertThat(found).isLessThan(lossAfterTraining(seed, rate * 1000));
    }

    private static double lossAfterTraining(long seed, double rate) {
        Network network = network(seed);
        try {
            Trainer.of(network).optimizer(sgd(rate)).epochs(10).quiet().fit(IRIS);
        } catch (IllegalStateException diverged) {
            return Double.POSITIVE_INFINITY;
        }
        return network.evaluate(IRIS).loss();
    }

    /** Training behind a search gives the bits that it gives without one. */
    @Test
    void theNetworkStaysAsItIs() {
        Network searched = network(1);
        Network other = network(1);
        Trainer trainer = Trainer.of(searched).quiet().epochs(1);
        Trainer otherTrainer = Trainer.of(other).quiet().epochs(1);
        trainer.fit(IRIS);
        otherTrainer.fit(IRIS);
        LearningRateFinder.Found found = LearningRateFinder.of(searched).find(IRIS);
        assertThat(searched.steps()).isEqualTo(other.steps());
        assertThat(searched.epochs()).isEqualTo(1);
        trainer.fit(IRIS);
        otherTrainer.fit(IRIS);
        assertThat(values(searched)).isDeepEqualTo(values(other));
        assertThat(LearningRateFinder.of(network(1)).find(IRIS).losses())
                .isEqualTo(LearningRateFinder.of(network(1)).find(IRIS).losses())
                .isNotEqualTo(found.losses());
    }

    private static double[][] values(Network network) {
        return network.parameters().stream().map(Parameter::values).toArray(double[][]::new);
    }

    @Test
    void theCurveSaysWhy() {
        LearningRateFinder.Found found = LearningRateFinder.of(network(0)).find(IRIS);
        assertThat(found.toString())
                .matches("learning rate 0\\.\\d+: from 0\\.00001 to [0-9.]+, the loss falls from \\d\\.\\d{3} to"
                        + " \\d\\.\\d{3} at [0-9.]+, and three quarters of that by 0\\.\\d+; it (explodes at|doesn't"
                        + " explode up to) [0-9.]+");
        assertThat(found.rates()[0]).isEqualTo(1e-5);
        assertThat(found.rates()).isSorted().hasSameSizeAs(found.losses()).hasSameSizeAs(found.smoothLosses());
        assertThat(Tables.of(found).columnNames()).containsExactly("learningRate", "loss", "smoothLoss");
        assertThat(Tables.of(found).rowCount()).isEqualTo(found.rates().length);
        assertThat(Pictures.png(found.chart())).hasSizeGreaterThan(3000);
        double top = Arrays.stream(
                        found.chart().getSeriesCollection().iterator().next().getYData())
                .max()
                .orElseThrow();
        assertThat(top).isLessThan(1.6 * found.smoothLosses()[0]); // the explosion would press the rest flat
    }

    @Test
    void explosionsEndTheSearch() {
        double[][] x = IntStream.range(0, 64).mapToObj(i -> new double[] {i}).toArray(double[][]::new);
        double[][] y =
                Arrays.stream(x).map(row -> new double[] {3 * row[0] + 1}).toArray(double[][]::new);
        Network line = Network.input(1).dense(1, linear()).build();
        LearningRateFinder.Found found =
                LearningRateFinder.of(line).loss(meanSquaredError()).find(Dataset.of(x, y));
        assertThat(found.rates().length).isLessThan(100);
        assertThat(found.reason()).contains("it explodes at 0.00");
        assertThat(found.learningRate())
                .isLessThan(2 / 2666.0); // beyond, descent along a parabola of this slope diverges
    }

    @Test
    void whereNothingFallsThereIsNoRate() {
        LearningRateFinder.Found found =
                LearningRateFinder.of(network(0)).between(1e-9, 1e-8).find(IRIS);
        assertThat(found.learningRate()).isNaN();
        assertThat(found.reason()).contains("the loss hardly falls: are the inputs scaled");
        assertThat(found.rates()).hasSize(100);
        assertThat(found.chart().getSeriesCollection()).hasSize(1);
    }

    @Test
    void anInterruptEndsTheSearch() {
        Thread.currentThread().interrupt();
        LearningRateFinder.Found found = LearningRateFinder.of(network(0)).find(IRIS);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(found.rates()).isEmpty();
        assertThat(found.learningRate()).isNaN();
        assertThat(found.reason()).startsWith("no step was taken");
        assertThat(Pictures.png(found.chart())).isNotEmpty();
    }

    @Test
    void mistakesAreRefusedWithWords() {
        LearningRateFinder finder = LearningRateFinder.of(network(0));
        assertThatThrownBy(() -> LearningRateFinder.of(null)).hasMessage("network is null; expected a Network");
        assertThatThrownBy(() -> finder.loss(null)).hasMessage("loss is null; expected e.g. crossEntropy()");
        assertThatThrownBy(() -> finder.optimizer(null)).hasMessage("optimizer is null; expected e.g. sgd(0.1)");
        assertThatThrownBy(() -> finder.batchSize(0)).hasMessage("batchSize must be at least 1, but is 0");
        assertThatThrownBy(() -> finder.steps(19)).hasMessage("steps must be at least 20, but is 19");
        assertThatThrownBy(() -> finder.between(0, 1)).hasMessage("low must be above 0, but is 0.0");
        assertThatThrownBy(() -> finder.between(1, Double.NaN)).hasMessage("high must be above 0, but is NaN");
        assertThatThrownBy(() -> finder.between(1, 0.1)).hasMessage("low is 1.0, but high is only 0.1");
        assertThatThrownBy(() -> finder.find(null)).hasMessage("data is null; expected a Dataset");
        assertThatThrownBy(() -> finder.find(Dataset.of(new double[1][2], new int[] {2})))
                .hasMessageContaining("data has inputs of 2 (2 numbers), but the network takes 4");
        Network linear = Network.input(4).dense(3, linear()).build();
        assertThatThrownBy(
                        () -> LearningRateFinder.of(linear).loss(crossEntropy()).find(IRIS))
                .hasMessageContaining("softmax()");
    }
}
