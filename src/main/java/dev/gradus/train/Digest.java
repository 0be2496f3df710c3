package dev.gradus.train;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.math.Matrix;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A number of 64 bits that stands for the data of a training, as the network sees them: inputs, targets and their order,
 * and the names of the classes. Other data have another one, but for one chance in 10¹⁹. It guards against mistakes, not
 * against forgers.
 */
final class Digest {
    private static final int BATCH = 500; // samples
    private static final long FACTOR = 0x9E3779B97F4A7C15L; // 2⁶⁴/φ, odd, so that nothing is lost by it

    private long sum;

    private Digest() {}

    /** "4bd2…", 16 digits; "none" for no data. */
    static String of(@Nullable Dataset data) {
        if (data == null) return "none";
        Digest digest = new Digest();
        for (String name : data.classes()) digest.add(name.hashCode());
        int[] order = IntStream.range(0, data.size()).toArray();
        Batch batch = null;
        for (int from = 0; from < order.length; from += BATCH) {
            batch = data.batch(order, from, Math.min(from + BATCH, order.length), batch);
            digest.add(batch.inputs());
            digest.add(batch.targets());
        }
        return String.format("%016x", digest.sum);
    }

    private void add(Matrix numbers) {
        for (int i = 0; i < numbers.rows(); i++)
            for (int j = 0; j < numbers.columns(); j++) add(Float.floatToIntBits((float) numbers.get(i, j)));
    }

    /** Each number goes into all bits of the sum. */
    private void add(int bits) {
        sum = (sum ^ bits) * FACTOR;
        sum ^= sum >>> 32;
    }
}
