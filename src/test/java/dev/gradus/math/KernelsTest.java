package dev.gradus.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever kernels there are, they give the bits of the scalar ones, at odd sizes, too. */
class KernelsTest {
    private final Kernels scalar = new ScalarKernels();
    private final Kernels chosen = Kernels.CHOSEN;
    private final RandomStream random = RandomStream.of(9, "kernels", 0);

    /** Rows from, to; columns; length of the sums. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1",
        "0, 1, 10, 784",
        "0, 7, 17, 3",
        "3, 9, 127, 10",
        "1, 129, 64, 7",
        "0, 64, 128, 33",
        "0, 13, 200, 5",
        "5, 6, 31, 4",
        "2, 14, 48, 9",
        "0, 6, 16, 1",
        "0, 12, 33, 2",
        "0, 5, 96, 11",
        "3, 400, 90, 300"
    })
    void multiplyGivesTheBitsOfTheScalarKernels(int from, int to, int n, int k) {
        multiply(from, to, n, k, numbers(to * k));
    }

    /**
     * Every end of a row: inside of a tile, or of the rows below it, which keep what they had. From the widest on, so that
     * copies of B lie where others did.
     */
    @Test
    void anyNumberOfColumnsHasTheBitsOfTheScalarKernels() {
        for (int n = 140; n > 0; n--) multiply(2, 27, n, 5, numbers(29 * 5));
        for (int n = 300; n > 0; n--) multiply(2, 27, n, 70, sparse(5, 29 * 70));
    }

    /** Zeros, and now and then a number; each size takes another path to the last bit. */
    @ParameterizedTest
    @CsvSource({
        "0, 7, 64, 30",
        "0, 129, 128, 784",
        "3, 400, 90, 300",
        "5, 6, 127, 200",
        "0, 784, 200, 129",
        "0, 1, 128, 784",
        "1, 70, 2000, 96",
        "0, 300, 64, 1"
    })
    void zerosThatAreLeftOutChangeNoBit(int from, int to, int n, int k) {
        multiply(from, to, n, k, new float[to * k]);
        multiply(from, to, n, k, sparse(40, to * k));
        multiply(from, to, n, k, sparse(4, to * k));
    }

    private void multiply(int from, int to, int n, int k, float[] a) {
        int m = a.length / k;
        float[] b = numbers(k * n);
        float[] expected = numbers(m * n);
        float[] actual = expected.clone();
        scalar.multiplyAdd(m, n, k, a, k, 1, b, expected).compute(from, to);
        chosen.multiplyAdd(m, n, k, a, k, 1, b, actual).compute(from, to);
        assertThat(actual).isEqualTo(expected);
        scalar.multiplyAdd(m, n, k, a, 1, m, b, expected).compute(from, to); // A transposed
        chosen.multiplyAdd(m, n, k, a, 1, m, b, actual).compute(from, to);
        assertThat(actual).isEqualTo(expected);
    }

    /** Rows, columns, length of the sums: whole tiles and what is left at each edge, one block of steps and several. */
    @ParameterizedTest
    @CsvSource({"6, 64, 1", "7, 65, 128", "48, 256, 129", "100, 300, 40", "1, 10, 3", "803, 70, 260", "60, 1030, 513"})
    void wideProductsHaveTheSameBits(int m, int n, int k) {
        Kernels vector = vectorKernels();
        for (float[] a : List.of(numbers(m * k), sparse(40, m * k), new float[m * k]))
            for (boolean turnedA : List.of(false, true))
                for (boolean turnedB : List.of(false, true))
                    for (boolean add : List.of(false, true)) wide(vector, add, m, n, k, a, turnedA, turnedB);
    }

