package dev.gradus.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How rows are handed out, whatever the number of threads. */
class ParallelTest {
    private static final long WORTH_IT = 1_000_000;
    private static final int TILE = 6; // rows that stay together

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 64", "5, 1", "7, 64", "127, 64", "128, 64", "129, 1", "784, 64", "1000, 6", "1000, 5000"})
    void everyRowIsComputedOnceAndNobodyTakesMoreThanAFairPart(int n, int atLeast) {
        AtomicIntegerArray times = new AtomicIntegerArray(n);
        AtomicInteger most = new AtomicInteger();
        Parallel.rows(n, atLeast, WORTH_IT, (from, to) -> {
            most.accumulateAndGet(to - from, Math::max);
            for (int i = from; i < to; i++) times.incrementAndGet(i);
        });
        for (int i = 0; i < n; i++) assertThat(times.get(i)).isEqualTo(1);
        int fair = (n - 1) / Parallel.THREADS + 1;
        assertThat(most.get()).isLessThanOrEqualTo(Parallel.THREADS == 1 ? n : (fair + TILE - 1) / TILE * TILE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 96})
    void everyPieceIsDoneOnce(int n) {
        AtomicIntegerArray times = new AtomicIntegerArray(n);
        Parallel.pieces(n, WORTH_IT, (from, to) -> {
            for (int i = from; i < to; i++) times.incrementAndGet(i);
        });
        for (int i = 0; i < n; i++) assertThat(times.get(i)).isEqualTo(1);
    }
}
