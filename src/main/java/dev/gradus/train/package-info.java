/** Training: the loop over epochs and batches, and its history. */
@NullMarked
package dev.gradus.train;

import org.jspecify.annotations.NullMarked;
