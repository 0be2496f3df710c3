package dev.gradus.data;

import dev.gradus.math.Matrix;

/** Where the inputs of a dataset are stored; splits and shuffles of it share one store. */
interface Samples {
    int size();

    /** Features of one sample. */
    int features();

    /** Writes the given samples into the rows of x (m × features). */
    void copy(int[] which, Matrix x);

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
}
