package dev.gradus.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The scalar kernels until the compiler is done with the fast ones, which take a hundred times as long before; each is
 * judged by itself. A thread of its own calls those meanwhile, and a large product waits: to compute would keep the
 * compiler from a core it needs.
 */
final class WarmingKernels implements Kernels {
    private static final long LARGE = 1_000_000; // multiply-adds: a millisecond of the scalar kernels
    private static final long WAIT = 2_000; // milliseconds
    private static final long GIVE_UP = 60_000; // milliseconds; without the second compiler they stay slow
    private static final long MANY = 20_000_000; // exponentials: less would not make up for what it takes to compile
    private static final int RUNS = 60; // of a scalar kernel at a time: by the last it is compiled, too
    private static final int NEARLY = 16; // times as slow as scalar ones: compiled, on arrays so small

    private final Kernels slow = new ScalarKernels();
    private final Kernels fast;

    private final SmallWork work = new SmallWork();
    private final Kernel products = new Kernel(work::productsWithoutSteps, work::products);
    private final Kernel windows = new Kernel(work::windowsWithoutSteps, work::windows);
    private final Kernel add = new Kernel(k -> work.add(k, 0), k -> work.add(k, SmallWork.N));
    private final Kernel wherePositive =
            new Kernel(k -> work.wherePositive(k, 0), k -> work.wherePositive(k, SmallWork.N));
    private final Kernel scaleBytes = new Kernel(k -> work.scaleBytes(k, 0), k -> work.scaleBytes(k, SmallWork.N));
    private final Thread warmUp;
    private volatile boolean patient = true;
    private volatile long asked; // numbers of functions

    // Few networks need these, which warm up late: at the first wide product, and once many numbers were asked for.
    private final Kernel wide = new Kernel(work::wideWithoutSteps, work::wide);
    private final Kernel functions = new Kernel(k -> work.each(k, 0), k -> work.each(k, SmallWork.FEW));

    WarmingKernels(Kernels fast) {
        this.fast = fast;
        List<Kernel> kernels = List.of(products, windows, add, wherePositive, scaleBytes);
        warmUp = Parallel.inBackground("gradus-warm-up", () -> warmUp(kernels));
    }

    /** One of the kernels: what takes it through its loops without their steps, and with a few. */
    private final class Kernel {
        private final Consumer<Kernels> withoutSteps;
        private final Consumer<Kernels> small;
        private long best = Long.MAX_VALUE; // nanoseconds of the scalar one
        private final AtomicBoolean wakes = new AtomicBoolean();
        volatile Kernels now = slow;

        Kernel(Consumer<Kernels> withoutSteps, Consumer<Kernels> small) {
            this.withoutSteps = withoutSteps;
            this.small = small;
        }

        /** What to compute with now; the first who calls this lets it warm up. */
        Kernels nowOrSoon() {
            if (now == slow && wakes.compareAndSet(false, true))
                Parallel.inBackground("gradus-warm-up", () -> warmUp(List.of(this)));
            return now;
        }

        boolean isWarm() {
            for (int time = 0; time < RUNS; time++) best = Math.min(best, nanos(slow));
            if (nanos(fast) < NEARLY * best) now = fast;
            return now == fast;
        }

        private long nanos(Kernels kernels) {
            long start = System.nanoTime();
            small.accept(kernels);
            return System.nanoTime() - start;
        }
    }

    /** Half a second to a second on a machine that has nothing else to do. */
    private void warmUp(List<Kernel> kernels) {
        List<Kernel> cold = new ArrayList<>(kernels);
        long start = System.nanoTime();
        for (long elapsed = 0; elapsed < GIVE_UP; elapsed = (System.nanoTime() - start) / 1_000_000) {
            for (int round = 0; round < 64; round++) for (Kernel kernel : cold) kernel.withoutSteps.accept(fast);
            cold.removeIf(Kernel::isWarm);
            if (cold.isEmpty()) return;
            try {
                Thread.sleep(5 + elapsed / 50); // the compilers want the cores
            } catch (InterruptedException e) {
                return;
            }
        }
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
        if (products.now == slow && patient && (long) m * n * k > LARGE) await();
        return products.now.multiplyAdd(block, m, n, k, a, aRow, aColumn, b, c);
    }

    @Override
    public boolean isWide(int m, int n, int k, float[] a, int aRow, int aColumn) {
        return products.now == fast && fast.isWide(m, n, k, a, aRow, aColumn) && wide.nowOrSoon() == fast;
    }

    @Override
    public void multiplyWide(
            boolean add,
            int m,
            int n,
            int k,
            float[] a,
            int aRow,
            int aColumn,
            float[] b,
            int bRow,
            int bColumn,
            float[] c) {
        fast.multiplyWide(add, m, n, k, a, aRow, aColumn, b, bRow, bColumn, c);
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
        if (windows.now == slow && patient && (long) (to - from) * n * k > LARGE) await();
        windows.now.multiplyAddWindows(from, to, n, k, x, at, rows, steps, b, firstOfB, c);
    }

