/**
 * What one does with a network that has learnt: fewer weights ({@link Pruning}), shorter ones ({@link Rounding}), a
 * smaller network that learns from it ({@link Distillation}), and its first layers for another task ({@link Transfer},
 * {@link Prototypes}).
 */
@NullMarked
package dev.gradus.reuse;

import org.jspecify.annotations.NullMarked;
