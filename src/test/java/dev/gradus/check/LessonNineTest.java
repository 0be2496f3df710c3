package dev.gradus.check;

import static dev.gradus.Gradus.adam;
import static dev.gradus.Gradus.constantRate;
import static dev.gradus.Gradus.cosineDecay;
import static dev.gradus.Gradus.momentum;
import static dev.gradus.Gradus.oneCycle;
import static dev.gradus.Gradus.quadratic;
import static dev.gradus.Gradus.relu;
import static dev.gradus.Gradus.sgd;
import static dev.gradus.Gradus.softmax;
import static dev.gradus.Gradus.warmUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.data.Mnist;
import dev.gradus.descent.Descent;
import dev.gradus.descent.Objective;
import dev.gradus.math.Functions;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.Schedule;
import dev.gradus.search.LearningRateFinder;
import dev.gradus.train.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What lesson 09 says was found in its closing exercises: one training; with -Pdeep all. */
class LessonNineTest {
    private static double[] turned(double u, double v, double degrees) {
        double r = Math.toRadians(degrees);
        double c = Functions.cos(r);
        double s = Functions.sin(r);
        return new double[] {c * u - s * v, s * u + c * v};
    }

    private static Objective ravine(double steep, double degrees) {
        return Objective.of(
                2,
                p -> {
                    double[] q = turned(p[0], p[1], -degrees);
                    return (q[0] * q[0] + steep * q[1] * q[1]) / 2;
                },
                p -> {
                    double[] q = turned(p[0], p[1], -degrees);
                    return turned(q[0], steep * q[1], degrees);
                });
    }

    private static int steps(Objective f, Optimizer optimizer, double... from) {
        return Descent.of(f)
                .from(from)
                .optimizer(optimizer)
                .steps(3000)
                .untilValue(1e-4)
                .run()
                .steps();
    }

    private static int acrossTheSteepOne(double mu) {
        return steps(ravine(1000, 45), momentum(0.001, mu), turned(-2, 0.3, 45));
    }

    @Test
    void inARoundBowlNobodyNeedsACure() {
        assertThat(steps(quadratic(1, 1), sgd(0.9), -2, 1.5)).isEqualTo(3);
        assertThat(steps(quadratic(1, 1), adam(0.1), -2, 1.5)).isEqualTo(82);
        assertThat(steps(quadratic(1, 1), momentum(0.5, 0.9), -2, 1.5)).isEqualTo(61);
    }

    @Test
    void aBallWithoutFrictionSwings() {
        assertThat(acrossTheSteepOne(0)).isEqualTo(3000);
        assertThat(acrossTheSteepOne(0.9)).isEqualTo(454);
        assertThat(acrossTheSteepOne(0.95)).isEqualTo(214);
        assertThat(acrossTheSteepOne(0.99)).isEqualTo(1030);
    }

    private static NetworkBuilder layers() {
        return Network.input(784)
                .dense(128, relu())
                .dense(64, relu())
                .dense(10, softmax())
                .seed(42);
    }

    private static double reached(Optimizer optimizer, Schedule schedule) {
        return 100
                * Trainer.of(layers().build())
                        .optimizer(optimizer)
                        .schedule(schedule)
                        .batchSize(128)
                        .epochs(10)
                        .validationSplit(0.1)
                        .quiet()
                        .fit(Mnist.load().train())
                        .last()
                        .validationAccuracy();
    }

    @Test
    void aDaringRateNeedsASchedule() {
        assertThat(reached(adam(0.01), warmUp(400, cosineDecay()))).isEqualTo(98.17, within(0.005));
    }

    @Test
    @EnabledIfSystemProperty(named = "gradus.deep", matches = "true")
    void withoutOneItIsNoBetterAndPlainStepsDareAsMuch() {
        assertThat(reached(adam(0.01), constantRate())).isEqualTo(96.98, within(0.005));
        assertThat(reached(sgd(0.5), oneCycle())).isEqualTo(98.10, within(0.005));
    }

    @Test
    void theFinderProposesTheRepair() {
        LearningRateFinder.Found found = LearningRateFinder.of(layers().build())
                .optimizer(sgd(0.1))
                .find(Mnist.load().train());
        assertThat(found.learningRate()).isEqualTo(0.1, within(1e-9));
    }
}