    private void wide(Kernels vector, boolean add, int m, int n, int k, float[] a, boolean turnedA, boolean turnedB) {
        int aRow = turnedA ? 1 : k;
        int aColumn = turnedA ? m : 1;
        float[] b = numbers(k * n);
        float[] asItLies = b.clone();
        if (turnedB) for (int p = 0; p < k; p++) for (int j = 0; j < n; j++) asItLies[j * k + p] = b[p * n + j];
        float[] actual = numbers(m * n);
        float[] expected = add ? actual.clone() : new float[m * n];
        scalar.multiplyAdd(m, n, k, a, aRow, aColumn, b, expected).compute(0, m);
        vector.multiplyWide(add, m, n, k, a, aRow, aColumn, asItLies, turnedB ? 1 : n, turnedB ? k : 1, actual);
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void whatIsNarrowOrSmallOrMostlyZeroIsNotWide() {
        Kernels vector = vectorKernels();
        float[] dense = new float[128 * 2048];
        Arrays.fill(dense, 1);
        float[] zeros = new float[128 * 2048];
        assertThat(vector.isWide(128, 2048, 2048, dense, 2048, 1)).isTrue();
        assertThat(vector.isWide(128, 10, 2048, dense, 2048, 1)).isFalse();
        assertThat(vector.isWide(6, 2048, 2048, dense, 2048, 1)).isFalse();
        assertThat(vector.isWide(128, 256, 16, dense, 16, 1)).isFalse();
        assertThat(vector.isWide(128, 128, 784, zeros, 784, 1)).isFalse();
    }

    /** Rows from, to; rows of a block; columns; length of the sums. */
    @ParameterizedTest
    @CsvSource({"0, 12, 4, 28, 16", "3, 11, 4, 16, 28", "0, 896, 28, 28, 16", "5, 30, 7, 64, 200", "0, 6, 1, 5, 3"})
    void blocksMultiplyEachByItsOwn(int from, int to, int block, int n, int k) {
        int blocks = (to + block - 1) / block;
        float[] a = numbers(blocks * block * k);
        float[] b = numbers(blocks * k * n);
        float[] start = numbers(blocks * block * n);
        float[] expected = start.clone();
        for (int i = from; i < to; i++) {
            float[] own = Arrays.copyOfRange(b, i / block * k * n, (i / block + 1) * k * n);
            scalar.multiplyAdd(blocks * block, n, k, a, k, 1, own, expected).compute(i, i + 1);
        }
        for (Kernels kernels : new Kernels[] {scalar, chosen}) {
            float[] actual = start.clone();
            kernels.multiplyAdd(block, blocks * block, n, k, a, k, 1, b, actual).compute(from, to);
            assertThat(actual).isEqualTo(expected);
        }
    }

    /** Rows from, to; columns, which are whole vectors; length of the sums. */
    @ParameterizedTest
    @CsvSource({"0, 1, 16, 1", "0, 64, 32, 400", "0, 25, 16, 576", "3, 10, 48, 9", "5, 6, 64, 33", "2, 2, 16, 4"})
    void aWindowIsAProductOfWhatLiesUnderIt(int from, int to, int n, int k) {
        int[] rows = random.permutation(to);
        int[] steps = random.permutation(k);
        float[] x = numbers(7 + to + k);
        float[] patches = new float[to * k];
        for (int i = 0; i < to; i++) for (int p = 0; p < k; p++) patches[i * k + p] = x[7 + rows[i] + steps[p]];
        float[] b = numbers(3 + k * n);
        float[] start = numbers(to * n);
        float[] expected = start.clone();
        float[] ofB = Arrays.copyOfRange(b, 3, b.length);
        scalar.multiplyAdd(to, n, k, patches, k, 1, ofB, expected).compute(from, to);
        for (Kernels kernels : new Kernels[] {scalar, chosen}) {
            float[] actual = start.clone();
            kernels.multiplyAddWindows(from, to, n, k, x, 7, rows, steps, b, 3, actual);
            assertThat(actual).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "7, 17", "129, 127"})
    void theOtherLoopsToo(int m, int n) {
        float[] x = numbers(m * n);
        float[] z = numbers(m * n);
        z[0] = Float.NaN;
        float[] expected = numbers(m * n);
        float[] actual = expected.clone();
        scalar.wherePositive(0, m * n, z, x, expected);
        chosen.wherePositive(0, m * n, z, x, actual);
        assertThat(actual).isEqualTo(expected);
        scalar.positivePart(0, m * n, z, expected);
        chosen.positivePart(0, m * n, z, actual);
        assertThat(actual).isEqualTo(expected);
        scalar.addScaled(0, m * n, -0.3f, x, expected);
        chosen.addScaled(0, m * n, -0.3f, x, actual);
        assertThat(actual).isEqualTo(expected);
        byte[] pixels = new byte[m * n];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) random.nextInt(256);
        scalar.scaleBytes(m * n - 1, pixels, 1, expected, 0);
        chosen.scaleBytes(m * n - 1, pixels, 1, actual, 0);
        assertThat(actual).isEqualTo(expected);
        float[] row = numbers(n);
        float[] otherRow = row.clone();
        scalar.addColumnSums(m, n, x, row);
        chosen.addColumnSums(m, n, x, otherRow);
        assertThat(otherRow).isEqualTo(row);
        scalar.addRow(0, m, n, row, expected);
        chosen.addRow(0, m, n, row, actual);
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void everyByteIsDividedAsByADivision() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) i;
        float[] quotients = new float[bytes.length];
        chosen.scaleBytes(bytes.length, bytes, 0, quotients, 0);
        for (int i = 0; i < bytes.length; i++) assertThat(quotients[i]).isEqualTo(i / 255f);
    }

    @Test
    void theFastOnesAreInUseHere() {
        vectorKernels();
        assertThat(chosen.toString()).startsWith("vector");
    }

    private static Kernels vectorKernels() {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "skipped: this JVM runs without --add-modules jdk.incubator.vector");
        return new VectorKernels();
    }

    /** A number in so many places is none of the zeros. */
    private float[] sparse(int places, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) if (random.nextInt(places) == 0) values[i] = (float) random.nextGaussian();
        return values;
    }

    private float[] numbers(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) values[i] = random.nextInt(4) == 0 ? 0 : (float) random.nextGaussian();
        return values;
    }
}
