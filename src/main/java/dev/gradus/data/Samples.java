package dev.gradus.data;

import dev.gradus.errors.Heap;
import dev.gradus.math.Matrix;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;

/** Where the inputs of a dataset are stored; splits and shuffles of it share one store. */
interface Samples extends Serializable {
    int size();

    /** Numbers of one sample. */
    int features();

    /** A store of these samples alone, in this order. */
    Samples only(int[] which);

    /** The token that fills up sequences at their ends; −1 where there is none. */
    default int padding() {
        return -1;
    }

    /** Writes the numbers of one sample, exactly, into x (features). */
    void read(int sample, double[] x);

    /** Writes the given samples into the rows of x (m × features). */
    default void copy(int[] which, Matrix x) {
        x.setEachRow((i, row) -> read(which[i], row));
    }

    /**
     * The same samples as (x − shift) / scale, with one number a feature: computed in double, when a batch needs them,
     * because in float the difference of two large numbers would be lost.
     */
    default Samples rescaled(double[] shift, double[] scale) {
        return new Rescaled(this, shift, scale);
    }

    /** The same samples, all numbers divided by one. */
    default Samples dividedBy(double divisor) {
        double[] scale = new double[features()];
        Arrays.fill(scale, divisor);
        return rescaled(new double[features()], scale);
    }

    /** Where rows of numbers come from: reads row i into x, any number of times alike. */
    interface Source {
        void read(int i, double[] x);
    }

    /** A copy of these rows, all of one length. */
    static Samples of(String name, double[][] rows) {
        return of(name, rows.length, rows[0].length, (i, x) -> System.arraycopy(rows[i], 0, x, 0, x.length));
    }

    /**
     * A copy of n rows in the smallest store that holds every number exactly: bytes for whole numbers from 0 to 255, such as
     * pixels and zeros and ones; floats; else doubles.
     *
     * @param name how an error calls them
     */
    static Samples of(String name, int n, int features, Source source) {
        double[] x = new double[features];
        boolean bytes = (long) n * features <= Integer.MAX_VALUE - 8; // what one array holds
        boolean floats = bytes;
        for (int i = 0; i < n; i++) {
            source.read(i, x); // here also whoever checks what it reads does so
            for (int j = 0; j < features && floats; j++) {
                bytes &= isByte(x[j]);
                floats = (float) x[j] == x[j];
            }
        }
        long size = (long) n * features * (bytes ? Byte.BYTES : floats ? Float.BYTES : Double.BYTES);
        boolean asBytes = bytes;
        boolean asFloats = floats;
        return Heap.allot(
                "a copy of " + name + " (" + n + " × " + features + ")",
                size,
                () -> asBytes
                        ? Bytes.of(n, features, source)
                        : asFloats ? Floats.of(n, features, source) : Numbers.of(n, features, source));
    }

    /** Whether it is one of 0 … 255, and not −0. */
    private static boolean isByte(double x) {
        return x == ((int) x & 255) && (x > 0 || 1 / x > 0);
    }

    /** Given numbers. */
    record Numbers(double[][] values) implements Samples {
        static Numbers of(int n, int features, Source source) {
            double[][] values = new double[n][];
            for (int i = 0; i < n; i++) source.read(i, values[i] = new double[features]);
            return new Numbers(values);
        }

        @Override
        public Samples only(int[] which) {
            return new Numbers(Arrays.stream(which).mapToObj(i -> values[i]).toArray(double[][]::new));
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public int features() {
            return values[0].length;
        }

        @Override
        public void read(int sample, double[] x) {
            System.arraycopy(values[sample], 0, x, 0, x.length);
        }
    }

    /** Numbers that floats hold exactly, a sample behind the other: half the memory. */
    record Floats(float[] values, int features) implements Samples {
        static Floats of(int n, int features, Source source) {
            float[] values = new float[n * features];
            double[] x = new double[features];
            for (int i = 0; i < n; i++) {
                source.read(i, x);
                for (int j = 0; j < features; j++) values[i * features + j] = (float) x[j];
            }
            return new Floats(values, features);
        }

        @Override
        public Samples only(int[] which) {
            return Floats.of(which.length, features, (i, x) -> read(which[i], x));
        }

        @Override
        public int size() {
            return values.length / features;
        }

        @Override
        public void read(int sample, double[] x) {
            for (int j = 0, at = sample * features; j < x.length; j++) x[j] = values[at + j];
        }
    }

