package dev.gradus.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {
    private final RandomStream random = RandomStream.of(5, "matrix", 0);

    /** Odd sizes, with sums that don't divide by four, small ones and those worth two threads. */
    @ParameterizedTest
    @CsvSource({
        "1,1,1",
        "2,3,4",
        "3,1,5",
        "7,10,17",
        "129,3,127",
        "128,128,784",
        "5,130,6",
        "1,127,17",
        "13,97,31",
        "6,64,8",
        "64,10,128",
        "256,1,64",
        "16,15,70"
    })
    void productsAreOneChainOfFusedMultiplyAddsInIndexOrder(int m, int n, int k) {
        Matrix a = random(m, k);
        Matrix b = random(k, n);
        Matrix expected = Matrix.zeros(m, n);
        addProduct(a, b, expected);
        Matrix product = random(m, n);
        a.multiply(b, product);
        assertThat(product.toArray()).isEqualTo(expected.toArray());

        a.multiplyTransposed(b.transposed(), product);
        assertThat(product.toArray()).isEqualTo(expected.toArray());

        product.fill(0);
        a.transposed().addTransposedProduct(b, product);
        assertThat(product.toArray()).isEqualTo(expected.toArray());

        addProduct(a, b, expected); // the chains go on from what is there
        a.transposed().addTransposedProduct(b, product);
        assertThat(product.toArray()).isEqualTo(expected.toArray());
    }

    private static void addProduct(Matrix a, Matrix b, Matrix sums) {
        for (int i = 0; i < sums.rows(); i++)
            for (int j = 0; j < sums.columns(); j++) {
                float sum = (float) sums.get(i, j);
                for (int p = 0; p < b.rows(); p++) sum = Math.fma((float) a.get(i, p), (float) b.get(p, j), sum);
                sums.set(i, j, sum);
            }
    }

    @Test
    void doublePrecisionComputesTheSameMoreExactly() {
        Matrix a = random(9, 33);
        Matrix b = random(33, 5);
        Matrix product = Matrix.zeros(9, 5);
        a.multiply(b, product);
        Matrix exact = a.toDouble().like(9, 5);
        a.toDouble().multiply(b.toDouble(), exact);
        for (int i = 0; i < 9; i++)
            for (int j = 0; j < 5; j++) assertThat(product.get(i, j)).isCloseTo(exact.get(i, j), within(1e-5));
    }

    @Test
    void aProductWithItsBiasIsTheSumOfBoth() {
        Matrix a = random(7, 33);
        Matrix b = random(33, 21);
        Matrix row = random(1, 21);
        for (Matrix like : List.of(a, a.toDouble())) {
            boolean inDouble = like != a;
            Matrix expected = like.like(7, 21);
            like.multiply(inDouble ? b.toDouble() : b, expected);
            expected.addRow(inDouble ? row.toDouble() : row);
            Matrix actual = like.like(7, 21);
            actual.fill(99);
            like.multiply(inDouble ? b.toDouble() : b, inDouble ? row.toDouble() : row, actual);
            assertThat(actual.toArray()).isEqualTo(expected.toArray());
        }
        assertThatThrownBy(() -> a.multiply(b, a, Matrix.zeros(7, 21)))
                .hasMessage("a row for a 7 × 21 matrix must be 1 × 21, but is 7 × 33");
    }

    @Test
    void rowsAndColumnSums() {
        Matrix a = Matrix.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});
        Matrix row = Matrix.of(new double[][] {{10, 20}});
        a.addRow(row);
        assertThat(a.toArray()).containsExactly(11, 22, 13, 24, 15, 26);
        a.addColumnSums(row);
        assertThat(row.toArray()).containsExactly(10 + 39, 20 + 72);
        assertThat(a.times(a).get(2, 1)).isEqualTo(26 * 26);
        assertThat(a.times(Matrix.of(new double[][] {{2, 3}})).toArray()).containsExactly(22, 66, 26, 72, 30, 78);
        a.addScaled(-2, a.transposed().transposed());
        assertThat(a.toArray()).containsExactly(-11, -22, -13, -24, -15, -26);
        assertThat(a.argMax(0)).isZero();
    }

    /** Single precision with the loops it has of its own, over sizes worth one thread and two. */
    @ParameterizedTest
    @CsvSource({"1,1", "7,3", "129,127", "64,1000"})
    void loopsComputeWhatTheySay(int m, int n) {
        Matrix a = random(m, n);
        Matrix b = random(m, n);
        Matrix s = random(1, n);
        Matrix t = random(1, n);
        Matrix result = Matrix.zeros(m, n);
        a.affine(s, t, result);
        compare(result, (i, j) -> Math.fma(at(a, i, j), at(s, 0, j), at(t, 0, j)));
        a.times(b, result);
        compare(result, (i, j) -> at(a, i, j) * at(b, i, j));
        result.setEach(MatrixTest::difference, a, b);
        compare(result, (i, j) -> at(a, i, j) - at(b, i, j));
        result.setEach(MatrixTest::difference, result, b);
        compare(result, (i, j) -> (at(a, i, j) - at(b, i, j)) - at(b, i, j));
        a.leak(0.2, result);
        compare(result, (i, j) -> at(a, i, j) > 0 ? at(a, i, j) : 0.2f * at(a, i, j));
        a.leakWhere(b, 0.2, result);
        compare(result, (i, j) -> at(b, i, j) > 0 ? at(a, i, j) : 0.2f * at(a, i, j));
        result.copyFrom(a);
        result.addSigns(0.1, b);
        compare(result, (i, j) -> at(a, i, j) + 0.1f * Math.signum(at(b, i, j)));
        result.copyFrom(a);
        result.addScaledColumns(b, s);
        compare(result, (i, j) -> Math.fma(at(b, i, j), at(s, 0, j), at(a, i, j)));
        Matrix sums = Matrix.zeros(1, n);
        sums.copyFrom(s);
        a.addColumnProducts(b, sums);
        compare(sums, (i, j) -> {
            float sum = at(s, 0, j);
            for (int p = 0; p < m; p++) sum = Math.fma(at(a, p, j), at(b, p, j), sum);
            return sum;
        });
        result.fillMask(0.3, RandomStream.of(1, "mask", 0));
        RandomStream stream = RandomStream.of(1, "mask", 0);
        compare(result, (i, j) -> stream.nextDouble() >= 0.3 ? (float) (1 / 0.7) : 0);
    }

    private static void difference(int n, double[][] x, double[] result) {
        for (int k = 0; k < n; k++) result[k] = x[0][k] - x[1][k];
    }

    /** And double precision the same, more exactly. */
    @Test
    void loopsInDoublePrecisionComputeTheSame() {
        Matrix a = random(7, 5);
        Matrix b = random(7, 5);
        Matrix s = random(1, 5);
        List<Consumer<Matrix[]>> loops = List.of(
                m -> m[0].affine(m[2], m[2], m[3]),
                m -> m[0].times(m[1], m[3]),
                m -> m[3].setEach(MatrixTest::difference, m[0], m[1]),
                m -> m[0].leak(0.2, m[3]),
                m -> m[0].leakWhere(m[1], 0.2, m[3]),
                m -> m[3].addSigns(0.1, m[1]),
                m -> m[3].addScaledColumns(m[1], m[2]),
                m -> m[0].addColumnProducts(m[1], m[2]),
                m -> m[3].fillMask(0.3, RandomStream.of(1, "mask", 0)));
        for (Consumer<Matrix[]> loop : loops) {
            Matrix[] single = {
                a.transposed().transposed(),
                b.transposed().transposed(),
                s.transposed().transposed(),
                Matrix.zeros(7, 5)
            };
            Matrix[] exact = Arrays.stream(single).map(Matrix::toDouble).toArray(Matrix[]::new);
            loop.accept(single);
            loop.accept(exact);
            for (int i = 0; i < 4; i++)
                assertThat(single[i].toArray()).containsExactly(exact[i].toArray(), within(1e-5));
        }
    }

    private interface Element {
        float at(int i, int j);
    }

    private static float at(Matrix matrix, int i, int j) {
        return (float) matrix.get(i, j);
    }

    private static void compare(Matrix actual, Element expected) {
        for (int i = 0; i < actual.rows(); i++)
            for (int j = 0; j < actual.columns(); j++) {
                float element = expected.at(i, j);
                if (actual.get(i, j) != element)
                    assertThat(actual.get(i, j)).as(i + ", " + j).isEqualTo(element);
            }
    }

    @Test
    void buffersAreReusedOnlyWhereTheyFit() {
        Matrix a = Matrix.zeros(2, 3);
        assertThat(a.buffer(a, 2, 3)).isSameAs(a);
        assertThat(a.buffer(a, 3, 2)).isNotSameAs(a);
        assertThat(a.toDouble().buffer(a, 2, 3)).isNotSameAs(a);
        assertThat(a.buffer(null, 2, 3).shape()).isEqualTo("2 × 3");
    }

    /** Element by element: in float by the same formula in float, in double by it in double; at sizes for one and two threads. */
    @ParameterizedTest
    @CsvSource({"3,7", "130,129"})
    void whatOptimizersAreMadeOf(int rows, int columns) {
        elementwise(rows, columns, (y, a, b) -> y.scale(0.3), (y, a, b) -> y * 0.3f, (y, a, b) -> y * 0.3);
        elementwise(
                rows,
                columns,
                (y, a, b) -> y.mix(0.9, 0.1, a),
                (y, a, b) -> Math.fma(0.1f, a, 0.9f * y),
                (y, a, b) -> Math.fma(0.1, a, 0.9 * y));
        elementwise(
                rows,
                columns,
                (y, a, b) -> y.mixProduct(0.9, 0.1, a, b),
                (y, a, b) -> Math.fma(0.1f * a, b, 0.9f * y),
                (y, a, b) -> Math.fma(0.1 * a, b, 0.9 * y));
        elementwise(
                rows,
                columns,
                (y, a, b) -> y.mixQuotient(0.9, 0.1, a, b, 3),
                (y, a, b) -> Math.fma(0.1f, a / (b + 3f), 0.9f * y),
                (y, a, b) -> Math.fma(0.1, a / (b + 3), 0.9 * y));
        elementwise(
                rows,
                columns,
                (y, a, b) -> y.keepLarger(0.9, a, 0.1),
                (y, a, b) -> Math.max(0.9f * y, Math.abs(a) + 0.1f),
                (y, a, b) -> Math.max(0.9 * y, Math.abs(a) + 0.1));
        elementwise(
                rows,
                columns,
                (y, a, b) -> a.root(0.9, 0.1, y),
                (y, a, b) -> (float) Math.sqrt(Math.max(0, 0.9f * a) + 0.1f),
                (y, a, b) -> Math.sqrt(Math.max(0, 0.9 * a) + 0.1));
        elementwise(
                rows,
                columns,
                (y, a, b) -> y.clamp(-0.3, 0.2),
                (y, a, b) -> Math.min(0.2f, Math.max(-0.3f, y)),
                (y, a, b) -> Math.min(0.2, Math.max(-0.3, y)));
    }

    private interface Operation {
        void apply(Matrix y, Matrix a, Matrix b);
    }

    private interface InFloat {
        float apply(float y, float a, float b);
    }

    private interface InDouble {
        double apply(double y, double a, double b);
    }

    private void elementwise(int rows, int columns, Operation operation, InFloat inFloat, InDouble inDouble) {
        Matrix y = random(rows, columns);
        Matrix a = random(rows, columns);
        Matrix b = random(rows, columns);
        double[] expected = new double[y.size()];
        double[] exact = new double[y.size()];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = inFloat.apply((float) y.get(i), (float) a.get(i), (float) b.get(i));
            exact[i] = inDouble.apply(y.get(i), a.get(i), b.get(i));
        }
        Matrix yInDouble = y.toDouble();
        operation.apply(yInDouble, a.toDouble(), b.toDouble());
        assertThat(yInDouble.toArray()).isEqualTo(exact);
        operation.apply(y, a, b);
        assertThat(y.toArray()).isEqualTo(expected);
    }

    @Test
    void sumsOfSquares() {
        for (int columns : new int[] {1, 7, 5_000}) {
            Matrix a = random(3, columns);
            double expected = 0;
            for (double x : a.toArray()) expected += x * x;
            assertThat(a.toDouble().sumOfSquares()).isCloseTo(expected, within(1e-12 * expected));
            assertThat(a.sumOfSquares()).isCloseTo(expected, within(1e-6 * expected));
        }
        Matrix huge = Matrix.of(new double[][] {{1e30, 1e30}});
        assertThat(huge.sumOfSquares()).isCloseTo(2e60, within(1e54)); // beyond the range of a float
        assertThat(Matrix.of(new double[][] {{1, Double.NaN}}).sumOfSquares()).isNaN();
        assertThat(Matrix.zeros(0, 3).sumOfSquares()).isZero();
    }

    /** NaN stays NaN, and what rounding left below 0 has the root 0. */
    @Test
    void edgesOfElementwiseOperations() {
        Matrix a = Matrix.of(new double[][] {{Double.NaN, -1e-9, 1e-42}});
        Matrix y = a.like();
        a.root(1, 0, y);
        assertThat(y.toArray()).startsWith(Double.NaN, 0);
        y.fill(0);
        y.mix(1, 1, a);
        assertThat(y.get(0, 0)).isNaN();
        assertThat(y.get(0, 2)).isZero(); // in float no denormal numbers: they are slow
        a.clamp(-1, 1);
        assertThat(a.get(0, 0)).isNaN();
        for (Operation operation : new Operation[] {
            (x, b, c) -> x.mix(1, 1, b),
            (x, b, c) -> x.mixProduct(1, 1, b, x),
            (x, b, c) -> x.mixProduct(1, 1, x, b),
            (x, b, c) -> x.mixQuotient(1, 1, b, x, 0),
            (x, b, c) -> x.mixQuotient(1, 1, x, b, 0),
            (x, b, c) -> x.keepLarger(1, b, 0),
            (x, b, c) -> x.root(1, 0, b)
        }) {
            assertThatThrownBy(() -> operation.apply(a, Matrix.zeros(2, 2), y)).hasMessageContaining("1 × 3 and 2 × 2");
            Matrix inDouble = a.toDouble();
            assertThatThrownBy(
                            () -> operation.apply(inDouble, Matrix.zeros(2, 2).toDouble(), y))
                    .hasMessageContaining("1 × 3 and 2 × 2");
        }
    }

    @Test
    void misfitsNameBothShapes() {
        Matrix a = Matrix.zeros(2, 3);
        Matrix b = Matrix.zeros(4, 5);
        assertThatThrownBy(() -> a.multiply(b, Matrix.zeros(2, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A·B does not fit: A is 2 × 3, B is 4 × 5, the result is 2 × 5");
        assertThatThrownBy(() -> a.addScaled(1, b)).hasMessageContaining("2 × 3 and 4 × 5");
        assertThatThrownBy(() -> a.times(b)).hasMessageContaining("2 × 3 and 4 × 5");
        assertThatThrownBy(() -> a.addRow(b)).hasMessageContaining("must be 1 × 3, but is 4 × 5");
        assertThatThrownBy(() -> a.get(2, 0)).hasMessage("row 2, column 0 is outside of a 2 × 3 matrix");
        assertThatThrownBy(() -> a.setRow(0, new double[2])).hasMessage("row 0 needs 3 values, but got 2");
        assertThatThrownBy(() -> a.setAll(new double[2])).hasMessageContaining("needs 6 values, but got 2");
        assertThatThrownBy(() -> Matrix.zeros(1 << 20, 1 << 20)).hasMessageContaining("impossible");
        assertThatThrownBy(() -> a.addScaled(1, a.toDouble())).hasMessageContaining("toDouble()");
    }

    @Test
    void printsItsShapeAndFirstValues() {
        assertThat(Matrix.of(new double[][] {{1, 0.5}}).toString()).isEqualTo("1 × 2 matrix\n [1.000, 0.5000]");
        assertThat(Matrix.zeros(100, 100).toString()).contains("100 × 100").hasLineCount(8);
    }

    /** One bad number in each place, for each remainder of the loop. */
    @Test
    void oneNumberThatIsNotFiniteIsFound() {
        for (int n : new int[] {1, 15, 16, 17, 37})
            for (int place = -1; place < n; place++)
                for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
                    Matrix matrix = Matrix.zeros(1, n);
                    matrix.fill(-Float.MAX_VALUE);
                    if (place >= 0) matrix.set(0, place, bad);
                    assertThat(matrix.isFinite()).isEqualTo(place < 0);
                    assertThat(matrix.toDouble().isFinite()).isEqualTo(place < 0);
                }
    }

    @Test
    void copiesInBothPrecisions() {
        Matrix a = random(3, 5);
        Matrix single = Matrix.zeros(3, 5);
        single.copyFrom(a);
        assertThat(single.toArray()).isEqualTo(a.toArray());
        single.copyFrom(a.toDouble());
        assertThat(single.toArray()).isEqualTo(a.toArray());
        assertThatThrownBy(() -> single.copyFrom(Matrix.zeros(5, 3))).hasMessageContaining("3 × 5 and 5 × 3");
    }

    /** Rows shorter and longer than what is computed together, some of which is hidden by a causal mask. */
    @ParameterizedTest
    @CsvSource({"1,1,1", "128,10,1", "7,100,2", "3,256,1", "5,300,0.5"})
    void softmaxAndLogSumExpHaveTheBitsOfOneNumberAtATime(int m, int n, double temperature) {
        Matrix z = random(m, n);
        z.map(x -> 20 * x, z);
        Matrix a = Matrix.zeros(m, n);
        z.softmax(i -> i % n + 1, a);
        double[] logSumExp = z.logSumExp(temperature);
        for (int i = 0; i < m; i++) {
            double[] visible = Arrays.copyOf(z.row(i), i % n + 1);
            double sum = sumOfExponentials(visible);
            for (int k = 0; k < n; k++) {
                double e = k < visible.length ? Functions.exp(visible[k] - Functions.max(visible)) / sum : 0;
                assertThat(a.get(i, k)).isEqualTo((float) e);
            }
            double[] softened =
                    Arrays.stream(z.row(i)).map(x -> x / temperature).toArray();
            assertThat(logSumExp[i]).isEqualTo(Functions.max(softened) + Functions.log(sumOfExponentials(softened)));
        }
    }

    private static double sumOfExponentials(double[] z) {
        double sum = 0;
        for (double zk : z) sum += Functions.exp(zk - Functions.max(z));
        return sum;
    }

    @Test
    void softmaxOfSomethingThatIsNoNumberIsNone() {
        Matrix z = Matrix.of(new double[][] {{1, Double.NaN, 2}, {1, 2, 3}});
        z.softmax(i -> 3, z);
        assertThat(z.row(0)).containsOnly(Double.NaN);
        assertThat(Arrays.stream(z.row(1)).sum()).isCloseTo(1, within(1e-6));
    }

    private Matrix random(int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) matrix.set(i, j, random.nextInt(3) == 0 ? 0 : random.nextGaussian());
        return matrix;
    }

    // ---- parts, in both precisions ----

    @Test
    void partsOfRowsAndColumns() {
        for (boolean isDouble : new boolean[] {false, true}) {
            Matrix m = Matrix.of(new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}});
            if (isDouble) m = m.toDouble();
            double[] some = {9, 9, 9, 9};
            m.part(1, 1, 2, some, 1);
            assertThat(some).containsExactly(9, 6, 7, 9);
            m.setPart(0, 2, 2, some, 1);
            assertThat(m.row(0)).containsExactly(1, 2, 6, 7);
            Matrix block = m.like(2, 2);
            m.columns(1, block);
            assertThat(block.toArray()).containsExactly(2, 6, 6, 7);
            block.addColumns(2, m);
            assertThat(block.toArray()).containsExactly(8, 13, 13, 15);
            Matrix turned = m.like(4, 2);
            m.transpose(turned);
            assertThat(turned.toArray()).containsExactly(m.transposed().toArray());
            Matrix other = m;
            assertThatThrownBy(() -> other.part(0, 3, 2, some, 0)).hasMessageContaining("outside of a 2 × 4 matrix");
            assertThatThrownBy(() -> other.columns(3, block)).hasMessageContaining("columns 3 … 4 are outside");
            assertThatThrownBy(() -> block.addColumns(3, other)).hasMessageContaining("columns 3 … 4 are outside");
            assertThatThrownBy(() -> other.transposeBlocks(2, block)).hasMessageContaining("the result must be 8 × 1");
            assertThatThrownBy(() -> other.gather(other.like(3, 1), block)).hasMessageContaining("m must be 3 × 4");
        }
    }

    @Test
    void blocksAreProductsOfTheirOwn() {
        RandomStream random = RandomStream.of(3, "blocks", 0);
        for (boolean isDouble : new boolean[] {false, true}) {
            Matrix a = Matrix.zeros(6, 4).map(v -> random.nextGaussian());
            Matrix b = Matrix.zeros(8, 5).map(v -> random.nextGaussian());
            Matrix x = isDouble ? a.toDouble() : a;
            Matrix y = isDouble ? b.toDouble() : b;
            Matrix result = x.dotBlocks(2, y);
            assertThat(result.rows(0, 3).toArray())
                    .containsExactly(x.rows(0, 3).dot(y.rows(0, 4)).toArray());
            assertThat(result.rows(3, 6).toArray())
                    .containsExactly(x.rows(3, 6).dot(y.rows(4, 8)).toArray());
            assertThat(x.transposedBlocks(2).rows(4, 8).toArray())
                    .containsExactly(x.rows(3, 6).transposed().toArray());
        }
    }
}
