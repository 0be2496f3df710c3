package dev.gradus.activation;

import dev.gradus.errors.Require;
import dev.gradus.math.RandomStream;
import java.io.Serializable;

/**
 * Where weights start, before the first step. One's own is a lambda:
 * {@code (inputs, outputs, random) -> random.nextUniform(-0.1, 0.1)}. N(mean, standard deviation) is the normal
 * distribution.
 */
@FunctionalInterface
public interface Initializer extends Serializable {
    /**
     * The next weight of a layer.
     *
     * @param inputs numbers that come in ("fan-in")
     * @param outputs numbers that go out ("fan-out")
     */
    double next(int inputs, int outputs, RandomStream random);

    /** 0: all units of a layer stay the same for good, which is why nobody does it but to see it. */
    static Initializer zeros() {
        return named("zeros()", (inputs, outputs, random) -> 0);
    }

    /** The same number for every weight. */
    static Initializer constant(double value) {
        Require.finite("value", value);
        return named("constant(" + value + ")", (inputs, outputs, random) -> value);
    }

    /** N(0, 0.01): breaks the symmetry, but signals fade in deep networks. */
    static Initializer smallRandom() {
        return named("smallRandom()", (inputs, outputs, random) -> 0.01 * random.nextGaussian());
    }

    /**
     * N(0, 1/√inputs): signals keep their size on their way forward. LeCun et al., "Efficient BackProp", 1998; as Keras'
     * lecun_normal, which cuts the tails off.
     */
    static Initializer fanIn() {
        return named("fanIn()", (inputs, outputs, random) -> random.nextGaussian() / Math.sqrt(inputs));
    }

    /**
     * Uniform in ±√(6 / (inputs + outputs)), for sigmoid, tanh and softmax: a compromise between signals on their way
     * forward and gradients on theirs back. Keras' default; PyTorch's xavier_uniform_. Glorot and Bengio, "Understanding
     * the difficulty of training deep feedforward neural networks", 2010. See {@link #xavierNormal}.
     */
    static Initializer xavier() {
        return named("xavier()", (inputs, outputs, random) -> {
            double limit = Math.sqrt(6.0 / (inputs + outputs));
            return random.nextUniform(-limit, limit);
        });
    }

    /** N(0, √(2 / (inputs + outputs))): {@link #xavier} with a normal distribution; PyTorch's xavier_normal_. */
    static Initializer xavierNormal() {
        return named(
                "xavierNormal()",
                (inputs, outputs, random) -> Math.sqrt(2.0 / (inputs + outputs)) * random.nextGaussian());
    }

    /**
     * N(0, √(2 / inputs)), for ReLU, which silences half of its inputs; PyTorch's kaiming_normal_. He et al., "Delving deep
     * into rectifiers", 2015. See {@link #heUniform}.
     */
    static Initializer he() {
        return he(0);
    }

    /** N(0, √(2 / ((1 + slope²) inputs))): {@link #he()} for a leaky ReLU, by the same paper. */
    static Initializer he(double slope) {
        Require.finite("slope", slope);
        return named(
                slope == 0 ? "he()" : "he(" + slope + ")",
                (inputs, outputs, random) -> Math.sqrt(2.0 / ((1 + slope * slope) * inputs)) * random.nextGaussian());
    }

    /** Uniform in ±√(6 / inputs): {@link #he()} with a uniform distribution; PyTorch's kaiming_uniform_. */
    static Initializer heUniform() {
        return named("heUniform()", (inputs, outputs, random) -> {
            double limit = Math.sqrt(6.0 / inputs);
            return random.nextUniform(-limit, limit);
        });
    }

    /** A lambda prints badly. */
    private static Initializer named(String name, Initializer initializer) {
        return new Initializer() {
            @Override
            public double next(int inputs, int outputs, RandomStream random) {
                return initializer.next(inputs, outputs, random);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
