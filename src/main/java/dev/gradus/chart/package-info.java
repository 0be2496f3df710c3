/**
 * Pictures of names and numbers, the same on every machine: curves over epochs, digits, confusion matrices, graphs of
 * computations, descents.
 */
@NullMarked
package dev.gradus.chart;

import org.jspecify.annotations.NullMarked;
