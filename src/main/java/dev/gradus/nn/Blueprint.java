package dev.gradus.nn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a network is made from, so that it can be made again, in either precision.
 *
 * @param initializer of all weights; null for what suits each activation
 * @param penalty of all weights whose layers have none of their own
 */
record Blueprint(
        int[] inputShape, List<LayerSpec> specs, @Nullable Initializer initializer, Penalty penalty, long seed) {}
