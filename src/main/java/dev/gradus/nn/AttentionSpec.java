package dev.gradus.nn;

import dev.gradus.activation.Softmax;
import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of self-attention: every row of a sequence asks all rows of it, and takes of each what suits its question.
 * Vaswani et al., "Attention is all you need", 2017, sections 3.2.1 and 3.2.2. As PyTorch's MultiheadAttention of an input
 * with itself: W_in and b_in hold what makes queries, keys and values side by side, each for all heads, and an output
 * projection follows; no dropout. Weights start as the network says, Xavier by default, biases at 0.
 *
 * @param heads how many look at once, each at its own share of a row's numbers; at least 1, a divisor of their count
 * @param isCausal whether a row sees itself and the rows before it alone, as where the next token is asked for
 */
public record AttentionSpec(int heads, boolean isCausal) implements LayerSpec {
    public AttentionSpec {
        Require.atLeast("heads", heads, 1);
    }

    /** Every row sees all rows. */
    public AttentionSpec(int heads) {
        this(heads, false);
    }

    /** The same where a row sees itself and the rows before it alone. */
    public AttentionSpec causal() {
        return new AttentionSpec(heads, true);
    }

    @Override
    public Layer build(LayerSetup setup) {
        return new Attention(setup, heads, isCausal);
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        Recurrent.checkSequence(inputShape);
        if (inputShape.columns() % heads != 0)
            throw new IllegalArgumentException("each of " + heads + " heads gets its share of a row, but rows of "
                    + inputShape.columns() + " numbers don't divide by " + heads);
        return inputShape;
    }

    @Override
    public String toString() {
        return (isCausal ? "causalAttention(" : "attention(") + heads + ")";
    }

    /**
     * [Q K V] = X W_in + b_in, side by side. Each head has its own d = D/heads columns of the three, and looks at each sequence
     * by itself: A = softmax(QKᵀ/√d), row by row, and Y = AV. Then Z = Y W_out + b_out, with the Y of all heads side by side.
     */
    static final class Attention implements Proven {
        private final int d; // numbers of a head
        private final int length; // T
        private final boolean isCausal;
        private final Parameter wIn; // D × 3D
        private final Parameter bIn; // 1 × 3D
        private final Parameter wOut; // D × D
        private final Parameter bOut; // 1 × D
        private final Head[] heads;
        private @Nullable Matrix x; // (m·T) × D
        private Matrix qkv = Matrix.zeros(0, 0); // (m·T) × 3D
        private Matrix y = qkv; // (m·T) × D
        private Matrix z = qkv; // (m·T) × D
        private Matrix dy = qkv;
        private Matrix dqkv = qkv;
        private Matrix dx = qkv;
        private Matrix part = qkv; // of one head, (m·T) × d
        private Matrix product = qkv; // (m·T) × d
        private Matrix turned = qkv; // the same of each sequence turned, (m·d) × T
        private Matrix turnedScores = qkv; // (m·T) × T

        /** What a head knows of the batch. */
        private static final class Head {
            private Matrix q = Matrix.zeros(0, 0); // (m·T) × d, as k and v
            private Matrix k = q;
            private Matrix v = q;
            private Matrix a = q; // how much each row looks at each, (m·T) × T
            private Matrix ds = q; // ∂J/∂(QKᵀ/√d), (m·T) × T
        }

        Attention(LayerSetup setup, int heads, boolean isCausal) {
            int n = setup.inputs();
            this.isCausal = isCausal;
            d = n / heads;
            length = setup.inputShape().rows();
            wIn = setup.parameter("in_proj_weight", n, 3 * n);
            bIn = setup.constant("in_proj_bias", 3 * n, 0);
            wOut = setup.parameter("out_proj.weight", n, n);
            bOut = setup.constant("out_proj.bias", n, 0);
            this.heads = Stream.generate(Head::new).limit(heads).toArray(Head[]::new);
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            int n = x.columns();
            this.x = x;
            qkv = x.buffer(qkv, x.rows(), 3 * n);
            x.multiply(wIn.matrix(), bIn.matrix(), qkv);
            y = x.buffer(y, x.rows(), n);
            for (int h = 0; h < heads.length; h++) look(heads[h], h * d, x.rows() / length);
            z = x.buffer(z, x.rows(), n);
            y.multiply(wOut.matrix(), bOut.matrix(), z);
            return z;
        }

