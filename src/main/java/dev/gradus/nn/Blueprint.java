package dev.gradus.nn;

import dev.gradus.activation.Initializer;
import dev.gradus.math.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a network is made from, so that it can be made again, in either precision.
 *
 * @param initializer of all weights; null for what suits each activation
 * @param penalty of all weights whose layers have none of their own
 */
record Blueprint(
        Shape inputShape, List<LayerSpec> specs, @Nullable Initializer initializer, Penalty penalty, long seed) {}
