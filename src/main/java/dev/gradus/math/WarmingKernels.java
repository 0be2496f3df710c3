package dev.gradus.math;

import java.util.Arrays;

/**
 * The scalar kernels until the compiler is done with the fast ones, which take a hundred times as long before. A thread
 * of its own calls those meanwhile, and a large product waits: to compute would keep the compiler from a core it needs.
 */
final class WarmingKernels implements Kernels {
    private static final long LARGE = 1_000_000; // multiply-adds: a millisecond of the scalar kernels
    private static final long WAIT = 2_000; // milliseconds
    private static final long GIVE_UP = 60_000; // milliseconds; without the second compiler they stay slow
    private static final int NEARLY = 4; // times as slow as scalar ones: compiled, on arrays so small

    private final Kernels slow = new ScalarKernels();
    private final Kernels fast;
    private final Thread warmUp;
    private volatile Kernels now = slow;
    private volatile boolean patient = true;

    WarmingKernels(Kernels fast) {
        this.fast = fast;
        warmUp = Parallel.inBackground("gradus-warm-up", this::warmUp);
    }

    /** Half a second to a second on a machine that has nothing else to do. */
    private void warmUp() {
        SmallWork work = new SmallWork();
        long best = Long.MAX_VALUE;
        long start = System.nanoTime();
        for (long elapsed = 0; elapsed < GIVE_UP; elapsed = (System.nanoTime() - start) / 1_000_000) {
            for (int round = 0; round < 64; round++) work.callWithoutSteps(fast);
            best = Math.min(best, nanos(work, slow, 20));
            if (nanos(work, fast, 1) < NEARLY * best) {
                now = fast;
                return;
            }
            try {
                Thread.sleep(5 + elapsed / 50); // the compilers want the cores
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static long nanos(SmallWork work, Kernels kernels, int times) {
        long start = System.nanoTime();
        for (int time = 0; time < times; time++) work.call(kernels);
        return (System.nanoTime() - start) / times;
    }

    /** Once: a learner who presses stop, or has no such compiler, waits no more. */
    private void await() {
        try {
            warmUp.join(WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        patient = false;
    }

    @Override
    public Parallel.Rows multiplyAdd(
            int block, int m, int n, int k, float[] a, int aRow, int aColumn, float[] b, float[] c) {
        if (now == slow && patient && (long) m * n * k > LARGE) await();
        return now.multiplyAdd(block, m, n, k, a, aRow, aColumn, b, c);
    }

    @Override
    public void multiplyAddWindows(
            int from,
            int to,
            int n,
            int k,
            float[] x,
            int at,
            int[] rows,
            int[] steps,
            float[] b,
            int firstOfB,
            float[] c) {
        if (now == slow && patient && (long) (to - from) * n * k > LARGE) await();
        now.multiplyAddWindows(from, to, n, k, x, at, rows, steps, b, firstOfB, c);
    }

    @Override
    public void add(int n, float[] x, int from, float[] y, int to) {
        now.add(n, x, from, y, to);
    }

    @Override
    public void addScaled(int from, int to, float alpha, float[] x, float[] y) {
        now.addScaled(from, to, alpha, x, y);
    }

    @Override
    public void positivePart(int from, int to, float[] x, float[] y) {
        now.positivePart(from, to, x, y);
    }

    @Override
    public void wherePositive(int from, int to, float[] z, float[] x, float[] y) {
        now.wherePositive(from, to, z, x, y);
    }

    @Override
    public void scaleBytes(int size, byte[] x, int from, float[] y, int to) {
        now.scaleBytes(size, x, from, y, to);
    }

    @Override
    public String toString() {
        return fast.toString();
    }

    /**
     * Small arrays that take the kernels through all of their loops, and both ways at every branch: the compiler leaves
     * out what it has never seen, and begins again when it comes.
     */
    private static final class SmallWork {
        private static final int M = 96; // sixteen times six rows
        private static final int N = 104; // 6½ vectors of 16: wide tiles, narrow ones and an edge
        private static final int K = 4;

        private static final int ROWS = 8; // six, and some
        private static final int COLUMNS = 96; // whole vectors: B isn't copied
        private static final int WINDOWS = 3 * Kernels.WIDEST; // columns, for both widths
        private static final int STEPS = 160; // a block, and some

        private final float[] zeros = new float[M * K];
        private final float[] ones = new float[ROWS * K];
        private final float[] sparse = new float[ROWS * STEPS];
        private final float[] mixed = new float[N];
        private final float[] b = new float[STEPS * COLUMNS];
        private final float[] c = new float[M * N];
        private final int[] places = new int[ROWS];
        private final byte[] bytes = new byte[N];

        SmallWork() {
            Arrays.fill(ones, 1);
            sparse[1] = 1;
            sparse[ROWS * STEPS - 1] = 1;
            for (int i = 0; i < N; i++) mixed[i] = i % 3 - 1;
        }

        /**
         * The compiler counts calls and steps. Until it is done each operation with vectors takes a microsecond, and makes
         * it compile the insides of the operation first; calls are cheap.
         */
        void callWithoutSteps(Kernels kernels) {
            kernels.multiplyAdd(M, N, K, zeros, K, 1, b, c).compute(0, M);
            kernels.multiplyAdd(M, N, K, zeros, 1, M, b, c).compute(0, M); // transposed
            for (int tile = 0; tile < M / 6; tile++) {
                kernels.add(0, b, 0, c, 0);
                kernels.multiplyAddWindows(0, 6, WINDOWS, 0, b, 0, places, places, b, 0, c);
                kernels.wherePositive(0, 0, mixed, c, c);
                kernels.scaleBytes(0, bytes, 0, c, 0);
            }
        }

        void call(Kernels kernels) {
            kernels.multiplyAdd(ROWS, N, K, ones, K, 1, b, c).compute(0, ROWS);
            kernels.multiplyAdd(ROWS, COLUMNS, STEPS, sparse, STEPS, 1, b, c).compute(0, ROWS);
            kernels.multiplyAdd(ROWS, COLUMNS, STEPS, sparse, 1, ROWS, b, c).compute(0, ROWS);
            kernels.multiplyAddWindows(0, ROWS, WINDOWS, K, b, 0, places, places, b, 0, c);
            kernels.add(N, b, 0, c, 0);
            kernels.wherePositive(0, N, mixed, c, c);
            kernels.scaleBytes(N, bytes, 0, c, 0);
        }
    }
}
