/**
 * Films: a descent, a network's answers or its numbers in frames, each a small picture for a strip, and the numbers from
 * which a page's script draws them large. What stays still is not here but in {@code chart}; what films are drawn with is
 * in {@code chart.canvas}.
 */
@NullMarked
package dev.gradus.chart.film;

import org.jspecify.annotations.NullMarked;
