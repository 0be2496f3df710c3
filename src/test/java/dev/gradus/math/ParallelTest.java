package dev.gradus.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How rows are handed out: each once, and none so that a thread is left without. */
class ParallelTest {
    private static final long WORTH_IT = 1_000_000;

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 64", "5, 1", "7, 64", "127, 64", "128, 64", "129, 1", "784, 64", "1000, 6", "1000, 5000"})
    void everyRowIsComputedOnceAndEveryThreadGetsSome(int n, int atLeast) {
        AtomicIntegerArray times = new AtomicIntegerArray(n);
        AtomicInteger takings = new AtomicInteger();
        Parallel.rows(n, atLeast, WORTH_IT, (from, to) -> {
            takings.incrementAndGet();
            for (int i = from; i < to; i++) times.incrementAndGet(i);
        });
        for (int i = 0; i < n; i++) assertThat(times.get(i)).isEqualTo(1);
        int tiles = (n + 5) / 6; // which stay whole
        if (n <= Parallel.THREADS || tiles >= 2 * Parallel.THREADS)
            assertThat(takings.get()).isGreaterThanOrEqualTo(Math.min(n, Parallel.THREADS));
    }
}
