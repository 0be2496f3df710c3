package dev.gradus.spark;

import dev.gradus.math.Matrix;
import java.nio.ByteBuffer;
import java.util.List;

/** Matrices as bytes and back, to the bit: row by row, in their own precision. */
final class Numbers {
    private Numbers() {}

    static byte[] bytes(List<Matrix> matrices) {
        int size = matrices.stream().mapToInt(m -> m.size() * width(m)).reduce(0, Math::addExact);
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (Matrix m : matrices) {
            double[] row = new double[m.columns()];
            for (int i = 0; i < m.rows(); i++) {
                m.row(i, row);
                for (double x : row)
                    if (m.isDouble()) bytes.putDouble(x);
                    else bytes.putFloat((float) x);
            }
        }
        return bytes.array();
    }

    /** Sets the matrices to what they were made from. */
    static void set(List<Matrix> matrices, byte[] from) {
        ByteBuffer bytes = ByteBuffer.wrap(from);
        for (Matrix m : matrices) {
            double[] row = new double[m.columns()];
            for (int i = 0; i < m.rows(); i++) {
                for (int j = 0; j < row.length; j++) row[j] = m.isDouble() ? bytes.getDouble() : bytes.getFloat();
                m.setRow(i, row);
            }
        }
    }

    private static int width(Matrix m) {
        return m.isDouble() ? Double.BYTES : Float.BYTES;
    }
}
