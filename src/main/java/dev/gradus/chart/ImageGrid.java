package dev.gradus.chart;

import dev.gradus.chart.canvas.DigitGrid;
import dev.gradus.chart.canvas.Picture;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/** Images in rows, with a name: grey ones by {@link Charts#images}, maps in two colours by {@link Charts#heat}. */
public final class ImageGrid implements Picture {
    private final String title;
    private final List<double[]> images;
    private final int imageHeight;
    private final int imageWidth;
    private final int columns;
    private final boolean isHeat;
    private final List<String> captions;
    private final BufferedImage pixels;

    private ImageGrid(
            String title,
            List<double[]> images,
            int imageHeight,
            int imageWidth,
            int columns,
            boolean isHeat,
            List<String> captions) {
        this.title = title;
        this.images = images.stream().map(double[]::clone).toList();
        this.imageHeight = imageHeight;
        this.imageWidth = imageWidth;
        this.columns = columns;
        this.isHeat = isHeat;
        this.captions = List.copyOf(captions);
        pixels = isHeat
                ? DigitGrid.heat(
                        images.stream().map(ImageGrid::scaled).toList(), imageHeight, imageWidth, captions, columns)
                : DigitGrid.draw(images, imageHeight, imageWidth, captions, columns);
    }

    static ImageGrid of(String title, List<double[]> images, int imageHeight, int imageWidth, int columns) {
        Pictures.check(images, imageHeight, imageWidth, List.of(), columns);
        return new ImageGrid(title, images, imageHeight, imageWidth, columns, false, List.of());
    }

    static ImageGrid heat(String title, List<double[]> maps, int imageHeight, int imageWidth, int columns) {
        Pictures.check(maps, imageHeight, imageWidth, List.of(), columns);
        for (int i = 0; i < maps.size(); i++)
            for (double v : maps.get(i))
                if (Double.isInfinite(v))
                    throw new IllegalArgumentException("maps[" + i + "] holds " + v + ", expected finite numbers");
        return new ImageGrid(title, maps, imageHeight, imageWidth, columns, true, List.of());
    }

    /** From −1 to 1. */
    private static double[] scaled(double[] map) {
        double largest = Arrays.stream(map).map(Math::abs).max().orElse(0);
        return largest == 0 ? map : Arrays.stream(map).map(v -> v / largest).toArray();
    }

    /**
     * The same with a text below each image, cut where too long.
     *
     * @throws IllegalArgumentException if there isn't one for each, or no installed font can draw one
     */
    public ImageGrid captions(String... captions) {
        List<String> texts = List.of(captions);
        Pictures.check(images, imageHeight, imageWidth, texts, columns);
        return new ImageGrid(title, images, imageHeight, imageWidth, columns, isHeat, texts);
    }

    /** The texts below the images; none where nobody gave any. */
    public List<String> captions() {
        return captions;
    }

    /** Whether these are maps in two colours, and not images in grey. */
    public boolean isHeat() {
        return isHeat;
    }

    /** Of height × width values each; of grey ones 0 is paper, 1 is ink. */
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
