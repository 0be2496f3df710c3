/**
 * Paper, ink and axes, and what is drawn with them: maps with descents on them, graphs of computations, digits, confusion
 * matrices; colours, fonts and ticks, which the charts share; PNG files. No curves, bars or points: those are XChart's, in
 * {@code chart}, and nothing here knows XChart.
 */
@NullMarked
package dev.gradus.chart.canvas;

import org.jspecify.annotations.NullMarked;
