/**
 * Losses: how wrong an output is, and in which direction; and the penalty that large weights cost beside them. Accuracy and reports, which nothing follows downhill, are in
 * {@code evaluation}.
 */
@NullMarked
package dev.gradus.loss;

import org.jspecify.annotations.NullMarked;
