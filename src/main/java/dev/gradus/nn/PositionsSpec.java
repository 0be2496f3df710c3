package dev.gradus.nn;

import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of positions: to row t of each sequence a row of numbers is added that stands for the place t, the same in all
 * samples, so that layers which treat all rows alike, such as attention, can tell where one stands. Learnt, as BERT and GPT
 * have them (they start normally distributed with variance 1, as PyTorch's Embedding), or {@link #sinusoidal}, which
 * learns nothing. Both in Vaswani et al., "Attention is all you need", 2017, section 3.5.
 *
 * @param isSinusoidal whether they are waves; else they are learnt
 */
public record PositionsSpec(boolean isSinusoidal) implements LayerSpec {
    private static final double LONGEST = 10_000; // of the waves' lengths, by 2π

    /** Learnt positions. */
    public PositionsSpec() {
        this(false);
    }

    /** P[t, 2i] = sin(t / 10000^(2i/n)) and P[t, 2i + 1] = cos of the same: waves, from short ones to long ones. */
    public PositionsSpec sinusoidal() {
        return new PositionsSpec(true);
    }

    @Override
    public Layer build(LayerSetup setup) {
        int rows = setup.inputShape().rows();
        int n = setup.inputs();
        Parameter places =
                isSinusoidal ? null : setup.table("weight", rows, n, (in, out, random) -> random.nextGaussian());
        return new Positions(places, isSinusoidal ? waves(rows, n) : null, rows, n);
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        Recurrent.checkSequence(inputShape);
        return inputShape;
    }

    /** As doubles: each network rounds them to its precision. */
    static double[] waves(int rows, int n) {
        double[] waves = new double[rows * n];
        for (int t = 0; t < rows; t++)
            for (int j = 0; j < n; j++) {
                double angle = t / Functions.pow(LONGEST, (j - j % 2) / (double) n);
                waves[t * n + j] = j % 2 == 0 ? Functions.sin(angle) : Functions.cos(angle);
            }
        return waves;
    }

    @Override
    public String toString() {
        return isSinusoidal ? "positions().sinusoidal()" : "positions()";
    }

    /** Y = X + P, with the same P (T × n) in every sample. As m × (T·n), each sample is a row, and P one that meets all. */
    private static final class Positions implements Proven {
        private final @Nullable Parameter learnt; // P, T × n
        private final double @Nullable [] waves; // or as numbers, T · n
        private final int length; // T
        private final int features; // n
        private @Nullable Matrix fixed; // the waves, 1 × (T·n)
        private @Nullable Matrix y; // (m·T) × n

        Positions(@Nullable Parameter learnt, double @Nullable [] waves, int length, int features) {
            this.learnt = learnt;
            this.waves = waves;
            this.length = length;
            this.features = features;
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            y = x.buffer(y, x.rows(), x.columns());
            y.copyFrom(x);
            samples(y).addRow(learnt != null ? row(learnt.matrix()) : waves(x));
            return y;
        }

        private Matrix waves(Matrix x) {
            Matrix row = x.buffer(fixed, 1, length * features);
            if (row != fixed && waves != null) row.setAll(waves);
            fixed = row;
            return row;
        }

        /** ∂J/∂P = Σ δ over the samples. */
        @Override
        public void gradients(Matrix delta) {
            if (learnt != null) samples(delta).addColumnSums(row(learnt.gradient()));
        }

        /** ∂J/∂X = δ. */
        @Override
        public Matrix backward(Matrix delta) {
            gradients(delta);
            return delta;
        }

        private Matrix samples(Matrix rows) {
            return rows.reshape(rows.rows() / length, length * features);
        }

        private Matrix row(Matrix places) {
            return places.reshape(1, length * features);
        }

        @Override
        public List<Parameter> parameters() {
            return learnt != null ? List.of(learnt) : List.of();
        }

        @Override
        public String toString() {
            return "positions";
        }
    }
}