    /** Whole numbers from 0 to 255 as they are, a sample behind the other: an eighth of the memory. */
    record Bytes(byte[] bytes, int features) implements Samples {
        static byte[] chosen(byte[] bytes, int features, int[] which) {
            byte[] chosen = new byte[which.length * features];
            for (int i = 0; i < which.length; i++)
                System.arraycopy(bytes, which[i] * features, chosen, i * features, features);
            return chosen;
        }

        static Bytes of(int n, int features, Source source) {
            byte[] bytes = new byte[n * features];
            double[] x = new double[features];
            for (int i = 0; i < n; i++) {
                source.read(i, x);
                for (int j = 0; j < features; j++) bytes[i * features + j] = (byte) (int) x[j];
            }
            return new Bytes(bytes, features);
        }

        @Override
        public Samples only(int[] which) {
            return new Bytes(chosen(bytes, features, which), features);
        }

        @Override
        public int size() {
            return bytes.length / features;
        }

        @Override
        public void read(int sample, double[] x) {
            for (int j = 0, at = sample * features; j < x.length; j++) x[j] = bytes[at + j] & 255;
        }

        /** Divided by 255 they are pixels, for which there is a fast way. */
        @Override
        public Samples dividedBy(double divisor) {
            return divisor == 255 ? new Pixels(bytes, features) : Samples.super.dividedBy(divisor);
        }
    }

    /** Pixels, kept as bytes and scaled from 0 … 255 to 0 … 1 when a batch needs them: a quarter of the memory. */
    record Pixels(byte[] bytes, int features) implements Samples {
        @Override
        public Samples only(int[] which) {
            return new Pixels(Bytes.chosen(bytes, features, which), features);
        }

        @Override
        public int size() {
            return bytes.length / features;
        }

        @Override
        public void read(int sample, double[] x) {
            for (int j = 0, at = sample * features; j < x.length; j++) x[j] = (bytes[at + j] & 255) / 255f;
        }

        @Override
        public void copy(int[] which, Matrix x) {
            x.setRows(bytes, which);
        }
    }

    /** Tokens, T a sample. */
    record Tokens(int[][] values, @Override int padding) implements Samples {
        @Override
        public Samples only(int[] which) {
            return new Tokens(Arrays.stream(which).mapToObj(i -> values[i]).toArray(int[][]::new), padding);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public int features() {
            return values[0].length;
        }

        @Override
        public void read(int sample, double[] x) {
            for (int t = 0; t < x.length; t++) x[t] = values[sample][t];
        }

        @Override
        public Samples rescaled(double[] shift, double[] scale) {
            throw new IllegalStateException("tokens are names and no quantities, so they can't be rescaled");
        }
    }

    /** Other samples, rescaled when a batch needs them, so that they share their store. */
    record Rescaled(Samples samples, double[] shift, double[] scale) implements Samples {
        @Override
        public Samples only(int[] which) {
            return new Rescaled(samples.only(which), shift, scale);
        }

        @Override
        public int size() {
            return samples.size();
        }

        @Override
        public int features() {
            return samples.features();
        }

        @Override
        public void read(int sample, double[] x) {
            samples.read(sample, x);
            for (int j = 0; j < x.length; j++) x[j] = (x[j] - shift[j]) / scale[j];
        }
    }

    /**
     * How large the inputs of a dataset are, and what that means for a network.
     *
     * @param low the smallest number, or 0
     * @param high the largest, or 0
     * @param whole whether all are whole numbers
     */
    record Ranges(double low, double high, boolean whole) {
        private static final double LARGE = 20; // the usual initial weights expect inputs of about 1
        private static final double PIXEL = 255;

        static Ranges of(Samples samples, int[] which) {
            double[] x = new double[samples.features()];
            double low = 0;
            double high = 0;
            boolean whole = true;
            for (int i : which) {
                samples.read(i, x);
                for (double value : x) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                    whole &= value == Math.rint(value);
                }
            }
            return new Ranges(low, high, whole);
        }

        double largest() {
            return Math.max(-low, high);
        }

        /** What to do; empty if they lie between −20 and 20. */
        String hint() {
            if (largest() <= LARGE) return "";
            boolean pixels = whole && low == 0 && high <= PIXEL && high > PIXEL / 2;
            return "the inputs run from " + text(low) + " to " + text(high)
                    + ", but a network learns from numbers of about 1:"
                    + (pixels ? " divide pixels by 255 with data.dividedBy(255), or bring" : " bring")
                    + " each feature to mean 0 and deviation 1 with Standardizer.of(data).apply(data)";
        }

        private static String text(double value) {
            return value == Math.rint(value) && Math.abs(value) < 1e7
                    ? String.valueOf((long) value)
                    : String.format(Locale.ROOT, "%.4g", value);
        }
    }
}
