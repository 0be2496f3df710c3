package dev.gradus.chart;

import dev.gradus.chart.canvas.Picture;
import java.awt.AWTError;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XChartPanel;
import org.knowm.xchart.internal.chartpart.Chart;

/** Where a picture is shown: in the notebook if there is one, else in a window, else in a file. */
public final class Screen {
    private static volatile @Nullable Viewer viewer;

    private Screen() {}

    /** Whatever shows charts instead of a window; a notebook sets one. */
    @FunctionalInterface
    public interface Viewer {
        /** Shows the picture; {@code words} say what it shows, for those who can't see it. */
        void show(Picture picture, String words);

        /** Shows the picture of something that the viewer may have better words for. */
        default void showOf(Picture picture, Object subject) {
            show(picture, subject.toString());
        }
    }

    /** From now on the viewer shows all charts; null goes back to windows and files. */
    public static void use(@Nullable Viewer viewer) {
        Screen.viewer = viewer;
    }

    /**
     * Shows a chart. Without a viewer it opens a window; closing it ends nothing else. Where there is no display, it
     * saves {@code gradus-1.png}, {@code gradus-2.png} … in the temporary folder, never over an older file, and prints
     * one line with the path and the words.
     *
     * @param words one sentence that says what the chart shows
     * @throws UncheckedIOException if the file can't be written
     * @throws IllegalStateException if there is said to be a display, but it doesn't answer
     */
    public static void show(Chart<?, ?> chart, String words) {
        show(Pictures.of(chart), words);
    }

    /** The same for a drawing. */
    public static void show(Picture picture, String words) {
        Objects.requireNonNull(picture, "picture is null, expected a picture");
        Objects.requireNonNull(words, "words is null, expected a sentence about the picture");
        Viewer current = viewer;
        if (current != null) {
            current.show(picture, words);
        } else if (GraphicsEnvironment.isHeadless() || !openWindow(picture, words)) {
            Path folder = Path.of(System.getProperty("java.io.tmpdir"));
            System.out.println(save(picture, folder) + ": " + words);
        }
    }

    /** Like {@link #show}, with the words that the viewer has for what the chart shows, or its toString. */
    public static void showOf(Chart<?, ?> chart, Object subject) {
        showOf(Pictures.of(chart), subject);
    }

    /** The same for a drawing. */
    public static void showOf(Picture picture, Object subject) {
        Viewer current = viewer;
        if (current != null) {
            current.showOf(picture, subject);
        } else {
            show(picture, subject.toString());
        }
    }

    /** Saves the picture under the first free name in the folder. */
    static Path save(Picture picture, Path folder) {
        byte[] png = picture.png();
        for (int n = 1; ; n++) {
            Path path = folder.resolve("gradus-" + n + ".png");
            try {
                return Files.write(path, png, StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException taken) {
                // The next number, then.
            } catch (IOException e) {
                throw new UncheckedIOException("the picture can't be saved as " + path, e);
            }
        }
    }

    private static boolean openWindow(Picture picture, String words) {
        try {
            JFrame frame = new JFrame(picture.title());
            frame.getAccessibleContext().setAccessibleDescription(words);
            frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
            frame.add(panel(picture));
            SwingUtilities.invokeLater(() -> {
                frame.pack();
                frame.setVisible(true);
            });
            return true;
        } catch (HeadlessException noWindows) {
            // A Java that was installed without windows, where DISPLAY is set all the same.
            return false;
        } catch (AWTError | NoClassDefFoundError unreachable) {
            // Java never recovers from this, not even to draw into a file.
            throw new IllegalStateException(
                    "no window can be opened at DISPLAY=" + System.getenv("DISPLAY")
                            + ": unset it, or start Java with -Djava.awt.headless=true",
                    unreachable);
        }
    }

    /** XChart's own for its charts, whose menu saves and prints them. */
    private static JComponent panel(Picture picture) {
        if (picture instanceof Pictures.OfChart ofChart) return new XChartPanel<Chart<?, ?>>(ofChart.chart());
        JComponent panel = new JComponent() {
            @Override
            protected void paintComponent(Graphics g) {
                picture.paint((Graphics2D) g, getWidth(), getHeight());
            }
        };
        panel.setPreferredSize(new Dimension(picture.width(), picture.height()));
        return panel;
    }
}
