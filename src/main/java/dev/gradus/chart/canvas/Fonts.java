package dev.gradus.chart.canvas;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The bundled font, which draws all text, so that pictures don't depend on what a machine has installed. */
public final class Fonts {
    private static final Font BUNDLED = load();

    private Fonts() {}

    /** The bundled font. {@code size} is in CSS pixels. */
    public static Font of(float size) {
        return BUNDLED.deriveFont(size);
    }

    /**
     * A font that can draw all of the texts: the bundled one, else the first installed one by name. Throws
     * {@link IllegalArgumentException} if there is none.
     */
    public static Font covering(float size, Collection<String> texts) {
        List<String> foreign = texts.stream().filter(t -> !draws(BUNDLED, t)).toList();
        if (foreign.isEmpty()) {
            return of(size);
        }
        return Arrays.stream(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
                .filter(f -> texts.stream().allMatch(t -> draws(f, t)))
                .min(Comparator.comparing(Font::getFontName))
                .orElseThrow(() -> new IllegalArgumentException("no font on this machine can draw \"" + foreign.get(0)
                        + "\": install one that can (for Chinese, e.g. fonts-wqy-microhei) and start Java anew"))
                .deriveFont(Font.PLAIN, size);
    }

    /** Line breaks and tabs are never drawn, so no font needs to have them. */
    private static boolean draws(Font font, String text) {
        return font.canDisplayUpTo(text.replaceAll("\\p{Cntrl}", "")) < 0;
    }

    private static Font load() {
        // AWT keeps a list of fonts in ~/.java, as a cache; nobody expects that of a chart. Below a file there is no
        // folder.
        String home = System.getProperty("user.home");
        System.setProperty("user.home", System.getProperty("java.home") + "/release/no-folder");
        try {
            return loadFromClassPath();
        } finally {
            System.setProperty("user.home", home);
        }
    }

    private static Font loadFromClassPath() {
        try {
            return create();
        } catch (InternalError | RuntimeException noFontsInstalled) {
            // On Linux AWT refuses to load any font where fontconfig finds none ("Fontconfig head is null").
            describeFontsToAwt();
            return create();
        }
    }

    private static Font create() {
        try (InputStream in = open()) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled font can't be read", e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the bundled font is damaged", e);
        }
    }

    private static InputStream open() {
        return Objects.requireNonNull(
                Fonts.class.getResourceAsStream("DejaVuSans.ttf"), "DejaVuSans.ttf is not beside the canvas");
    }

    /** Gives AWT a font configuration of its own, made of the bundled font alone. */
    private static void describeFontsToAwt() {
        try {
            Path folder = Files.createTempDirectory("gradus-fonts");
            Path font = folder.resolve("DejaVuSans.ttf");
            Path config = folder.resolve("fontconfig.properties");
            try (InputStream in = open()) {
                Files.copy(in, font, StandardCopyOption.REPLACE_EXISTING);
            }
            StringBuilder text = new StringBuilder("version=1\nsequence.allfonts=default\n");
            for (String family : List.of("serif", "sansserif", "monospaced", "dialog", "dialoginput")) {
                for (String style : List.of("plain", "bold", "italic", "bolditalic")) {
                    text.append(family + "." + style + ".default=DejaVu Sans\n");
                }
            }
            text.append("filename.DejaVu_Sans=" + font + "\n");
            Files.writeString(config, text);
            for (Path path : List.of(folder, font, config)) {
                path.toFile().deleteOnExit();
            }
            System.setProperty("sun.awt.fontconfig", config.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("no fonts are installed, and the bundled one can't be unpacked", e);
        }
    }
}
