package dev.gradus.chart.film;

import dev.gradus.chart.canvas.Axes;
import dev.gradus.chart.canvas.Ink;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What moves in a {@link Film}, in CSS pixels of its card. Each part is drawn twice: here, for the pictures of the strip,
 * and from its {@link #json} by the page's script, whose functions have the names of these records.
 */
sealed interface Part permits Part.Raster, Part.Bars, Part.Dots, Part.Way, Part.Strokes, Part.Spot, Wiring {
    void draw(Graphics2D g, int frame);

    /** The chosen frames in numbers, colours and Base64 alone, so that nothing in it has to be escaped. */
    String json(int[] chosen);

    /**
     * Cells in colours of a palette.
     *
     * @param smooth whether colours run into each other, as on a map, or stay squares
     * @param palette RGB
     * @param frames for each frame a palette index a cell, row by row
     */
    record Raster(
            double x,
            double y,
            double width,
            double height,
            int columns,
            boolean smooth,
            int[] palette,
            List<byte[]> frames)
            implements Part {
        @Override
        public void draw(Graphics2D g, int frame) {
            byte[] cells = frames.get(frame);
            BufferedImage image = new BufferedImage(columns, cells.length / columns, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < cells.length; i++) {
                image.setRGB(i % columns, i / columns, palette[cells[i]]);
            }
            g.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION,
                    smooth
                            ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
                            : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            int left = (int) Math.round(x);
            int top = (int) Math.round(y);
            g.drawImage(image, left, top, (int) Math.round(width), (int) Math.round(height), null);
        }

        @Override
        public String json(int[] chosen) {
            return "{\"raster\":" + numbers(x, y, width, height) + ",\"columns\":" + columns + ",\"smooth\":" + smooth
                    + ",\"palette\":" + hex(palette) + ",\"frames\":"
                    + Arrays.stream(chosen)
                            .mapToObj(frames::get)
                            .map(cells -> '"' + Base64.getEncoder().encodeToString(cells) + '"')
                            .collect(Collectors.joining(",", "[", "]"))
                    + "}";
        }
    }

    /**
     * Bars beside each other that stand on the lower side of a rectangle.
     *
     * @param frames for each frame the heights, from 0 to 1
     */
    record Bars(double x, double y, double width, double height, int colour, List<double[]> frames) implements Part {
        @Override
        public void draw(Graphics2D g, int frame) {
            double[] heights = frames.get(frame);
            double step = width / heights.length;
            g.setColor(new Color(colour));
            for (int i = 0; i < heights.length; i++) {
                double h = heights[i] * height;
                g.fill(new Rectangle2D.Double(x + i * step, y + height - h, step * 0.9, h));
            }
        }

        @Override
        public String json(int[] chosen) {
            return "{\"bars\":" + numbers(x, y, width, height) + ",\"colour\":" + hex(colour) + ",\"frames\":"
                    + Arrays.stream(chosen)
                            .mapToObj(frames::get)
                            .map(heights -> Arrays.stream(heights)
                                    .mapToObj(h -> String.valueOf(Math.round(100 * h)))
                                    .collect(Collectors.joining(",", "[", "]")))
                            .collect(Collectors.joining(",", "[", "]"))
                    + "}";
        }
    }

    /** Dots that stay where they are, above what moves. */
    record Dots(double radius, double[] x, double[] y, int[] colours) implements Part {
        @Override
        public void draw(Graphics2D g, int frame) {
            for (int i = 0; i < x.length; i++) {
                double r = radius + 1;
                g.setColor(Ink.CARD);
                g.fill(new Ellipse2D.Double(x[i] - r, y[i] - r, 2 * r, 2 * r));
                g.setColor(new Color(colours[i]));
                g.fill(new Ellipse2D.Double(x[i] - radius, y[i] - radius, 2 * radius, 2 * radius));
            }
        }

        @Override
        public String json(int[] chosen) {
            return "{\"dots\":" + radius + ",\"x\":" + numbers(x) + ",\"y\":" + numbers(y) + ",\"colours\":"
                    + hex(colours) + "}";
        }
    }

    /**
     * The way of a descent, which grows.
     *
     * @param index which of several, for colour and dashes
     * @param ends for each frame the last point that is drawn
     */
    record Way(int index, boolean alone, double[] x, double[] y, int[] ends) implements Part {
        @Override
        public void draw(Graphics2D g, int frame) {
            int n = ends[frame] + 1;
            Axes.trail(g, index, alone, Arrays.copyOf(x, n), Arrays.copyOf(y, n));
        }

        @Override
        public String json(int[] chosen) {
            float[] dash = Axes.dash(index);
            double[] dashes = new double[dash.length];
            for (int i = 0; i < dash.length; i++) {
                dashes[i] = dash[i];
            }
            return "{\"way\":" + numbers(x) + ",\"y\":" + numbers(y) + ",\"colour\":"
                    + hex(Axes.colour(index).getRGB()) + ",\"dash\":" + numbers(dashes) + ",\"distance\":"
                    + Axes.dotDistance(alone) + ",\"ends\":"
                    + Arrays.toString(
                            Arrays.stream(chosen).map(frame -> ends[frame]).toArray()) + "}";
        }
    }

    /**
     * Lines that move, cut off at the sides of a rectangle.
     *
     * @param clip x, y, width, height
     * @param thickness of the lines
     * @param frames for each frame the lines, each as x₁, y₁, x₂, y₂ …
     */
    record Strokes(double[] clip, double thickness, int colour, List<List<double[]>> frames) implements Part {
        @Override
        public void draw(Graphics2D g, int frame) {
            Shape before = g.getClip();
            g.clip(new Rectangle2D.Double(clip[0], clip[1], clip[2], clip[3]));
            g.setColor(new Color(colour));
            g.setStroke(new BasicStroke((float) thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
            for (double[] points : frames.get(frame)) {
                Path2D line = new Path2D.Double();
                line.moveTo(points[0], points[1]);
                for (int i = 2; i < points.length; i += 2) line.lineTo(points[i], points[i + 1]);
                g.draw(line);
            }
            g.setClip(before);
        }

        @Override
        public String json(int[] chosen) {
            return "{\"strokes\":" + numbers(clip) + ",\"thickness\":" + thickness + ",\"colour\":" + hex(colour)
                    + ",\"frames\":"
                    + Arrays.stream(chosen)
                            .mapToObj(frames::get)
                            .map(lines -> lines.stream().map(Part::numbers).collect(Collectors.joining(",", "[", "]")))
                            .collect(Collectors.joining(",", "[", "]"))
                    + "}";
        }
    }

    /** A dot that moves: for each frame its place. */
    record Spot(double[] x, double[] y, int colour) implements Part {
        @Override
        public void draw(Graphics2D g, int frame) {
            Axes.dot(g, x[frame], y[frame], new Color(colour), Ink.TEXT);
        }

        @Override
        public String json(int[] chosen) {
            return "{\"spot\":" + numbers(at(x, chosen)) + ",\"y\":" + numbers(at(y, chosen)) + ",\"colour\":"
                    + hex(colour) + "}";
        }

        private static double[] at(double[] all, int[] chosen) {
            return Arrays.stream(chosen).mapToDouble(frame -> all[frame]).toArray();
        }
    }

    private static String numbers(double... values) {
        return Arrays.stream(values)
                .mapToObj(v -> v == Math.rint(v) ? String.valueOf((long) v) : String.format(Locale.ROOT, "%.1f", v))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A colour without its opacity. */
    static int rgb(Color colour) {
        return colour.getRGB() & 0xFFFFFF;
    }

    /** ["#0072b2"]; one palette or many colours alike. */
    static String hex(int... rgb) {
        return Arrays.stream(rgb)
                .mapToObj(c -> String.format(Locale.ROOT, "\"#%06x\"", c & 0xFFFFFF))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