    @Override
    public void add(int n, float[] x, int from, float[] y, int to) {
        add.now.add(n, x, from, y, to);
    }

    @Override
    public void wherePositive(int from, int to, float[] z, float[] x, float[] y) {
        wherePositive.now.wherePositive(from, to, z, x, y);
    }

    @Override
    public void scaleBytes(int size, byte[] x, int from, float[] y, int to) {
        scaleBytes.now.scaleBytes(size, x, from, y, to);
    }

    @Override
    public void each(Transcendental f, double[] x, int from, int to) {
        if (asked < MANY) {
            asked += to - from; // a few may get lost between threads
            slow.each(f, x, from, to);
        } else {
            functions.nowOrSoon().each(f, x, from, to);
        }
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
        private static final int TILES = 16;
        private static final int M = 6 * TILES; // rows
        private static final int N = 68; // the widest tiles, and an edge as narrow as they come
        private static final int K = 4;

        private static final int ROWS = 8; // six, and some
        private static final int COLUMNS = 128; // the widest strip, one or several
        private static final int WINDOWS = 3 * Kernels.WIDEST; // columns, for both widths
        private static final int FEW = 16; // numbers, or rows of what is sparse: a vector or two
        private static final int STEPS = 160; // a block, and some

        private final float[] zeros = new float[M * K];
        private final float[] ones = new float[ROWS * K];
        private final float[] sparse = new float[2 * N];
        private final float[] dense = new float[ROWS * STEPS];
        private final float[] mixed = new float[N];
        private final float[] b = new float[STEPS * COLUMNS];
        private final float[] c = new float[M * COLUMNS];
        private final int[] places = new int[ROWS];
        private final byte[] bytes = new byte[N];
        private final double[] numbers = new double[FEW];

        SmallWork() {
            Arrays.fill(ones, 1);
            Arrays.fill(dense, 1);
            sparse[1] = 1;
            for (int i = 0; i < N; i++) mixed[i] = i % 3 - 1;
        }

        // The compiler counts calls and steps. Until it is done each operation with vectors takes a microsecond, and
        // makes it compile the insides of the operation first; calls are cheap.

        void productsWithoutSteps(Kernels kernels) {
            kernels.multiplyAdd(M, N, 0, zeros, 0, 1, b, c).compute(0, M);
            kernels.multiplyAdd(FEW, N, K, zeros, K, 1, b, c).compute(0, FEW);
            kernels.multiplyAdd(2, COLUMNS, STEPS, zeros, 1, 2, b, c).compute(0, 2); // transposed
        }

        void products(Kernels kernels) {
            kernels.multiplyAdd(ROWS, N, K, ones, K, 1, b, c).compute(0, ROWS);
            kernels.multiplyAdd(2, COLUMNS, N, sparse, N, 1, b, c).compute(0, 2);
            kernels.multiplyAdd(FEW, N, 2 * K, sparse, 1, FEW, b, c).compute(0, FEW);
        }

        void wideWithoutSteps(Kernels kernels) {
            kernels.multiplyWide(true, M, N, 0, zeros, 0, 1, b, N, 1, c);
        }

        /** So many steps that what goes on around them, which is called too seldom to be compiled, doesn't count. */
        void wide(Kernels kernels) {
            for (int time = 0; time < 4; time++) {
                if (kernels instanceof ScalarKernels)
                    kernels.multiplyAdd(ROWS, N, STEPS, dense, STEPS, 1, b, c).compute(0, ROWS);
                else if (time < 3) kernels.multiplyWide(false, ROWS, N, STEPS, dense, STEPS, 1, b, N, 1, c);
                else kernels.multiplyWide(true, ROWS, N, STEPS, dense, 1, ROWS, b, 1, STEPS, c); // both transposed
            }
        }

        void windowsWithoutSteps(Kernels kernels) {
            for (int tile = 0; tile < TILES; tile++)
                kernels.multiplyAddWindows(0, 6, WINDOWS, 0, b, 0, places, places, b, 0, c);
        }

        void windows(Kernels kernels) {
            kernels.multiplyAddWindows(0, ROWS, WINDOWS, K, b, 0, places, places, b, 0, c);
        }

        void add(Kernels kernels, int n) {
            for (int tile = 0; tile < TILES; tile++) kernels.add(n, b, 0, c, 0);
        }

        void wherePositive(Kernels kernels, int n) {
            for (int tile = 0; tile < TILES; tile++) kernels.wherePositive(0, n, mixed, c, c);
        }

        void scaleBytes(Kernels kernels, int n) {
            for (int tile = 0; tile < TILES; tile++) kernels.scaleBytes(n, bytes, 0, c, 0);
        }

        /** Each function of ordinary numbers, and then with one that is none. */
        void each(Kernels kernels, int n) {
            for (Transcendental f : Transcendental.values())
                for (int time = 0; time < 4; time++) {
                    for (int i = 0; i < n; i++) numbers[i] = 0.2 * i;
                    if (n > 0 && time == 3) numbers[n - 1] = Double.NaN;
                    kernels.each(f, numbers, 0, n);
                }
        }
    }
}
