/** Optimizers: how a gradient moves a parameter. */
@NullMarked
package dev.gradus.optim;

import org.jspecify.annotations.NullMarked;
