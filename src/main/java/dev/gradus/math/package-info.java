/**
 * Numbers: matrices, the loops that work on them, randomness that is the same everywhere, and the errors that name a shape
 * or an argument. Nothing here knows a layer.
 */
@NullMarked
package dev.gradus.math;

import org.jspecify.annotations.NullMarked;
