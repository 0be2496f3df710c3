package dev.gradus.chart.canvas;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The way of a descent, for {@code Charts.descent} and {@code Charts.contours}.
 *
 * @param name what the legend calls it
 * @param points one or more, all of equally many numbers, all finite
 */
public record Trail(String name, List<double[]> points) {
    /** Throws {@link IllegalArgumentException} if there is no point, or sizes or numbers are wrong. */
    public Trail {
        Objects.requireNonNull(name, "name is null, expected what the legend calls the trail");
        Objects.requireNonNull(points, "points is null, expected a list of points");
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points is empty, expected at least one point");
        }
        for (int i = 0; i < points.size(); i++) {
            double[] point = points.get(i);
            if (point.length != points.get(0).length || !Arrays.stream(point).allMatch(Scale::isDrawn)) {
                throw new IllegalArgumentException("points[" + i + "] is " + Arrays.toString(point) + ", expected "
                        + points.get(0).length + " finite numbers");
            }
        }
        points = points.stream().map(double[]::clone).toList();
    }

    /** The trails up to where they leave the ranges, of which there is one for each variable. */
    public static List<Trail> within(Trail[] trails, Axes.Range... ranges) {
        return Arrays.stream(trails)
                .filter(trail -> isWithin(trail.points.get(0), ranges))
                .map(trail -> new Trail(
                        trail.name,
                        trail.points.stream()
                                .takeWhile(p -> isWithin(p, ranges))
                                .toList()))
                .toList();
    }

    private static boolean isWithin(double[] point, Axes.Range[] ranges) {
        return IntStream.range(0, ranges.length).allMatch(i -> ranges[i].holds(point[i]));
    }

    /** How many numbers a point has. */
    public int variables() {
        return points.get(0).length;
    }

    /** The name, the number of points, the first and the last one. */
    @Override
    public String toString() {
        return name + ": " + points.size() + " points, " + Arrays.toString(points.get(0)) + " … "
                + Arrays.toString(points.get(points.size() - 1));
    }
}
