package dev.gradus.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Single precision against the plain loops: what windows see, and to the last bit in which order. */
class ConvolutionTest {
    private final RandomStream random = RandomStream.of(8, "convolution", 0);

    /** Odd pictures under windows with every stride and padding, as far as they fit. */
    static Stream<Window> windows() {
        List<Window> windows = new ArrayList<>();
        int[][] pictures = {{1, 1, 1}, {1, 5, 7}, {3, 8, 3}, {2, 6, 6}};
        for (int[] p : pictures)
            for (int size = 1; size <= 5; size++)
                for (int stride = 1; stride <= 3; stride++)
                    for (int padding = 0; padding <= 2; padding++)
                        if (size <= Math.min(p[1], p[2]) + 2 * padding)
                            windows.add(new Window(p[0], p[1], p[2], size, stride, padding));
        return windows.stream();
    }

    @ParameterizedTest
    @MethodSource("windows")
    void convolutionIsTheSameInSingleAndDoublePrecision(Window window) {
        for (int filters : new int[] {1, 6}) for (int samples : new int[] {1, 7}) agree(window, filters, samples);
    }

    /** Several blocks a thread, and work that is worth two threads. */
    @ParameterizedTest
    @CsvSource({"1, 28, 5, 1, 0, 33, 65", "6, 14, 3, 1, 1, 20, 37", "3, 17, 4, 2, 1, 40, 50"})
    void alsoWhereItIsSplit(int channels, int side, int size, int stride, int padding, int filters, int samples) {
        agree(new Window(channels, side, side, size, stride, padding), filters, samples);
    }

    private void agree(Window window, int filters, int samples) {
        Matrix x = random(samples, window.inputs());
        Matrix w = random(filters, window.taps());
        Matrix b = random(1, filters);
        Matrix delta = random(samples, filters * window.places());
        Matrix z = random(samples, filters * window.places());
        Matrix dw = random(filters, window.taps());
        Matrix db = random(1, filters);
        Matrix dx = random(samples, window.inputs());
        Matrix exactDw = dw.toDouble();
        Matrix exactDb = db.toDouble();
        Convolution single = new Convolution(window, filters);
        for (int again = 0; again < 2; again++) { // the second time with buffers that were used
            single.forward(x, w, b, z);
            single.addGradients(x, delta, dw, db);
            single.backward(delta, w, dx);
        }
        Convolution exact = new Convolution(window, filters);
        same(z, z.toDouble(), result -> exact.forward(x.toDouble(), w.toDouble(), b.toDouble(), result));
        same(dx, dx.toDouble(), result -> exact.backward(delta.toDouble(), w.toDouble(), result));
        same(dw, exactDw, result -> {
            exact.addGradients(x.toDouble(), delta.toDouble(), result, exactDb);
            exact.addGradients(x.toDouble(), delta.toDouble(), result, exactDb);
        });
        same(db, exactDb, result -> {});
    }

    private static void same(Matrix single, Matrix exact, java.util.function.Consumer<Matrix> computation) {
        computation.accept(exact);
        double largest = 1;
        double error = 0;
        for (int i = 0; i < exact.size(); i++) {
            largest = Math.max(largest, Math.abs(exact.get(i)));
            error = Math.max(error, Math.abs(single.get(i) - exact.get(i)));
        }
        assertThat(error / largest).isLessThan(1e-5);
    }

    /** So that neither threads nor kernels nor blocks can change a bit. */
    @ParameterizedTest
    @CsvSource({"2, 9, 3, 1, 0", "1, 11, 4, 1, 2", "3, 9, 3, 2, 1"})
    void everySumIsOneChainInIndexOrder(int channels, int side, int size, int stride, int padding) {
        Window window = new Window(channels, side, side, size, stride, padding);
        int filters = 7;
        int samples = 40;
        int places = window.places();
        Matrix x = random(samples, window.inputs());
        Matrix w = random(filters, window.taps());
        Matrix b = random(1, filters);
        Matrix delta = random(samples, filters * places);
        Convolution convolution = new Convolution(window, filters);

        Matrix z = random(samples, filters * places);
        convolution.forward(x, w, b, z);
        for (int s = 0; s < samples; s++)
            for (int f = 0; f < filters; f++)
                for (int place = 0; place < places; place++) {
                    float sum = (float) b.get(0, f);
                    for (int tap = 0; tap < window.taps(); tap++)
                        sum = Math.fma((float) w.get(f, tap), seen(window, x, s, place, tap), sum);
                    assertThat((float) z.get(s, f * places + place)).isEqualTo(sum);
                }

        Matrix dw = random(filters, window.taps());
        Matrix db = random(1, filters);
        Matrix oldDw = dw.transposed().transposed();
        Matrix oldDb = db.transposed().transposed();
        convolution.addGradients(x, delta, dw, db);
        for (int f = 0; f < filters; f++) {
            for (int tap = 0; tap < window.taps(); tap++) {
                float sum = (float) oldDw.get(f, tap);
                for (int s = 0; s < samples; s++)
                    for (int place = 0; place < places; place++)
                        sum = Math.fma(seen(window, x, s, place, tap), (float) delta.get(s, f * places + place), sum);
                assertThat((float) dw.get(f, tap)).isEqualTo(sum);
            }
            float sum = (float) oldDb.get(0, f);
            for (int s = 0; s < samples; s++)
                for (int place = 0; place < places; place++) sum += (float) delta.get(s, f * places + place);
            assertThat((float) db.get(0, f)).isEqualTo(sum);
        }

        Matrix dx = random(samples, window.inputs());
        convolution.backward(delta, w, dx);
        Matrix expected = x.like(samples, window.inputs());
        for (int s = 0; s < samples; s++)
            for (int tap = 0; tap < window.taps(); tap++)
                for (int place = 0; place < places; place++) {
                    float sum = 0;
                    for (int f = 0; f < filters; f++)
                        sum = Math.fma((float) w.get(f, tap), (float) delta.get(s, f * places + place), sum);
                    int in = input(window, place, tap);
                    if (in >= 0) expected.set(s, in, (float) expected.get(s, in) + sum);
                }
        assertThat(dx.toArray()).isEqualTo(expected.toArray());
    }

