/** Losses: how wrong an output is, and in which direction. */
@NullMarked
package dev.gradus.loss;

import org.jspecify.annotations.NullMarked;
