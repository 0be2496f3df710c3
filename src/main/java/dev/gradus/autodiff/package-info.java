/**
 * A tape for single numbers: values that remember how they came about, so that gradients can be followed back. Networks
 * do without it: each layer writes its own backward.
 */
@NullMarked
package dev.gradus.autodiff;

import org.jspecify.annotations.NullMarked;
