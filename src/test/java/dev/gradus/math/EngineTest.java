package dev.gradus.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {
    private static long cost(Runnable product) {
        long before = Engine.multiplyAdds();
        product.run();
        return Engine.multiplyAdds() - before;
    }

    private static Matrix matrix(boolean single, int rows, int columns) {
        Matrix zeros = Matrix.zeros(rows, columns);
        return single ? zeros : zeros.toDouble();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyProductCountsOnce(boolean single) {
        Matrix a = matrix(single, 3, 5);
        assertThat(cost(() -> a.multiply(matrix(single, 5, 7), matrix(single, 3, 7))))
                .isEqualTo(3 * 5 * 7);
        assertThat(cost(() -> a.multiply(matrix(single, 5, 7), matrix(single, 1, 7), matrix(single, 3, 7))))
                .isEqualTo(3 * 5 * 7);
        assertThat(cost(() -> a.multiplyTransposed(matrix(single, 7, 5), matrix(single, 3, 7))))
                .isEqualTo(3 * 5 * 7);
        assertThat(cost(() -> a.addTransposedProduct(matrix(single, 3, 7), matrix(single, 5, 7))))
                .isEqualTo(3 * 5 * 7);
        assertThat(cost(() -> a.addScaled(2, a.like()))).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConvolutionCountsEachWeightAtEachPlace(boolean single) {
        Window window = new Window(2, 6, 5, 3, 1, 1); // two channels of 6 × 5 pixels, padded: 30 places
        Convolution convolution = new Convolution(window, 4);
        Matrix x = matrix(single, 3, 2 * 6 * 5);
        Matrix w = matrix(single, 4, 2 * 3 * 3);
        Matrix b = matrix(single, 1, 4);
        Matrix z = matrix(single, 3, 4 * 30);
        int expected = 3 * 4 * 30 * 18;
        assertThat(cost(() -> convolution.forward(x, w, b, z))).isEqualTo(expected);
        assertThat(cost(() -> convolution.addGradients(x, z, w, b))).isEqualTo(expected);
        assertThat(cost(() -> convolution.backward(z, w, x))).isEqualTo(expected);
    }

    @Test
    void nothingIsLostBetweenThreads() {
        Matrix a = Matrix.zeros(4, 4);
        assertThat(cost(() -> {
                    Thread[] threads = Stream.generate(() -> new Thread(() -> {
                                Matrix result = a.like();
                                for (int i = 0; i < 1000; i++) a.multiply(a, result);
                            }))
                            .limit(4)
                            .toArray(Thread[]::new);
                    Arrays.stream(threads).forEach(Thread::start);
                    for (Thread thread : threads) join(thread);
                }))
                .isEqualTo(4 * 1000 * 64);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itTellsWhatComputes() {
        assertThat(Engine.kernels()).isEqualTo("vector"); // the tests are started so
        assertThat(Engine.threads()).isPositive();
    }
}
