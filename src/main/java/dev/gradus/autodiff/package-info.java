/** A tape for single numbers: values that remember how they came about, so that gradients can be followed back. */
@NullMarked
package dev.gradus.autodiff;

import org.jspecify.annotations.NullMarked;
