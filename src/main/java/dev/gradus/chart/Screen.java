package dev.gradus.chart;

import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.SwingWrapper;
import org.knowm.xchart.internal.chartpart.Chart;

/** Where a chart is shown: in the notebook if there is one, else in a window, else in a file. */
public final class Screen {
    private static volatile @Nullable Viewer viewer;

    private Screen() {}

    /** Whatever shows charts instead of a window; a notebook sets one. */
    @FunctionalInterface
    public interface Viewer {
        /** Shows the chart; {@code words} say what it shows, for those who can't see it. */
        void show(Chart<?, ?> chart, String words);

        /** Shows the chart of something that the viewer may have better words for. */
        default void showOf(Chart<?, ?> chart, Object subject) {
            show(chart, subject.toString());
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
        Objects.requireNonNull(chart, "chart is null, expected a chart");
        Objects.requireNonNull(words, "words is null, expected a sentence about the chart");
        Viewer current = viewer;
        if (current != null) {
            current.show(chart, words);
        } else if (GraphicsEnvironment.isHeadless() || !openWindow(chart, words)) {
            Path folder = Path.of(System.getProperty("java.io.tmpdir"));
            System.out.println(save(chart, folder) + ": " + words);
        }
    }

    /** Like {@link #show}, with the words that the viewer has for what the chart shows, or its toString. */
    public static void showOf(Chart<?, ?> chart, Object subject) {
        Viewer current = viewer;
        if (current != null) {
            current.showOf(chart, subject);
        } else {
            show(chart, subject.toString());
        }
    }

    /** Saves the chart under the first free name in the folder. */
    static Path save(Chart<?, ?> chart, Path folder) {
        byte[] png = Pictures.png(chart);
        for (int n = 1; ; n++) {
            Path path = folder.resolve("gradus-" + n + ".png");
            try {
                return Files.write(path, png, StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException taken) {
                // The next number, then.
            } catch (IOException e) {
                throw new UncheckedIOException("the chart can't be saved as " + path, e);
            }
        }
    }

    private static boolean openWindow(Chart<?, ?> chart, String words) {
        try {
            JFrame frame = new SwingWrapper<Chart<?, ?>>(chart)
                    .setTitle(chart.getTitle())
                    .displayChart();
            SwingUtilities.invokeLater(() -> {
                // XChart's windows end the program when they are closed.
                frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
                frame.getAccessibleContext().setAccessibleDescription(words);
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
}
