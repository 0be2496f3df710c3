/**
 * Samples: MNIST, pictures, tables, texts and one's own numbers, their splits and batches; weight files as bytes. What a network
 * makes of them is not here but in {@code nn}.
 */
@NullMarked
package dev.gradus.data;

import org.jspecify.annotations.NullMarked;
