package dev.gradus.nn;

import dev.gradus.math.RandomStream;

/**
 * Where weights start, before the first step. One's own is a lambda:
 * {@code (inputs, outputs, random) -> random.nextUniform(-0.1, 0.1)}.
 */
@FunctionalInterface
public interface Initializer {
    /**
     * The next weight of a layer.
     *
     * @param inputs numbers that come in ("fan-in")
     * @param outputs numbers that go out ("fan-out")
     */
    double next(int inputs, int outputs, RandomStream random);

    /** N(0, 0.01): breaks the symmetry, but signals fade in deep networks. */
    static Initializer smallRandom() {
        return (inputs, outputs, random) -> 0.01 * random.nextGaussian();
    }

    /**
     * Uniform in ±√(6 / (inputs + outputs)), for sigmoid, tanh and softmax; Keras' default. Glorot and Bengio,
     * "Understanding the difficulty of training deep feedforward neural networks", 2010.
     */
    static Initializer xavier() {
        return (inputs, outputs, random) -> {
            double limit = Math.sqrt(6.0 / (inputs + outputs));
            return random.nextUniform(-limit, limit);
        };
    }

    /**
     * N(0, √(2 / inputs)), for ReLU, which silences half of its inputs. He et al., "Delving deep into rectifiers", 2015.
     */
    static Initializer he() {
        return (inputs, outputs, random) -> Math.sqrt(2.0 / inputs) * random.nextGaussian();
    }
}
