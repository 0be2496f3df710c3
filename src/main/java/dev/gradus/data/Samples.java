package dev.gradus.data;

import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Where the inputs of a dataset are stored; splits and shuffles of it share one store. */
interface Samples {
    int size();

    /** Numbers of one sample. */
    int features();

    /** Writes the given samples into the rows of x (m × features). */
    void copy(int[] which, Matrix x);

    /** The same samples as (x − shift) / scale, with one number a feature. */
    default Samples rescaled(double[] shift, double[] scale) {
        return new Rescaled(this, shift, scale);
    }

    /** Given numbers. */
    record Numbers(double[][] values) implements Samples {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public int features() {
            return values[0].length;
        }

        @Override
        public void copy(int[] which, Matrix x) {
            for (int row = 0; row < which.length; row++) x.setRow(row, values[which[row]]);
        }

        /** At once, because in float the difference of two large numbers would be lost. */
        @Override
        public Samples rescaled(double[] shift, double[] scale) {
            return new Numbers(Arrays.stream(values)
                    .map(row -> IntStream.range(0, row.length)
                            .mapToDouble(j -> (row[j] - shift[j]) / scale[j])
                            .toArray())
                    .toArray(double[][]::new));
        }
    }

    /** Pixels, kept as bytes and scaled from 0 … 255 to 0 … 1 when a batch needs them: a quarter of the memory. */
    record Pixels(byte[] bytes, int features) implements Samples {
        @Override
        public int size() {
            return bytes.length / features;
        }

        @Override
        public void copy(int[] which, Matrix x) {
            x.setRows(bytes, which);
        }
    }

    /** Tokens, T a sample. */
    record Tokens(int[][] values) implements Samples {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public int features() {
            return values[0].length;
        }

        @Override
        public void copy(int[] which, Matrix x) {
            for (int i = 0; i < which.length; i++)
                for (int t = 0; t < features(); t++) x.set(i, t, values[which[i]][t]);
        }

        @Override
        public Samples rescaled(double[] shift, double[] scale) {
            throw new IllegalStateException("tokens are names and no quantities, so they can't be rescaled");
        }
    }

    /** Other samples, rescaled when a batch needs them, so that pixels stay bytes. */
    record Rescaled(Samples samples, double[] shift, double[] scale) implements Samples {
        @Override
        public int size() {
            return samples.size();
        }

        @Override
        public int features() {
            return samples.features();
        }

        @Override
        public void copy(int[] which, Matrix x) {
            samples.copy(which, x);
            for (int i = 0; i < x.rows(); i++)
                for (int j = 0; j < x.columns(); j++) x.set(i, j, (x.get(i, j) - shift[j]) / scale[j]);
        }
    }
}
