/** What bends a layer's sums, and where weights start: activations and initialisers. Losses ask for these by type. */
@NullMarked
package dev.gradus.activation;

import org.jspecify.annotations.NullMarked;
