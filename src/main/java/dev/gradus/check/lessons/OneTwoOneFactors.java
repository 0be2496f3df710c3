package dev.gradus.check.lessons;

import dev.gradus.check.Given;
import dev.gradus.check.Product;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.function.Function;

/** What the gradients of the 1-2-1 network are products of, and what lies beside it. */
final class OneTwoOneFactors {
    private OneTwoOneFactors() {}

    /** Of a pair of numbers, one for each hidden neuron. */
    static Product of(String name, OneTwoOne.Neuron factor) {
        Product product = new Product();
        both(product::of).add(name, factor);
        Adding not = both(product::not);
        not.add("n.x", (n, j) -> n.x);
        not.add("n.y", (n, j) -> n.y);
        not.add("n.a2", (n, j) -> n.a2);
        not.add("n.b2", (n, j) -> n.b2);
        not.add("n.w1[j]", (n, j) -> n.w1[j]);
        not.add("n.b1[j]", (n, j) -> n.b1[j]);
        not.add("n.z1[j]", (n, j) -> n.z1[j]);
        not.add("n.a1[j]", (n, j) -> n.a1[j]);
        not.add("n.w2[j]", (n, j) -> n.w2[j]);
        not.add("ReLU′(n.z1[j])", (n, j) -> n.z1[j] > 0 ? 1 : 0);
        for (int k = 0; k < 2; k++) {
            int at = k;
            not.add("n.a1[" + k + "]", (n, j) -> n.a1[at]);
            not.add("n.w2[" + k + "]", (n, j) -> n.w2[at]);
        }
        not.add("n.a1[0] + n.a1[1]", (n, j) -> n.a1[0] + n.a1[1]);
        not.add("n.w2[0] + n.w2[1]", (n, j) -> n.w2[0] + n.w2[1]);
        not.add("n.x * n.w1[j]", (n, j) -> n.x * n.w1[j]);
        return product;
    }

    /** Of what has arrived at a hidden neuron. */
    static Product deltas() {
        Product product = of("delta1[j]", (n, j) -> n.delta1()[j]);
        Adding not = both(product::not);
        not.add("delta1[0]", (n, j) -> n.delta1()[0]);
        not.add("delta1[1]", (n, j) -> n.delta1()[1]);
        not.add("delta1[0] + delta1[1]", (n, j) -> n.delta1()[0] + n.delta1()[1]);
        return product;
    }

    /** Of a single number, at the output. */
    static Product single(String name, OneTwoOne.Neuron factor) {
        Product product = new Product().of(name, g -> one(g, factor));
        Adding not = (other, number) -> product.not(other, g -> one(g, number));
        not.add("n.x", (n, j) -> n.x);
        not.add("n.y", (n, j) -> n.y);
        not.add("n.a2", (n, j) -> n.a2);
        not.add("n.b2", (n, j) -> n.b2);
        not.add("n.a1[0] + n.a1[1]", (n, j) -> n.a1[0] + n.a1[1]);
        not.add("a(1 − a)", (n, j) -> n.a2 * (1 - n.a2));
        not.add("1 − a²", (n, j) -> 1 - n.a2 * n.a2);
        not.add("σ′(z)", (n, j) -> sigmoidPrime(n.a2));
        not.add("1 − tanh²(z)", (n, j) -> tanhPrime(n.a2));
        return product;
    }

    /** Times ReLU′(z), and the derivatives of other activations in its place. */
    static Product slopes(Product product) {
        both(product::of).add("ReLU′(n.z1[j])", (n, j) -> n.z1[j] > 0 ? 1 : 0);
        Adding not = both(product::not);
        not.add("a(1 − a)", (n, j) -> n.a1[j] * (1 - n.a1[j]));
        not.add("1 − a²", (n, j) -> 1 - n.a1[j] * n.a1[j]);
        not.add("z(1 − z)", (n, j) -> n.z1[j] * (1 - n.z1[j]));
        not.add("sigmoid′(z)", (n, j) -> sigmoidPrime(n.z1[j]));
        not.add("tanh′(z)", (n, j) -> tanhPrime(n.z1[j]));
        not.add("ReLU′ turned round, 1 where z < 0,", (n, j) -> n.z1[j] > 0 ? 0 : 1);
        not.add("ReLU′(n.z1[0])", (n, j) -> n.z1[0] > 0 ? 1 : 0);
        not.add("ReLU′(n.z1[1])", (n, j) -> n.z1[1] > 0 ? 1 : 0);
        not.add("the sign of z", (n, j) -> Math.signum(n.z1[j]));
        not.add("a leaky ReLU′", (n, j) -> n.z1[j] > 0 ? 1 : 0.01);
        return product;
    }

    private static double sigmoidPrime(double z) {
        double a = Functions.sigmoid(z);
        return a * (1 - a);
    }

    private static double tanhPrime(double z) {
        double a = Functions.tanh(z);
        return 1 - a * a;
    }

    @FunctionalInterface
    private interface Adding {
        void add(String name, OneTwoOne.Neuron factor);
    }

    @FunctionalInterface
    private interface Kept {
        Product keep(String name, Function<Given, Matrix> factor);
    }

    private static Adding both(Kept kept) {
        return (name, factor) -> kept.keep(name, g -> OneTwoOne.pair(g, factor));
    }

    private static Matrix one(Given g, OneTwoOne.Neuron number) {
        return Given.matrix(1, 1, number.of(new OneTwoOne(g), 0));
    }
}
