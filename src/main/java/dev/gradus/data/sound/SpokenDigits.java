package dev.gradus.data.sound;

import dev.gradus.errors.ArgumentException;
import dev.gradus.errors.Require;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The Free Spoken Digit Dataset: six speakers say each English digit fifty times. Z. Jackson and others, CC BY-SA 4.0. Bundled
 * are the {@linkplain Sound#frames frames} of all 3,000 recordings, and the sound of the first take of each speaker and digit.
 * The archive was written by this program from the dataset's folder, and whoever runs it again gets the same frames:
 *
 * <pre>{@code
 * java -cp target/gradus-0.1.0-kernel.jar dev.gradus.data.sound.SpokenDigits recordings src/main/resources/dev/gradus/data/sound/spoken-digits.zip
 * }</pre>
 */
public final class SpokenDigits {
    /** Who speaks. */
    public static final List<String> SPEAKERS = List.of("george", "jackson", "lucas", "nicolas", "theo", "yweweler");

    /** How many windows each recording has: 0.65 s, of which one in twenty is longer. */
    public static final int FRAMES = 32;

    private static final int TAKES = 50;
    private static final double LEVELS = 127;
    private static final String FILE = "spoken-digits.zip";
    private static final String LICENCE = """
            Derived from the Free Spoken Digit Dataset (Z. Jackson and others, https://github.com/Jakobovski/free-spoken-digit-dataset,
            commit 26eb9aa). Creative Commons Attribution-ShareAlike 4.0, https://creativecommons.org/licenses/by-sa/4.0/
            frames: of 3,000 recordings, by speaker, digit and take, 32 x 20 bytes each: 20 log-mel bands in 32 windows.
            The .wav files are recordings as they are.
            """;

    private SpokenDigits() {}

    /**
     * A recording as a network sees it.
     *
     * @param digit what is said, 0 to 9
     * @param speaker one of {@link #SPEAKERS}
     * @param take 0 to 49; the dataset's own split keeps 0 to 4 for the test
     * @param frames 32 × 20, from 0 to 1: {@link Sound#frames}, rounded to 128 levels
     */
    public record Spoken(int digit, String speaker, int take, double[][] frames) {}

    /** All 3,000, by speaker, then by digit, then by take. */
    public static List<Spoken> all() {
        byte[] levels = entry("frames");
        List<Spoken> all = new ArrayList<>();
        for (String speaker : SPEAKERS)
            for (int digit = 0; digit <= 9; digit++)
                for (int take = 0; take < TAKES; take++)
                    all.add(new Spoken(digit, speaker, take, frames(levels, all.size())));
        return all;
    }

    private static double[][] frames(byte[] levels, int recording) {
        double[][] frames = new double[FRAMES][MelBands.BANDS];
        for (int t = 0; t < FRAMES; t++)
            for (int band = 0; band < MelBands.BANDS; band++)
                frames[t][band] = (levels[(recording * FRAMES + t) * MelBands.BANDS + band] & 0xFF) / LEVELS;
        return frames;
    }

    /**
     * The sound of a digit: the first take, which is one of the test's.
     *
     * @param digit 0 to 9
     * @param speaker one of {@link #SPEAKERS}
     */
    public static Sound sound(int digit, String speaker) {
        Require.within("digit", digit, 0, 9);
        if (!SPEAKERS.contains(Require.notNull("speaker", speaker, "one of " + SPEAKERS)))
            throw new ArgumentException(
                    "speaker is " + speaker + ", expected one of " + SPEAKERS,
                    "speaker",
                    "one of " + SPEAKERS,
                    speaker);
        String name = name(digit, speaker, 0);
        try (InputStream in = new java.io.ByteArrayInputStream(entry(name))) {
            return Sound.read(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + name, e);
        }
    }

    private static String name(int digit, String speaker, int take) {
        return digit + "_" + speaker + "_" + take + ".wav";
    }

    private static byte[] entry(String name) {
        try (InputStream in = SpokenDigits.class.getResourceAsStream(FILE)) {
            if (in == null)
                throw new IllegalStateException(FILE + " is missing from the class path; is the Gradus jar complete?");
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                if (entry.getName().equals(name)) return zip.readAllBytes();
            throw new IllegalStateException(FILE + " has no " + name);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + FILE, e);
        }
    }

    // ---- the program that made it ----

    /**
     * Makes frames of all recordings and writes the archive.
     *
     * @param paths the dataset's folder of WAV files, and the file to write
     */
    public static void main(String... paths) throws IOException {
        if (paths.length != 2)
            throw new IllegalArgumentException(
                    "expected the folder of recordings and the file to write, but got " + paths.length + " arguments");
        try (OutputStream out = Files.newOutputStream(Path.of(paths[1]))) {
            write(Path.of(paths[0]), out);
        }
    }

    private static void write(Path folder, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(9);
            put(zip, "LICENCE.txt", LICENCE.getBytes(StandardCharsets.UTF_8));
            put(zip, "frames", frames(folder));
            for (String speaker : SPEAKERS)
                for (int digit = 0; digit <= 9; digit++)
                    put(zip, name(digit, speaker, 0), Files.readAllBytes(folder.resolve(name(digit, speaker, 0))));
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0); // the same bytes whenever it runs
        zip.putNextEntry(entry);
        zip.write(bytes);
    }

    private static byte[] frames(Path folder) {
        byte[] levels = new byte[SPEAKERS.size() * 10 * TAKES * FRAMES * MelBands.BANDS];
        int at = 0;
        for (String speaker : SPEAKERS)
            for (int digit = 0; digit <= 9; digit++)
                for (int take = 0; take < TAKES; take++)
                    for (double[] frame : Sound.read(folder.resolve(name(digit, speaker, take)))
                            .frames(FRAMES)) for (double v : frame) levels[at++] = (byte) Math.round(v * LEVELS);
        return levels;
    }
}