    private static float seen(Window window, Matrix x, int s, int place, int tap) {
        int in = input(window, place, tap);
        return in < 0 ? 0 : (float) x.get(s, in);
    }

    /** What a weight meets at a place; −1 for padding. */
    private static int input(Window window, int place, int tap) {
        int size = window.size();
        int y = place / window.outputWidth() * window.stride() + tap / size % size - window.padding();
        int x = place % window.outputWidth() * window.stride() + tap % size - window.padding();
        if (y < 0 || y >= window.height() || x < 0 || x >= window.width()) return -1;
        return (tap / (size * size) * window.height() + y) * window.width() + x;
    }

    /** Half of the numbers are 0, so that many windows have several winners. */
    @ParameterizedTest
    @MethodSource("windows")
    void poolingIsTheSameInSingleAndDoublePrecision(Window window) {
        if (window.padding() > 0) return;
        Matrix x = random(5, window.inputs());
        for (int i = 0; i < x.size(); i++) if (random.nextInt(2) == 0) x.set(i, random.nextInt(2) == 0 ? 0 : -0.0);
        Matrix delta = random(5, window.channels() * window.places());
        Matrix a = random(5, window.channels() * window.places());
        Matrix exactA = a.toDouble();
        Matrix dx = random(5, window.inputs());
        Matrix exactDx = dx.toDouble();
        Pooling single = new Pooling(window);
        Pooling exact = new Pooling(window);
        single.largest(x, a);
        exact.largest(x.toDouble(), exactA);
        assertThat(a.toArray()).isEqualTo(exactA.toArray());
        single.largestBackward(delta, dx);
        exact.largestBackward(delta.toDouble(), exactDx);
        assertThat(dx.toArray()).containsExactly(exactDx.toArray(), within(1e-5));
        single.mean(x, a);
        exact.mean(x.toDouble(), exactA);
        assertThat(a.toArray()).containsExactly(exactA.toArray(), within(1e-6));
        single.meanBackward(delta, dx);
        exact.meanBackward(delta.toDouble(), exactDx);
        assertThat(dx.toArray()).containsExactly(exactDx.toArray(), within(1e-5));
    }

    @Test
    void theFirstOfEqualsWinsAndNotANumberIsNoticed() {
        Window window = new Window(1, 2, 2, 2, 2, 0);
        double[][] pictures = {
            {-1, 5, 5, 3},
            {-0.0, 0, -1, -1},
            {1, Double.NaN, 3, 2},
            {1, 2, 3, Double.NEGATIVE_INFINITY},
            {-4, -3, -2, -3},
            {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}
        };
        int[] winners = {1, 0, 1, 2, 2, 0};
        Matrix x = Matrix.of(pictures);
        for (Matrix in : List.of(x, x.toDouble())) {
            Pooling pooling = new Pooling(window);
            Matrix a = in.like(6, 1);
            pooling.largest(in, a);
            Matrix da = in.like(6, 1);
            da.fill(7);
            Matrix dx = in.like(6, 4);
            pooling.largestBackward(da, dx);
            for (int s = 0; s < 6; s++) {
                assertThat(Double.compare(a.get(s, 0), pictures[s][winners[s]])).isZero(); // NaN equals NaN
                assertThat(dx.argMax(s)).isEqualTo(winners[s]);
            }
        }
    }

    @Test
    void misfitsNameTheShapes() {
        assertThatThrownBy(() -> new Window(1, 3, 9, 4, 1, 0))
                .hasMessage("a window of 4 × 4 is larger than its input of 1 × 3 × 9");
        assertThatThrownBy(() -> new Window(1, 3, 9, 6, 1, 1))
                .hasMessage("a window of 6 × 6 is larger than its input of 1 × 3 × 9 with padding 1");
        assertThatThrownBy(() -> new Window(1, 3, 9, 0, 1, 1)).hasMessage("size must be at least 1, but is 0");
        assertThatThrownBy(() -> new Window(1, 3, 9, 1, 0, 1)).hasMessage("stride must be at least 1, but is 0");
        assertThatThrownBy(() -> new Window(1, 3, 9, 1, 1, -1)).hasMessage("padding must be at least 0, but is -1");
        assertThatThrownBy(() -> new Pooling(new Window(1, 3, 9, 1, 1, 1)))
                .hasMessage("padding must be 0 for pooling, but is 1");
        Convolution convolution = new Convolution(new Window(1, 3, 4, 2, 1, 0), 5);
        Matrix b = Matrix.zeros(1, 5);
        assertThatThrownBy(() -> convolution.forward(Matrix.zeros(2, 11), Matrix.zeros(5, 4), b, Matrix.zeros(2, 30)))
                .hasMessage("a window on pictures of 1 × 3 × 4 needs m × 12 inputs and m × 30 outputs, but they are"
                        + " 2 × 11 and 2 × 30");
        assertThatThrownBy(() -> convolution.forward(Matrix.zeros(2, 12), Matrix.zeros(4, 5), b, Matrix.zeros(2, 30)))
                .hasMessage("the weights of 5 filters must be 5 × 4, but are 4 × 5");
    }

    private Matrix random(int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.size(); i++) matrix.set(i, random.nextGaussian());
        return matrix;
    }
}
