package dev.gradus.chart.canvas;

/**
 * Where in a picture its axes lie, so that a page can draw above it and tell what a click means. Lengths in CSS pixels.
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
        double yHigh) {
    /** Where x lies in the picture, from its left. */
    public double pixelX(double x) {
        return left + (x - xLow) / (xHigh - xLow) * across;
    }

    /** Where y lies in the picture, from its top. */
    public double pixelY(double y) {
        return top + (yHigh - y) / (yHigh - yLow) * down;
    }

    /** The x at a share of the picture's width; clicks beside the axes count for their ends. */
    public double xAt(double share) {
        return xLow + within((share * width - left) / across) * (xHigh - xLow);
    }

    /** The y at a share of the picture's height. */
    public double yAt(double share) {
        return yHigh - within((share * height - top) / down) * (yHigh - yLow);
    }

    private static double within(double share) {
        return Math.max(0, Math.min(1, share));
    }
}
