package dev.gradus.optim;

import static dev.gradus.Gradus.*;

import java.util.List;
import java.util.function.BiFunction;

/** Every optimizer with its variants: the rows of the table tests. A class without a row fails the build. */
final class Table {
    /**
     * One optimizer, or one variant of it.
     *
     * @param name as in reference.py
     * @param make from η and ε; some have no ε
     * @param parabola η with which it finds the bottom of a parabola, and so on
     */
    record Row(
            String name,
            BiFunction<Double, Double, Optimizer> make,
            double parabola,
            double rosenbrock,
            double network) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Row> OPTIMIZERS = List.of(
            new Row("sgd", (eta, e) -> sgd(eta), 0.1, 5e-4, 0.1),
            new Row("momentum", (eta, e) -> momentum(eta, 0.9), 0.02, 2e-4, 0.02),
            new Row("momentum-keras", (eta, e) -> momentum(eta, 0.9).asKeras(), 0.02, 2e-4, 0.02),
            new Row("nesterov", (eta, e) -> nesterov(eta, 0.9), 0.02, 2e-4, 0.02),
            new Row("nesterov-keras", (eta, e) -> nesterov(eta, 0.9).asKeras(), 0.02, 2e-4, 0.02),
            new Row("adagrad", (eta, e) -> adagrad(eta).epsilon(e), 0.5, 0.5, 0.1),
            new Row(
                    "adagrad-options",
                    (eta, e) -> adagrad(eta).epsilon(e).decay(0.001).initialAccumulator(0.5),
                    0.5,
                    1,
                    0.5),
            new Row("adagrad-keras", (eta, e) -> adagrad(eta).asKeras().epsilon(e), 0.5, 0.5, 0.1),
            new Row("adadelta", (eta, e) -> adadelta(eta).epsilon(e), 2, 0.2, 0.5),
            new Row("adadelta-keras", (eta, e) -> adadelta(eta).asKeras().epsilon(e), 2, 0.2, 1),
            new Row("rmsprop", (eta, e) -> rmsprop(eta).epsilon(e), 0.002, 5e-4, 0.002),
            new Row("rmsprop-centred", (eta, e) -> rmsprop(eta).epsilon(e).centred(), 0.002, 5e-4, 0.002),
            new Row(
                    "rmsprop-options",
                    (eta, e) -> rmsprop(eta).epsilon(e).rho(0.8).momentum(0.9).centred(),
                    0.002,
                    5e-4,
                    0.002),
            new Row("rmsprop-keras", (eta, e) -> rmsprop(eta).asKeras().epsilon(e), 0.002, 5e-4, 0.002),
            new Row(
                    "rmsprop-keras-options",
                    (eta, e) -> rmsprop(eta)
                            .asKeras()
                            .rho(0.8)
                            .epsilon(e)
                            .momentum(0.9)
                            .centred(),
                    0.002,
                    5e-4,
                    0.002),
            new Row("adam", (eta, e) -> adam(eta).epsilon(e), 0.01, 0.002, 0.005),
            new Row("adam-options", (eta, e) -> adam(eta).beta1(0.8).beta2(0.99).epsilon(e), 0.01, 0.002, 0.005),
            new Row("adam-keras", (eta, e) -> adam(eta).asKeras().epsilon(e), 0.01, 0.002, 0.005),
            new Row("adamW", (eta, e) -> adamW(eta).epsilon(e), 0.01, 0.001, 0.005),
            new Row(
                    "adamW-options",
                    (eta, e) -> adamW(eta)
                            .weightDecay(0.3)
                            .beta1(0.8)
                            .beta2(0.99)
                            .epsilon(e)
                            .weightsOnly(),
                    0.01,
                    2e-4,
                    0.005),
            new Row("adamW-keras", (eta, e) -> adamW(eta).asKeras().epsilon(e), 0.01, 0.001, 0.005),
            new Row("adamax", (eta, e) -> adamax(eta).epsilon(e), 0.01, 0.001, 0.005),
            new Row(
                    "adamax-options",
                    (eta, e) -> adamax(eta).beta1(0.8).beta2(0.99).epsilon(e),
                    0.01,
                    0.001,
                    0.005),
            new Row("adamax-keras", (eta, e) -> adamax(eta).asKeras().epsilon(e), 0.01, 0.001, 0.005),
            new Row("nadam", (eta, e) -> nadam(eta).epsilon(e), 0.005, 0.002, 0.002),
            new Row(
                    "nadam-options",
                    (eta, e) -> nadam(eta).beta1(0.8).beta2(0.99).epsilon(e).momentumDecay(0.1),
                    0.005,
                    0.002,
                    0.002),
            new Row("nadam-keras", (eta, e) -> nadam(eta).asKeras().epsilon(e), 0.005, 0.002, 0.002));

    private Table() {}
}
