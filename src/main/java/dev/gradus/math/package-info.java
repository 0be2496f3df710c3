/** Numbers: matrices, the loops that work on them, and randomness that is the same everywhere. */
@NullMarked
package dev.gradus.math;

import org.jspecify.annotations.NullMarked;
