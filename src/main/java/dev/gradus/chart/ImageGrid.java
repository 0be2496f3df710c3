package dev.gradus.chart;

import dev.gradus.chart.canvas.Picture;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Grey images in rows, with a name: what {@link Charts#images} makes.
 *
 * @param images of height × width values each: 0 is paper, 1 is ink
 * @param columns how many stand in one row
 */
public record ImageGrid(String title, List<double[]> images, int imageHeight, int imageWidth, int columns)
        implements Picture {
    public ImageGrid {
        images = images.stream().map(double[]::clone).toList();
    }

    @Override
    public int width() {
        return pixels().getWidth() / 2;
    }

    @Override
    public int height() {
        return pixels().getHeight() / 2;
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        g.drawImage(pixels(), 0, 0, width, height, null);
    }

    @Override
    public BufferedImage pixels() {
        return Pictures.digits(images, imageHeight, imageWidth, List.of(), columns);
    }
}
