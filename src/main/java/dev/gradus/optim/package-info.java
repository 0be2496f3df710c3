/**
 * Optimizers: how a gradient moves a parameter, and how the learning rate changes. Where gradients come from is not here
 * but in {@code nn}.
 */
@NullMarked
package dev.gradus.optim;

import org.jspecify.annotations.NullMarked;
