package dev.gradus.chart;

import dev.gradus.chart.canvas.Picture;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Grey images in rows, with a name: what {@link Charts#images} makes. */
public final class ImageGrid implements Picture {
    private final String title;
    private final List<double[]> images;
    private final int imageHeight;
    private final int imageWidth;
    private final int columns;
    private final BufferedImage pixels;

    ImageGrid(String title, List<double[]> images, int imageHeight, int imageWidth, int columns) {
        this.title = title;
        this.images = images.stream().map(double[]::clone).toList();
        this.imageHeight = imageHeight;
        this.imageWidth = imageWidth;
        this.columns = columns;
        pixels = Pictures.digits(images, imageHeight, imageWidth, List.of(), columns);
    }

    /** Of height × width values each: 0 is paper, 1 is ink. */
    public List<double[]> images() {
        return images;
    }

    /** Rows of pixels in each image. */
    public int imageHeight() {
        return imageHeight;
    }

    /** Columns of pixels in each image. */
    public int imageWidth() {
        return imageWidth;
    }

    /** How many images stand in one row. */
    public int columns() {
        return columns;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int width() {
        return pixels.getWidth() / 2;
    }

    @Override
    public int height() {
        return pixels.getHeight() / 2;
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        g.drawImage(pixels, 0, 0, width, height, null);
    }

    @Override
    public BufferedImage pixels() {
        return pixels;
    }
}
