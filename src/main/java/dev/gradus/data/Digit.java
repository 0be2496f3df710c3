package dev.gradus.data;

import dev.gradus.data.photo.DigitImage;
import dev.gradus.data.photo.Ink;
import dev.gradus.data.photo.Photo;
import dev.gradus.data.photo.Strokes;
import dev.gradus.errors.Require;
import java.nio.file.Path;

/**
 * A handwritten digit from a photograph, made into what MNIST's images are: turned as the camera was held, dark ink or light
 * ink found on unevenly lit paper, everything else left out, strokes of a thin pen thickened, the longer side scaled to 20
 * pixels, and the centre of mass put into the middle of 28 × 28. The recipe is that of LeCun, Cortes and Burges, "The MNIST
 * database of handwritten digits", 1998; how ink is found is ours.
 */
public final class Digit {
    /** How many pixels the photograph's longer side keeps, where it has more: noise is averaged away, and more aren't needed. */
    private static final int LONGEST = 384;

    private static final int SIZE = DigitImage.SIDE * DigitImage.SIDE;

    private final double[] pixels; // 784
    private final double[] photo; // what was searched, rows × columns, from 0, black, to 1, white
    private final int columns;
    private final Ink ink;

    private Digit(double[] pixels, double[] photo, int columns, Ink ink) {
        this.pixels = pixels;
        this.photo = photo;
        this.columns = columns;
        this.ink = ink;
    }

    /**
     * Reads one digit, written large on a plain sheet with some paper around it.
     *
     * @param file PNG, JPEG, GIF, BMP or TIFF
     * @throws IllegalArgumentException if it is no picture, or no single digit is to be found in it
     * @throws java.io.UncheckedIOException if the file can't be read
     */
    public static Digit read(Path file) {
        Photo photo = Photo.read(Require.notNull("file", file, "the path of a picture"));
        double scale = Math.min(1, LONGEST / (double) Math.max(photo.width(), photo.height()));
        int rows = Math.max(1, (int) Math.round(photo.height() * scale));
        int columns = Math.max(1, (int) Math.round(photo.width() * scale));
        double[] grey = photo.scaled(1, rows, columns);
        for (int i = 0; i < grey.length; i++) grey[i] /= 255;
        try {
            Ink ink = Ink.on(grey, rows, columns);
            Strokes strokes = Strokes.of(ink.pixels, ink.box.height(), ink.box.width());
            return new Digit(DigitImage.normalised(strokes.pixels, strokes.rows, strokes.columns), grey, columns, ink);
        } catch (Ink.NotFound none) {
            throw new IllegalArgumentException("no digit found in " + file + ": " + reason(none.trouble()), none);
        }
    }

    /** See {@link #read(Path)}. */
    public static Digit read(String file) {
        return read(Path.of(Require.notNull("file", file, "the path of a picture")));
    }

    private static String reason(Ink.Trouble trouble) {
        return switch (trouble) {
            case BLANK ->
                "nothing on it differs clearly from the paper; write with a darker pen, or give it more light";
            case AT_THE_EDGE -> "what is on it touches the picture's edge; leave some paper around the digit";
            case SEVERAL -> "there are several things of a size; photograph one digit, alone on plain paper";
            case SMALL -> "what is on it is too small to be read; go nearer";
        };
    }

    /**
     * Digits from a folder with one subfolder a class, such as 3 and 7, each with its photographs, which are read as {@link
     * #read} does.
     *
     * @throws IllegalArgumentException if there is no class, a class is empty, or as above
     * @throws java.io.UncheckedIOException if a file can't be read
     */
    public static Dataset readFolder(Path folder) {
        Require.notNull("folder", folder, "a folder with one subfolder a class");
        ImageFolder.Found files = ImageFolder.files(folder);
        byte[] bytes = new byte[files.labels().length * SIZE];
        for (int i = 0; i < files.labels().length; i++) {
            double[] pixels = read(files.paths().get(i)).pixels;
            for (int k = 0; k < SIZE; k++) bytes[i * SIZE + k] = (byte) Math.round(255 * pixels[k]);
        }
        return Dataset.ofPixels(
                bytes, new int[] {1, DigitImage.SIDE, DigitImage.SIDE}, files.labels(), files.classes());
    }

    /** What a network sees: 28 × 28 numbers, row by row, from 0 (paper) to 1 (ink). */
    public double[] pixels() {
        return pixels.clone();
    }

    /** The photograph in grey, {@link #photoRows} × {@link #photoColumns} numbers, from 0 (black) to 1 (white). */
    public double[] photo() {
        return photo.clone();
    }

    public int photoRows() {
        return photo.length / columns;
    }

    public int photoColumns() {
        return columns;
    }

    /** Where in the {@link #photo} the digit stands. */
    public Ink.Box box() {
        return ink.box;
    }

    /** Whether its ink is dark on light paper. */
    public boolean isDark() {
        return ink.isDark;
    }

    /** "Digit of 132 × 70 pixels, dark on light, from a picture of 384 × 288". */
    @Override
    public String toString() {
        return "Digit of " + ink.box.height() + " × " + ink.box.width() + " pixels, "
                + (ink.isDark ? "dark on light" : "light on dark") + ", from a picture of " + photoRows() + " × "
                + columns;
    }
}
