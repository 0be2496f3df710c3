package dev.gradus.nn;

import java.util.List;

/** A layer of ours: the table tests hold it to the contract, so that a builder needn't try it. */
interface Proven extends Layer {
    /** The layers within this one. */
    default List<Layer> inside() {
        return List.of();
    }

    /** Whether its inputs may be tokens, which are names and no quantities. */
    default boolean readsTokens() {
        return false;
    }

    /** Whether what it gives for a row depends on rows behind it, so that it would read what only fills up a sequence. */
    default boolean looksAhead() {
        return false;
    }
}
