package dev.gradus.train;

import static dev.gradus.Gradus.*;

import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import dev.gradus.nn.Layer;
import dev.gradus.nn.LayerSetup;
import dev.gradus.nn.LayerSpec;
import dev.gradus.nn.Parameter;
import java.util.List;
import java.util.function.Function;

/** Layers of sequences as a learner writes them in a cell, from what {@link Matrix} offers to everybody. */
final class OwnSequenceParts {
    private OwnSequenceParts() {}

    /** A recipe whose rows have n numbers behind it. */
    static LayerSpec rowsOf(int n, Function<LayerSetup, Layer> layer) {
        return new LayerSpec() {
            @Override
            public Layer build(LayerSetup setup) {
                return layer.apply(setup);
            }

            @Override
            public Shape outputShape(Shape inputShape) {
                return inputShape.withRow(n);
            }
        };
    }

    // ---- an embedding ----

    static LayerSpec embedding(int n) {
        return rowsOf(n, setup -> new Embedding(setup, n));
    }

    /** Y = E[x]: for each token its row of a table. */
    private static final class Embedding implements Layer {
        private final Parameter e; // V × n
        private Matrix x = Matrix.zeros(0, 0); // (m·T) × 1

        Embedding(LayerSetup setup, int n) {
            e = setup.table("weight", setup.inputShape().vocabulary(), n, (in, out, random) -> random.nextGaussian());
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            this.x = x;
            return e.matrix().gather(x);
        }

        @Override
        public Matrix backward(Matrix delta) {
            e.gradient().scatterAdd(x, delta);
            return x.like(); // names have no slope
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(e);
        }
    }

    /** Y = X + P: a row for each place, the same in all samples. */
    static final class Places implements Layer {
        private final int length; // T
        private final Parameter p; // T × n

        Places(LayerSetup setup) {
            length = setup.inputShape().rows();
            p = setup.table("weight", length, setup.inputs(), (in, out, random) -> random.nextGaussian());
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            Matrix y = x.map(v -> v);
            samples(y).addRow(p.matrix().reshape(1, p.matrix().size()));
            return y;
        }

        @Override
        public Matrix backward(Matrix delta) {
            samples(delta).addColumnSums(p.gradient().reshape(1, p.matrix().size()));
            return delta;
        }

        /** m × (T·n). */
        private Matrix samples(Matrix rows) {
            return rows.reshape(rows.rows() / length, p.matrix().size());
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(p);
        }
    }

    // ---- attention ----

    /** One head: A = softmax(QKᵀ/√n) over what came before, Y = AV, for each sequence by itself. */
    static final class Head implements Layer {
        private final int length; // T
        private final Parameter wq; // n × n, as the next two
        private final Parameter wk;
        private final Parameter wv;
        private Matrix x = Matrix.zeros(0, 0); // (m·T) × n, as the next three
        private Matrix q = x;
        private Matrix k = x;
        private Matrix v = x;
        private Matrix a = x; // (m·T) × T

        Head(LayerSetup setup) {
            int n = setup.inputs();
            length = setup.inputShape().rows();
            wq = setup.parameter("query", n, n);
            wk = setup.parameter("key", n, n);
            wv = setup.parameter("value", n, n);
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            this.x = x;
            int m = x.rows() / length;
            q = x.dot(wq.matrix());
            k = x.dot(wk.matrix());
            v = x.dot(wv.matrix());
            a = q.dotBlocks(m, k.transposedBlocks(m));
            a.scale(1 / Math.sqrt(x.columns()));
            a.softmax(i -> i % length + 1, a);
            return a.dotBlocks(m, v);
        }

        @Override
        public Matrix backward(Matrix delta) {
            int m = x.rows() / length;
            Matrix dv = a.transposedBlocks(m).dotBlocks(m, delta);
            Matrix ds = a.like();
            softmax().backward(a, a, delta.dotBlocks(m, v.transposedBlocks(m)), ds);
            ds.scale(1 / Math.sqrt(x.columns()));
            Matrix dq = ds.dotBlocks(m, k);
            Matrix dk = ds.transposedBlocks(m).dotBlocks(m, q);
            x.addTransposedProduct(dq, wq.gradient());
            x.addTransposedProduct(dk, wk.gradient());
            x.addTransposedProduct(dv, wv.gradient());
            return dq.dot(wq.matrix().transposed())
                    .plus(dk.dot(wk.matrix().transposed()))
                    .plus(dv.dot(wv.matrix().transposed()));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(wq, wk, wv);
        }
    }

    // ---- a recurrent unit ----

    static LayerSpec recurrent(int n) {
        return rowsOf(n, setup -> new Recurrent(setup, n));
    }

    /** hₜ = tanh(xₜ W + hₜ₋₁ U + b), and h before the first is 0. */
    private static final class Recurrent implements Layer {
        private final int length; // T
        private final int f; // numbers of xₜ
        private final int n; // numbers of hₜ
        private final Parameter w; // f × n
        private final Parameter u; // n × n
        private final Parameter b; // 1 × n
        private Matrix x = Matrix.zeros(0, 0); // m × (T·f)
        private Matrix h = x; // m × (T·n)

        Recurrent(LayerSetup setup, int n) {
            this.n = n;
            f = setup.inputs();
            length = setup.inputShape().rows();
            w = setup.parameter("weight", f, n);
            u = setup.parameter("state", n, n);
            b = setup.constant("bias", n, 0);
        }

        @Override
        public Matrix forward(Matrix in, boolean training) {
            int m = in.rows() / length;
            x = in.reshape(m, length * f);
            h = in.like(m, length * n);
            for (int t = 0; t < length; t++) {
                Matrix z = step(x, f, t).dot(w.matrix()).plus(step(h, n, t - 1).dot(u.matrix()));
                z.addRow(b.matrix());
                h.setColumns(t * n, z.map(Functions::tanh));
            }
            return h.reshape(m * length, n);
        }

        /** Backward through time: hₜ reaches the loss by itself and by hₜ₊₁. */
        @Override
        public Matrix backward(Matrix delta) {
            Matrix d = delta.reshape(h.rows(), length * n);
            Matrix dx = x.like();
            Matrix later = x.like(x.rows(), n); // what comes from hₜ₊₁
            for (int t = length - 1; t >= 0; t--) {
                Matrix slope = step(h, n, t).map(a -> 1 - a * a);
                Matrix dz = step(d, n, t).plus(later).times(slope);
                step(x, f, t).addTransposedProduct(dz, w.gradient());
                step(h, n, t - 1).addTransposedProduct(dz, u.gradient());
                dz.addColumnSums(b.gradient());
                dx.setColumns(t * f, dz.dot(w.matrix().transposed()));
                later = dz.dot(u.matrix().transposed());
            }
            return dx.reshape(delta.rows(), f);
        }

        /** What all samples have at step t; zeros before the first. */
        private static Matrix step(Matrix all, int n, int t) {
            return t < 0 ? all.like(all.rows(), n) : all.columns(t * n, (t + 1) * n);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(w, u, b);
        }
    }
}
