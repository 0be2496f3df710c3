package dev.gradus.nn;

import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all recurrent layers share: at step t they see xₜ and what they gave at the step before, hₜ₋₁, through the same
 * weights at every step, Pₜ = xₜW + b and Sₜ = hₜ₋₁U + c, and make hₜ of both (Elman, "Finding structure in time", 1990). What
 * they make of it is theirs. h before the first step is 0. PyTorch and its files have two biases, too.
 *
 * <p>Row i·T + t of a matrix of all steps is step t of sample i. P needs no order, so it is one product.
 */
abstract class Recurrent implements Proven {
    final int n; // units
    private final int length; // T
    private final int wide; // numbers of a row of P and S: n for each gate
    private final Parameter w; // W, F × wide
    private final Parameter u; // U, n × wide
    private final Parameter b; // 1 × wide
    private final Parameter c; // 1 × wide
    private @Nullable Matrix x; // (m·T) × F
    private @Nullable Matrix dx; // (m·T) × F
    private @Nullable Matrix uTurned; // Uᵀ
    private Steps of = new Steps(); // the batch that went forward last

    /** What is remembered of a batch; of all steps where nothing else is said. */
    private static final class Steps {
        private Matrix p = Matrix.zeros(0, 0); // (m·T) × wide
        private Matrix s = p; // of one step, m × wide
        private Matrix state = p; // hₜ₋₁ of one step, m × n
        private Matrix before = p; // hₜ₋₁, (m·T) × n
        private Matrix h = p; // (m·T) × n
        private Matrix dh = p; // ∂J/∂hₜ of one step, m × n
        private Matrix later = p; // what of it comes from the steps behind it, m × n
        private Matrix ds = p; // ∂J/∂S, (m·T) × wide
        private Matrix dsOfStep = p; // m × wide
    }

    Recurrent(LayerSetup setup, int n, int gates) {
        this.n = n;
        length = setup.inputShape().rows();
        wide = gates * n;
        w = setup.parameter("weight_ih_l0", setup.inputs(), wide);
        u = setup.parameter("weight_hh_l0", n, wide);
        b = setup.constant("bias_ih_l0", wide, 0);
        c = setup.constant("bias_hh_l0", wide, 0);
    }

    // ---- what each makes of it ----

    /** Makes room for what is remembered of m samples. */
    void remember(Matrix x, int m) {}

    /** From Pₜ and Sₜ to hₜ, for each sample. */
    abstract void forward(int t);

    /** From ∂J/∂hₜ to ∂J/∂Sₜ, for each sample. */
    abstract void backward(int t);

    /** ∂J/∂P; that of S unless the two don't just add up. */
    Matrix dp() {
        return of.ds;
    }

    /** Adds what reaches hₜ₋₁ from step t without passing through S. */
    void addDirect(Matrix later) {}

    // ---- what they make it of ----

    /** The row of step t of sample i. */
    final int row(int i, int t) {
        return i * length + t;
    }

    final boolean isLast(int t) {
        return t == length - 1;
    }

    /** Sₜ = hₜ₋₁U + c, m × wide. */
    final Matrix states() {
        of.state.multiply(u.matrix(), c.matrix(), of.s);
        return of.s;
    }

    /** Pₜ + Sₜ, m × wide. */
    final Matrix sums(int t) {
        Matrix sums = states();
        sums.addColumns(t * wide, steps(of.p));
        return sums;
    }

    /** What all samples have of the gates at step t, m × wide: a copy. */
    final Matrix step(int t, Matrix gates) {
        steps(gates).columns(t * wide, of.dsOfStep);
        return of.dsOfStep;
    }

    final Matrix p() {
        return of.p;
    }

    final Matrix before() {
        return of.before;
    }

    final Matrix h() {
        return of.h;
    }

    final Matrix dh() {
        return of.dh;
    }

    final Matrix ds() {
        return of.ds;
    }

    /** The same as m × (T·F), so that step t is columns t·F … (t + 1)·F − 1. */
    private Matrix steps(Matrix rows) {
        return rows.reshape(rows.rows() / length, length * rows.columns());
    }

    // ---- there and back ----

    @Override
    public final Matrix forward(Matrix x, boolean training) {
        int m = x.rows() / length;
        this.x = x;
        of.p = x.buffer(of.p, x.rows(), wide);
        of.s = x.buffer(of.s, m, wide);
        of.state = x.buffer(of.state, m, n);
        of.before = x.buffer(of.before, x.rows(), n);
        of.h = x.buffer(of.h, x.rows(), n);
        remember(x, m);
        x.multiply(w.matrix(), b.matrix(), of.p);
        of.state.fill(0);
        for (int t = 0; t < length; t++) {
            steps(of.before).setColumns(t * n, of.state);
            forward(t);
            steps(of.h).columns(t * n, of.state);
        }
        return of.h;
    }

    /** Through time: ∂J/∂hₜ is δₜ and what comes from step t + 1, ∂J/∂Sₜ₊₁ Uᵀ (Werbos, 1990). */
    @Override
    public final void gradients(Matrix delta) {
        if (x == null) throw new IllegalStateException("call forward before backward");
        int m = delta.rows() / length;
        of.dh = delta.buffer(of.dh, m, n);
        of.later = delta.buffer(of.later, m, n);
        of.ds = delta.buffer(of.ds, delta.rows(), wide);
        of.dsOfStep = delta.buffer(of.dsOfStep, m, wide);
        uTurned = delta.buffer(uTurned, wide, n);
        u.matrix().transpose(uTurned);
        of.later.fill(0);
        for (int t = length - 1; t >= 0; t--) {
            of.dh.copyFrom(of.later);
            of.dh.addColumns(t * n, steps(delta));
            backward(t);
            steps(of.ds).columns(t * wide, of.dsOfStep);
            of.dsOfStep.multiply(uTurned, of.later);
            addDirect(of.later);
        }
        x.addTransposedProduct(dp(), w.gradient());
        of.before.addTransposedProduct(of.ds, u.gradient());
        dp().addColumnSums(b.gradient());
        of.ds.addColumnSums(c.gradient());
    }

    /** ∂J/∂X = ∂J/∂P Wᵀ. */
    @Override
    public final Matrix backward(Matrix delta) {
        gradients(delta);
        dx = delta.buffer(dx, delta.rows(), w.matrix().rows());
        dp().multiplyTransposed(w.matrix(), dx);
        return dx;
    }

    @Override
    public final List<Parameter> parameters() {
        return List.of(w, u, b, c);
    }

    /** Refuses what is no sequence of rows of numbers. */
    static void checkSequence(Shape inputShape) {
        if (inputShape.row().length > 1 || inputShape.rows() == 1)
            throw new IllegalArgumentException("needs sequences of two rows or more, but its input is " + inputShape
                    + (inputShape.row().length > 1 ? "" : ", one row")
                    + "; start the network with Network.sequence(length, features) or Network.tokens(length, vocabulary),"
                    + " and put .last(), .meanOverTime() or .flatten() behind this layer");
    }
}
