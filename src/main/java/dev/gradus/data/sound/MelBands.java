package dev.gradus.data.sound;

import dev.gradus.math.Functions;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much sound there is at which pitch: of a window of samples the energy in bands as wide as the ear's, in decibels
 * (Davis and Mermelstein, "Comparison of parametric representations for monosyllabic word recognition", 1980, without the
 * cosine transform at their end).
 */
final class MelBands {
    static final int BANDS = 20;
    static final int WINDOW = 256; // samples, 32 ms
    static final int HOP = 160; // from one window to the next, 20 ms

    private static final int RATE = 8000;
    private static final int PITCHES = WINDOW / 2 + 1; // from 0 to 4,000 Hz
    private static final double LOWEST = 60; // Hz
    private static final double SILENCE = 1e-10; // −100 dB

    private static final double[] HANN = new double[WINDOW];
    private static final double[][] COS = new double[PITCHES][WINDOW];
    private static final double[][] SIN = new double[PITCHES][WINDOW];
    private static final double[][] WEIGHTS = new double[BANDS][PITCHES];

    static {
        for (int n = 0; n < WINDOW; n++) HANN[n] = 0.5 - 0.5 * Functions.cos(2 * Math.PI * n / WINDOW);
        for (int k = 0; k < PITCHES; k++)
            for (int n = 0; n < WINDOW; n++) {
                double angle = 2 * Math.PI * (k * n % WINDOW) / WINDOW;
                COS[k][n] = Functions.cos(angle);
                SIN[k][n] = Functions.sin(angle);
            }
        double low = mel(LOWEST);
        double step = (mel(RATE / 2.0) - low) / (BANDS + 1);
        for (int band = 0; band < BANDS; band++)
            for (int k = 0; k < PITCHES; k++) {
                double away = Math.abs(mel((double) k * RATE / WINDOW) - low - (band + 1) * step) / step;
                WEIGHTS[band][k] =
                        Math.max(0, 1 - away); // a triangle, from the middle of one neighbour to that of the other
            }
    }

    private MelBands() {}

    /** Pitch as it is heard: equal steps sound equally far apart. */
    private static double mel(double hertz) {
        return 2595 * Functions.log(1 + hertz / 700) / Functions.log(10);
    }

    /** The pitch in the middle of each band, in hertz. */
    static double[] pitches() {
        double step = (mel(RATE / 2.0) - mel(LOWEST)) / (BANDS + 1);
        return IntStream.rangeClosed(1, BANDS)
                .mapToDouble(band -> 700 * (Functions.pow(10, (mel(LOWEST) + band * step) / 2595) - 1))
                .toArray();
    }

    /** Decibels from −100 to 0, from the lowest band to the highest. */
    static double[] of(double[] samples, int from) {
        double[] x = Arrays.copyOfRange(samples, from, from + WINDOW);
        for (int n = 0; n < WINDOW; n++) x[n] *= HANN[n];
        double[] energy = new double[PITCHES];
        for (int k = 0; k < PITCHES; k++) {
            double re = dot(x, COS[k]);
            double im = dot(x, SIN[k]);
            energy[k] = (re * re + im * im) * 16 / (WINDOW * WINDOW); // a full sine is 1
        }
        return Arrays.stream(WEIGHTS)
                .mapToDouble(band ->
                        Math.min(0, 10 * Functions.log(Math.max(SILENCE, dot(energy, band))) / Functions.log(10)))
                .toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}
