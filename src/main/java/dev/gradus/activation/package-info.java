/**
 * What bends a layer's sums, and where weights start: activations and initialisers. Losses ask for these by type. Layers,
 * which apply them, are in {@code nn}.
 */
@NullMarked
package dev.gradus.activation;

import org.jspecify.annotations.NullMarked;
