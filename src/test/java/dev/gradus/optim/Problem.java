package dev.gradus.optim;

import dev.gradus.activation.Linear;
import dev.gradus.activation.Tanh;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Something to minimise.
 *
 * @param parameters where it stands
 * @param loss J there; adds ∂J/∂θ to the gradients
 */
record Problem(List<Parameter> parameters, DoubleSupplier loss) {
    /** ½ (x² + 10 y²), a valley three times as wide as it is long. */
    static Problem parabola(double x, double y) {
        Parameter theta = point(x, y);
        return new Problem(List.of(theta), () -> {
            double a = theta.matrix().get(0, 0);
            double b = theta.matrix().get(1, 0);
            add(theta, a, 10 * b);
            return (a * a + 10 * b * b) / 2;
        });
    }

    /** (1 − x)² + 100 (y − x²)²: a bent, flat valley with its bottom at (1, 1). Rosenbrock, 1960. */
    static Problem rosenbrock(double x, double y) {
        Parameter theta = point(x, y);
        return new Problem(List.of(theta), () -> {
            double a = theta.matrix().get(0, 0);
            double b = theta.matrix().get(1, 0);
            double c = b - a * a;
            add(theta, -2 * (1 - a) - 400 * a * c, 200 * c);
            return (1 - a) * (1 - a) + 100 * c * c;
        });
    }

    /** A network of n inputs, h hidden units with tanh and linear outputs, by the mean squared error. */
    static Problem network(int n, int h, int outputs, long seed, Matrix x, Matrix y, boolean inDouble) {
        Network made = Network.input(n)
                .dense(h, new Tanh())
                .dense(outputs, new Linear())
                .seed(seed)
                .build();
        Network network = inDouble ? made.toDouble() : made;
        Loss loss = new MeanSquaredError();
        return new Problem(network.parameters(), () -> network.backward(loss, network.forward(x, true), y));
    }

    /** One or the other, but not both. */
    static Problem exclusiveOr(long seed) {
        Matrix x = Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}).toDouble();
        Matrix y = Matrix.of(new double[][] {{0}, {1}, {1}, {0}}).toDouble();
        return network(2, 8, 1, seed, x, y, true);
    }

    /** One of the three problems that every optimizer has to solve. */
    static Problem named(String name, long seed) {
        RandomStream random = RandomStream.of(seed, "start", 0);
        double x = random.nextUniform(-1.5, 1.5);
        double y = random.nextUniform(-1.5, 1.5);
        return switch (name) {
            case "parabola" -> parabola(x, y);
            case "rosenbrock" -> rosenbrock(x, y);
            default -> exclusiveOr(seed);
        };
    }

    /** J before each of so many steps; from half of them on with half the learning rate, if wanted. */
    double[] train(Optimizer optimizer, int steps, boolean halve) {
        List<Optimizer.Rule> rules = parameters.stream().map(optimizer::rule).toList();
        double[] losses = new double[steps];
        for (int t = 1; t <= steps; t++) {
            losses[t - 1] = gradient();
            double eta = optimizer.learningRate() * (halve && t > steps / 2 ? 0.5 : 1);
            for (Optimizer.Rule rule : rules) rule.step(eta, t);
        }
        return losses;
    }

    /** J, with its gradients fresh. */
    double gradient() {
        parameters.forEach(Parameter::zeroGradient);
        return loss.getAsDouble();
    }

    /** All numbers, one parameter behind the other. */
    double[] values() {
        return parameters.stream()
                .flatMapToDouble(p -> Arrays.stream(p.values()))
                .toArray();
    }

    /** Sets all numbers. */
    void set(double[] values) {
        int at = 0;
        for (Parameter p : parameters)
            p.set(Arrays.copyOfRange(values, at, at += p.matrix().size()));
    }

    private static Parameter point(double x, double y) {
        Parameter theta = Network.input(2)
                .dense(1, new Linear())
                .build()
                .toDouble()
                .parameters()
                .get(0); // 2 × 1
        theta.set(new double[] {x, y});
        return theta;
    }

    private static void add(Parameter theta, double dx, double dy) {
        theta.gradient().set(0, 0, theta.gradient().get(0, 0) + dx);
        theta.gradient().set(1, 0, theta.gradient().get(1, 0) + dy);
    }
}
