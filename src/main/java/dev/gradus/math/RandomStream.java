package dev.gradus.math;

import dev.gradus.errors.Require;

/**
 * A stream of random numbers that is a function of (seed, name, index) alone: the weights of layer 2 do not change
 * because layer 1 got wider. The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014); its bits are the same on every machine.
 */
public final class RandomStream {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long state;
    private double spare = Double.NaN; // the second number of a Gaussian pair

    private RandomStream(long state) {
        this.state = state;
    }

    /** The stream that belongs to this seed, purpose and index. */
    public static RandomStream of(long seed, String name, long index) {
        long hash = mix(seed + GOLDEN);
        for (int i = 0; i < name.length(); i++) hash = mix(hash ^ name.charAt(i));
        return new RandomStream(mix(hash ^ index));
    }

    /** 64 random bits. */
    public long nextLong() {
        return mix(state += GOLDEN);
    }

    /** What the k-th next call of {@link #nextLong} from here would give, k ≥ 1, without going there. */
    long peek(long k) {
        return mix(state + k * GOLDEN);
    }

    /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** Uniform in [low, high). */
    public double nextUniform(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Uniform in 0 … bound − 1, without the bias of a plain remainder. */
    public int nextInt(int bound) {
        Require.atLeast("bound", bound, 1);
        while (true) {
            long bits = nextLong() >>> 1;
            long value = bits % bound;
            if (bits - value + (bound - 1) >= 0) return (int) value; // else the last, incomplete block: draw again
        }
    }

    /** N(0, 1) by the polar method (Marsaglia and Bray, 1964), which makes two numbers at a time. */
    public double nextGaussian() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        while (true) {
            double u = nextUniform(-1, 1);
            double v = nextUniform(-1, 1);
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                double factor = Math.sqrt(-2 * Functions.log(s) / s);
                spare = v * factor;
                return u * factor;
            }
        }
    }

    /** 0 … n − 1 in random order (Fisher and Yates). */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
