package dev.gradus.bench;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most that this machine's cores can do: fused multiply-adds in registers, twelve chains that don't wait for each
 * other. Prints GFLOP/s for one thread, then for all.
 */
public final class FmaPeak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int STEPS = 400_000;

    public static void main(String[] args) {
        int cores = Runtime.getRuntime().availableProcessors();
        System.out.println(best(1) + " " + best(cores));
    }

    /** GFLOP/s of the best of some rounds, the first of which compile. */
    private static double best(int threads) {
        double best = 0;
        for (int round = 0; round < 500; round++) {
            long start = System.nanoTime();
            IntStream.range(0, threads).parallel().forEach(i -> keep(chains(STEPS)));
            long flops = 2L * 12 * SPECIES.length() * STEPS * threads;
            best = Math.max(best, flops / (double) (System.nanoTime() - start));
        }
        return best;
    }

    private static void keep(float result) {
        if (result == 42) System.out.println();
    }

    private static float chains(int steps) {
        FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector y = FloatVector.broadcast(SPECIES, 0.001f);
        FloatVector a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int step = 0; step < steps; step++) {
            a = a.fma(x, y);
            b = b.fma(x, y);
            c = c.fma(x, y);
            d = d.fma(x, y);
            e = e.fma(x, y);
            f = f.fma(x, y);
            g = g.fma(x, y);
            h = h.fma(x, y);
            i = i.fma(x, y);
            j = j.fma(x, y);
            k = k.fma(x, y);
            l = l.fma(x, y);
        }
        FloatVector sum = a.add(b)
                .add(c)
                .add(d)
                .add(e)
                .add(f)
                .add(g)
                .add(h)
                .add(i)
                .add(j)
                .add(k)
                .add(l);
        return sum.reduceLanes(VectorOperators.ADD);
    }
}
