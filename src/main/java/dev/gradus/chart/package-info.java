/**
 * What others call to get and to show pictures of names and numbers, the same on every machine. Curves over epochs, lines
 * and functions are drawn here, by XChart; everything else is drawn on our own canvas, in {@code chart.canvas}, and films
 * in {@code chart.film}.
 */
@NullMarked
package dev.gradus.chart;

import org.jspecify.annotations.NullMarked;