        /** A = softmax(QKᵀ/√d), Y = AV. */
        private void look(Head head, int column, int m) {
            int n = y.columns();
            head.q = columns(head.q, qkv, column);
            head.k = columns(head.k, qkv, n + column);
            head.v = columns(head.v, qkv, 2 * n + column);
            head.a = y.buffer(head.a, y.rows(), length);
            head.q.multiplyBlocks(m, turned(head.k, m), head.a);
            head.a.scale(1 / Math.sqrt(d));
            head.a.softmax(i -> isCausal ? i % length + 1 : length, head.a);
            part = y.buffer(part, y.rows(), d);
            head.a.multiplyBlocks(m, head.v, part);
            y.setColumns(column, part);
        }

        @Override
        public void gradients(Matrix delta) {
            if (x == null) throw new IllegalStateException("call forward before backward");
            y.addTransposedProduct(delta, wOut.gradient());
            delta.addColumnSums(bOut.gradient());
            dy = delta.buffer(dy, delta.rows(), delta.columns());
            delta.multiplyTransposed(wOut.matrix(), dy);
            dqkv = delta.buffer(dqkv, delta.rows(), 3 * delta.columns());
            for (int h = 0; h < heads.length; h++) lookBack(heads[h], h * d, delta.rows() / length);
            x.addTransposedProduct(dqkv, wIn.gradient());
            dqkv.addColumnSums(bIn.gradient());
        }

        /**
         * With S = QKᵀ/√d: ∂J/∂V = Aᵀ ∂J/∂Y and ∂J/∂A = ∂J/∂Y Vᵀ; through softmax (see there) to ∂J/∂S; and of it ∂J/∂Q = ∂J/∂S
         * K/√d, ∂J/∂K = (∂J/∂S)ᵀ Q/√d.
         */
        private void lookBack(Head head, int column, int m) {
            int n = dy.columns();
            part = columns(part, dy, column);
            head.ds = dy.buffer(head.ds, dy.rows(), length);
            part.multiplyBlocks(m, turned(head.v, m), head.ds);
            set(2 * n + column, turnedScores(head.a, m), part, m);
            new Softmax().backward(head.a, head.a, head.ds, head.ds);
            head.ds.scale(1 / Math.sqrt(d));
            set(column, head.ds, head.k, m);
            set(n + column, turnedScores(head.ds, m), head.q, m);
        }

        /** These columns of ∂J/∂[Q K V] = a·b, sequence by sequence. */
        private void set(int column, Matrix a, Matrix b, int m) {
            product = b.buffer(product, b.rows(), d);
            a.multiplyBlocks(m, b, product);
            dqkv.setColumns(column, product);
        }

        /** d columns of all. */
        private Matrix columns(Matrix old, Matrix all, int from) {
            Matrix columns = all.buffer(old, all.rows(), d);
            all.columns(from, columns);
            return columns;
        }

        private Matrix turned(Matrix rows, int m) {
            turned = rows.buffer(turned, m * d, length);
            rows.transposeBlocks(m, turned);
            return turned;
        }

        private Matrix turnedScores(Matrix scores, int m) {
            turnedScores = scores.buffer(turnedScores, m * length, length);
            scores.transposeBlocks(m, turnedScores);
            return turnedScores;
        }

        /** ∂J/∂X = ∂J/∂[Q K V] W_inᵀ. */
        @Override
        public Matrix backward(Matrix delta) {
            gradients(delta);
            dx = delta.buffer(dx, delta.rows(), delta.columns());
            dqkv.multiplyTransposed(wIn.matrix(), dx);
            return dx;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(wIn, bIn, wOut, bOut);
        }

        @Override
        public Map<String, Matrix> insides() {
            Map<String, Matrix> looks = new TreeMap<>();
            for (int h = 0; h < heads.length; h++) looks.put("head " + h, heads[h].a);
            return looks;
        }

        @Override
        public boolean looksAhead() {
            return !isCausal;
        }

        @Override
        public String toString() {
            return isCausal ? "causalAttention" : "attention";
        }
    }
}
