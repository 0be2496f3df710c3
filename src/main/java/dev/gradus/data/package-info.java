/** Samples: MNIST and one's own numbers, their splits and batches. */
@NullMarked
package dev.gradus.data;

import org.jspecify.annotations.NullMarked;
