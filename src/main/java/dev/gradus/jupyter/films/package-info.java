/**
 * Runs as film strips, with a slider in the saved page: the way of a descent, a training that was recorded. What the frames
 * are painted with is in {@code chart.film}; everything else that is shown is in {@code jupyter.views}.
 */
@NullMarked
package dev.gradus.jupyter.films;

import org.jspecify.annotations.NullMarked;
