package dev.gradus.nn;

import dev.gradus.math.Matrix;
import java.util.List;
import java.util.Map;

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

    /** What it did with the newest batch that is worth a picture, by name: a row of each for each row of its input. */
    default Map<String, Matrix> insides() {
        return Map.of();
    }
}
