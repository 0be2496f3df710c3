/**
 * Numbers: matrices, the loops that work on them, and randomness that is the same everywhere. Nothing here knows a layer;
 * what is said about a wrong shape or argument is in {@code errors}.
 */
@NullMarked
package dev.gradus.math;

import org.jspecify.annotations.NullMarked;
