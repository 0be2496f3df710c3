/**
 * Training: the loop over epochs and batches, its history, and checkpoints to go on from. Training many times to find good
 * settings is not here but in {@code search}.
 */
@NullMarked
package dev.gradus.train;

import org.jspecify.annotations.NullMarked;
