package dev.gradus.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who computes while the fast kernels are not compiled yet. */
class WarmingKernelsTest {
    private static final int LARGE = 128; // its cube, in multiply-adds, is a large product
    private static final int SMALL = 8;

    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void letTheWarmUpEnd() {
        never.countDown();
    }

    @Test
    void aLargeProductWaitsForKernelsThatAreFastSoon() {
        Marked fast = new Marked(new CountDownLatch(0));
        product(new WarmingKernels(fast), LARGE);
        assertThat(fast.used).isTrue();
    }

    @Test
    void aSmallOneDoesNot() {
        Marked fast = new Marked(never);
        product(new WarmingKernels(fast), SMALL);
        assertThat(fast.used).isFalse();
    }

    @Test
    void whoeverIsInterruptedDoesNotEitherAndStaysInterrupted() {
        Marked fast = new Marked(never);
        WarmingKernels kernels = new WarmingKernels(fast);
        Thread.currentThread().interrupt();
        product(kernels, LARGE);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(fast.used).isFalse();
    }

    /** The first one waits for two seconds, the second one not at all; both get their numbers. */
    @Test
    void kernelsThatNeverGetFastAreNotUsed() {
        Marked fast = new Marked(never);
        WarmingKernels kernels = new WarmingKernels(fast);
        product(kernels, LARGE);
        product(kernels, LARGE);
        assertThat(fast.used).isFalse();
    }

    /** The other loops of the warm-up run here, too: an exception in one of them would keep it from ending. */
    @Test
    void thoseOfThisMachineTakeOver() {
        Marked fast = new Marked(new CountDownLatch(0)) {
            @Override
            Kernels inside() {
                return Kernels.CHOSEN;
            }
        };
        WarmingKernels kernels = new WarmingKernels(fast);
        long end = System.nanoTime() + 60_000_000_000L;
        while (!fast.used && System.nanoTime() < end) product(kernels, LARGE);
        assertThat(fast.used).isTrue();
    }

    /** Who asks for few numbers pays for no compilation; who asks for many gets them faster soon. */
    @Test
    void functionsTakeOverOnceManyNumbersWereAskedFor() {
        Marked fast = new Marked(never) {
            @Override
            Kernels inside() {
                return Kernels.CHOSEN;
            }
        };
        WarmingKernels kernels = new WarmingKernels(fast);
        double[] x = new double[10_000];
        for (int time = 0; time < 1_999; time++) kernels.each(Transcendental.TANH, x, 0, x.length);
        assertThat(fast.touched).isFalse();
        long end = System.nanoTime() + 60_000_000_000L;
        while (!fast.asked && System.nanoTime() < end) kernels.each(Transcendental.TANH, x, 0, x.length);
        assertThat(fast.asked).isTrue();
    }

    private static void product(Kernels kernels, int n) {
        float[] ones = new float[n * n];
        Arrays.fill(ones, 1);
        float[] c = new float[n * n];
        kernels.multiplyAdd(n, n, n, ones, n, 1, ones, c).compute(0, n);
        assertThat(c).containsOnly(n);
    }

    /** Kernels that know whether the thread that made them has used them; they do nothing before the start. */
    private static class Marked implements Kernels {
        private final Thread maker = Thread.currentThread();
        private final CountDownLatch start;
        private boolean used; // for a product
        private boolean asked; // for a function
        private volatile boolean touched; // for one, by whatever thread

        Marked(CountDownLatch start) {
            this.start = start;
        }

        Kernels inside() {
            return new ScalarKernels();
        }

        @Override
        public Parallel.Rows multiplyAdd(
                int block, int m, int n, int k, float[] a, int aRow, int aColumn, float[] b, float[] c) {
            try {
                start.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            used |= Thread.currentThread() == maker;
            return inside().multiplyAdd(block, m, n, k, a, aRow, aColumn, b, c);
        }

        @Override
        public void each(Transcendental f, double[] x, int from, int to) {
            touched = true;
            asked |= Thread.currentThread() == maker;
            inside().each(f, x, from, to);
        }

        @Override
        public void wherePositive(int from, int to, float[] z, float[] x, float[] y) {
            inside().wherePositive(from, to, z, x, y);
        }

        @Override
        public void scaleBytes(int size, byte[] x, int from, float[] y, int to) {
            inside().scaleBytes(size, x, from, y, to);
        }
    }
}
