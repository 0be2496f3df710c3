package dev.gradus.explorer;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Initializer;
import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import java.util.Set;
import java.util.TreeSet;

/**
 * An activation some of whose neurons give 0, whatever comes in, and learn nothing: what can the others do without them?
 *
 * <pre>{@code
 * Silenced layer1 = new Silenced(tanh());
 * Network network = Network.input(2).dense(4, layer1).dense(1, sigmoid()).build();
 * layer1.silence(2);
 * }</pre>
 */
public final class Silenced implements Activation {
    private final Activation activation;
    private final Set<Integer> silent = new TreeSet<>(); // counted from 1

    /** Nobody is silent yet. */
    public Silenced(Activation activation) {
        this.activation = Require.notNull("activation", activation, "e.g. tanh()");
    }

    /** From now on this neuron, counted from 1, gives 0. */
    public void silence(int unit) {
        silent.add(Require.atLeast("unit", unit, 1));
    }

    /** It speaks again, as it was. */
    public void release(int unit) {
        silent.remove(unit);
    }

    /** Which neurons are silent, counted from 1. */
    public Set<Integer> silent() {
        return Set.copyOf(silent);
    }

    @Override
    public String name() {
        return activation.name();
    }

    @Override
    public void forward(Matrix z, Matrix a) {
        activation.forward(z, a);
        clear(a);
    }

    @Override
    public void backward(Matrix z, Matrix a, Matrix da, Matrix dz) {
        activation.backward(z, a, da, dz);
        clear(dz);
    }

    private void clear(Matrix m) {
        for (int unit : silent) if (unit <= m.columns()) for (int i = 0; i < m.rows(); i++) m.set(i, unit - 1, 0);
    }

    @Override
    public Initializer initializer() {
        return activation.initializer();
    }

    /** As the activation itself. */
    @Override
    public String toString() {
        return activation.toString();
    }
}
