package dev.gradus.data.photo;

import java.util.Arrays;

/**
 * How light the paper is at each place of a photograph: a surface of the second degree through the pixels, fitted again and
 * again without those that lie far from it. So light that falls from one side, or is weaker in the corners, is no ink.
 */
final class Paper {
    private static final int TERMS = 6; // 1, x, y, x², xy, y²
    private static final int ENOUGH = 8000; // pixels for six numbers
    private static final int ROUNDS = 12;
    private static final double FAR = 2.5; // times the spread of what is near
    private static final double LEAST_SPREAD = 0.008; // two of 255 steps of grey

    final double[] light; // of each pixel, were there no ink
    final double spread; // of the paper around it: noise and structure

    private Paper(double[] light, double spread) {
        this.light = light;
        this.spread = spread;
    }

    /** Of rows × columns pixels from 0, black, to 1, white. */
    static Paper under(double[] grey, int rows, int columns) {
        int step = 1 + grey.length / ENOUGH;
        double[][] terms = new double[(grey.length + step - 1) / step][];
        double[] some = new double[terms.length];
        for (int i = 0; i < some.length; i++) {
            terms[i] = terms(i * step, rows, columns);
            some[i] = grey[i * step];
        }
        double[] surface = {median(some), 0, 0, 0, 0, 0};
        double spread = spread(some, terms, surface);
        for (int round = 0; round < ROUNDS; round++) {
            surface = fit(some, terms, surface, FAR * spread);
            spread = spread(some, terms, surface);
        }
        double[] light = new double[grey.length];
        for (int i = 0; i < light.length; i++) light[i] = at(surface, terms(i, rows, columns));
        return new Paper(light, spread);
    }

    /** The light in the middle of all, at least a little on either side. */
    double middle() {
        return Math.max(0.05, Math.min(0.95, median(light)));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** As wide as the deviation of a normal distribution with this median distance. */
    private static double spread(double[] grey, double[][] terms, double[] surface) {
        double[] away = new double[grey.length];
        for (int i = 0; i < away.length; i++) away[i] = Math.abs(grey[i] - at(surface, terms[i]));
        return Math.max(LEAST_SPREAD, 1.4826 * median(away));
    }

    private static double at(double[] surface, double[] terms) {
        double sum = 0;
        for (int k = 0; k < TERMS; k++) sum += surface[k] * terms[k];
        return sum;
    }

    private static double[] terms(int i, int rows, int columns) {
        double x = 2 * (i % columns + 0.5) / columns - 1;
        double y = 2 * (i / columns + 0.5) / rows - 1;
        return new double[] {1, x, y, x * x, x * y, y * y};
    }

    /** Least squares over the pixels that are near the surface so far, by the normal equations. */
    private static double[] fit(double[] grey, double[][] terms, double[] surface, double near) {
        double[][] a = new double[TERMS][TERMS + 1];
        for (int i = 0; i < grey.length; i++) {
            double[] t = terms[i];
            if (Math.abs(grey[i] - at(surface, t)) > near) continue;
            for (int r = 0; r < TERMS; r++) {
                for (int c = 0; c < TERMS; c++) a[r][c] += t[r] * t[c];
                a[r][TERMS] += t[r] * grey[i];
            }
        }
        return solved(a);
    }

    /** Elimination with pivots; what can't be told stays 0. */
    private static double[] solved(double[][] a) {
        for (int k = 0; k < TERMS; k++) {
            int pivot = k;
            for (int r = k + 1; r < TERMS; r++) if (Math.abs(a[r][k]) > Math.abs(a[pivot][k])) pivot = r;
            double[] row = a[pivot];
            a[pivot] = a[k];
            a[k] = row;
            if (Math.abs(row[k]) < 1e-9) continue;
            for (int r = 0; r < TERMS; r++) {
                if (r == k) continue;
                double times = a[r][k] / row[k];
                for (int c = k; c <= TERMS; c++) a[r][c] -= times * row[c];
            }
        }
        double[] x = new double[TERMS];
        for (int k = 0; k < TERMS; k++) x[k] = Math.abs(a[k][k]) < 1e-9 ? 0 : a[k][TERMS] / a[k][k];
        return x;
    }
}
