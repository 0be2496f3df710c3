package dev.gradus.nn;

/** Layers within a layer: {@code .residual(block -> block.dense(8, tanh()).dense(8, linear()))}. */
public final class Block extends Layers<Block> {
    Block() {}

    @Override
    Block self() {
        return this;
    }
}
