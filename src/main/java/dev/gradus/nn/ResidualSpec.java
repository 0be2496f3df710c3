package dev.gradus.nn;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of a residual connection: y = x + f(x), where f is a chain of layers that leaves the shape as it is. What f
 * does not change passes, forward and backward, which is how very deep networks can be trained. He et al., "Deep residual
 * learning for image recognition", 2015.
 *
 * @param block the layers of f
 */
public record ResidualSpec(List<LayerSpec> block) implements LayerSpec {
    public ResidualSpec {
        if (block.isEmpty())
            throw new IllegalArgumentException(
                    "the block is empty, so that residual would only double its input; give it"
                            + " layers, e.g. .residual(block -> block.layerNorm().dense(n, relu()))");
        block = List.copyOf(block);
    }

    /** Of the layers that the lambda lists: {@code residual(block -> block.layerNorm().dense(8, relu()))}. */
    public static ResidualSpec of(UnaryOperator<Block> block) {
        Block listed = Require.notNull("block", block, "e.g. block -> block.dense(8, relu())")
                .apply(new Block());
        return new ResidualSpec(Require.notNull("the block's result", listed, "the block itself")
                .specs());
    }

    @Override
    public Layer build(LayerSetup setup) {
        return new Residual(setup.chainOf(block));
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        if (inputShape.vocabulary() > 0) throw new IllegalArgumentException(Assembly.noQuantities(inputShape));
        Shape output = inputShape;
        for (LayerSpec spec : block) output = spec.outputShape(output);
        if (!output.equals(inputShape))
            throw new IllegalArgumentException("x + block(x) needs a block that keeps the shape, but it makes " + output
                    + " of " + inputShape + "; end it with as many units as it gets");
        return inputShape;
    }

    @Override
    public String toString() {
        return "residual(" + block + ")";
    }

    /** Layers within a layer: {@code .residual(block -> block.dense(8, tanh()).dense(8, linear()))}. */
    public static final class Block extends Layers<Block> {
        private Block() {}

        @Override
        Block self() {
            return this;
        }
    }

    private static final class Residual implements Proven {
        private final Chain block; // f
        private @Nullable Matrix y; // m × n
        private @Nullable Matrix dx; // m × n

        Residual(Chain block) {
            this.block = block;
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            y = x.buffer(y, x.rows(), x.columns());
            y.copyFrom(x);
            y.addScaled(1, block.forward(x, training));
            return y;
        }

        /** ∂J/∂x = δ + (∂f/∂x)ᵀ δ. */
        @Override
        public Matrix backward(Matrix delta) {
            dx = delta.buffer(dx, delta.rows(), delta.columns());
            dx.copyFrom(delta);
            dx.addScaled(1, block.backward(delta));
            return dx;
        }

        @Override
        public void gradients(Matrix delta) {
            block.gradients(delta);
        }

        @Override
        public List<Parameter> parameters() {
            return block.parameters();
        }

        @Override
        public List<Layer> inside() {
            return block.layers();
        }

        @Override
        public String toString() {
            return "residual";
        }
    }
}
