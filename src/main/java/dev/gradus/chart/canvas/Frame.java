package dev.gradus.chart.canvas;

/**
 * Where in a picture its axes lie, so that a page can draw the same from numbers. Lengths in CSS pixels.
 *
 * @param width of the whole picture
 * @param height of the whole picture
 * @param left where the axes begin
 * @param top likewise
 * @param across how wide the rectangle of the axes is
 * @param down how high it is
 */
public record Frame(
        double width,
        double height,
        double left,
        double top,
        double across,
        double down,
        double xLow,
        double xHigh,
        double yLow,
        double yHigh) {}
