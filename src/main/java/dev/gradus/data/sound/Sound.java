package dev.gradus.data.sound;

import dev.gradus.errors.Require;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A recording: the pressure of the air, 8,000 numbers a second from −1 to 1. A notebook plays it and draws it.
 */
public final class Sound {
    /** Samples a second. */
    public static final int RATE = 8000;

    private static final AudioFormat FORMAT = new AudioFormat(RATE, 16, 1, true, false); // as the recordings have it
    private static final double LOUDEST = 32768;
    private static final double RANGE = 100; // dB between silence, 0, and the loudest, 1

    private final double[] samples;

    private Sound(double[] samples) {
        this.samples = samples;
    }

    /**
     * Numbers as a sound, 8,000 a second.
     *
     * @param samples one or more from −1 to 1
     */
    public static Sound of(double... samples) {
        Require.notNull("samples", samples, "numbers from -1 to 1");
        Require.atLeast("samples.length", samples.length, 1);
        for (int n = 0; n < samples.length; n++)
            if (!(Math.abs(samples[n]) <= 1))
                throw new IllegalArgumentException("samples[" + n + "] is " + samples[n] + ", expected -1 to 1");
        return new Sound(samples.clone());
    }

    /**
     * Reads a WAV file; whatever rate and channels it has, 8,000 samples a second and one channel are made of it.
     *
     * @throws IllegalArgumentException if it is none
     * @throws UncheckedIOException if it can't be read
     */
    public static Sound read(Path file) {
        Require.notNull("file", file, "the path of a WAV file");
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    static Sound read(InputStream in, String name) throws IOException {
        try (AudioInputStream any = AudioSystem.getAudioInputStream(new BufferedInputStream(in));
                AudioInputStream ours = AudioSystem.getAudioInputStream(FORMAT, any)) {
            ByteBuffer bytes = ByteBuffer.wrap(ours.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            double[] samples = new double[bytes.capacity() / 2];
            for (int n = 0; n < samples.length; n++) samples[n] = bytes.getShort(2 * n) / LOUDEST;
            return of(samples);
        } catch (UnsupportedAudioFileException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " is no sound that Java reads; save it as WAV, 16 bits, and not empty", e);
        }
    }

    /** How many samples it has. */
    public int size() {
        return samples.length;
    }

    /** The samples, a copy. */
    public double[] samples() {
        return samples.clone();
    }

    /** How long it lasts. */
    public double seconds() {
        return (double) samples.length / RATE;
    }

    /** The same, as loud as it gets without being cut. */
    public Sound loud() {
        double largest = Arrays.stream(samples).map(Math::abs).max().orElse(0);
        return largest == 0
                ? this
                : new Sound(Arrays.stream(samples).map(v -> v / largest).toArray());
    }

    /**
     * What is heard when at which pitch: every 20 ms a window of 32 ms, and in each 20 bands from 60 to 4,000 Hz, as wide as
     * the ear's (mel); the energy from 0 (−100 dB and less) to 1. What is shorter is followed by silence, what is longer is cut.
     *
     * @param frames how many windows, at least 1
     * @return frames × 20, from the lowest band to the highest
     */
    public double[][] frames(int frames) {
        Require.atLeast("frames", frames, 1);
        double[] whole = Arrays.copyOf(samples, (frames - 1) * MelBands.HOP + MelBands.WINDOW);
        return IntStream.range(0, frames)
                .mapToObj(t -> Arrays.stream(MelBands.of(whole, t * MelBands.HOP))
                        .map(decibels -> 1 + decibels / RANGE)
                        .toArray())
                .toArray(double[][]::new);
    }

    /** When a frame has been heard to its end, in seconds. */
    public static double end(int frame) {
        return (double) (frame * MelBands.HOP + MelBands.WINDOW) / RATE;
    }

    /** The middle of each of the 20 bands, in hertz. */
    public static double[] pitches() {
        return MelBands.pitches();
    }

    /** As the bytes of a WAV file. */
    public byte[] wav() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : samples) bytes.putShort((short) Math.max(-32768, Math.min(32767, Math.rint(v * LOUDEST))));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            AudioSystem.write(
                    new AudioInputStream(new ByteArrayInputStream(bytes.array()), FORMAT, samples.length),
                    AudioFileFormat.Type.WAVE,
                    file);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to memory", e);
        }
        return file.toByteArray();
    }

    /** "Sound of 0.42 s". */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Sound of %.2f s", seconds());
    }
}
