package dev.gradus.reuse;

import dev.gradus.data.Safetensors;
import dev.gradus.data.StoredTensor;
import dev.gradus.errors.Require;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Weights as small whole numbers: w ≈ s · q, with one step s for each parameter and q from −(2ᵇ⁻¹ − 1) to 2ᵇ⁻¹ − 1, in 8
 * bits from −127 to 127. s is the largest |w| divided by the largest q, so that 0 stays 0. Biases and the numbers of
 * normalisations are few and stay as they are. Computed with is s · q in single precision: this shows what rounding costs
 * and what a file saves; processors that multiply such whole numbers themselves save time, too. Jacob et al., "Quantization
 * and training of neural networks for efficient integer-arithmetic-only inference", 2017; one step, both signs alike:
 * Krishnamoorthi, "Quantizing deep convolutional networks for efficient inference", 2018, section 2.
 */
public final class Rounding {
    private static final String STEP = ".step"; // of the name of s in a file
    private static final int MOST_BITS = 8;

    private final Network network; // a copy, rounded
    private final Map<String, byte[]> codes = new LinkedHashMap<>(); // q, by the parameter's name
    private final Map<String, Double> steps = new LinkedHashMap<>(); // s
    private double largestError;

    private Rounding(Network network, int bits) {
        this.network = network.copy();
        int most = (1 << bits - 1) - 1;
        for (Parameter p : this.network.parameters()) if (Pruning.isWeight(p)) round(p, most);
    }

    /**
     * Rounds a network's weights; the network itself stays as it is.
     *
     * @param bits of a weight, from 2 to 8
     */
    public static Rounding of(Network network, int bits) {
        Require.notNull("network", network, "one that has learnt");
        return new Rounding(network, Require.within("bits", bits, 2, MOST_BITS));
    }

    private void round(Parameter p, int most) {
        double[] w = p.values();
        double largest = Arrays.stream(w).map(Math::abs).max().orElse(0);
        if (!Double.isFinite(largest))
            throw new IllegalStateException(
                    p.name() + " holds " + largest + ", which no whole number stands for; train again");
        double step = (float) (largest == 0 ? 1 : largest / most);
        byte[] q = new byte[w.length];
        for (int i = 0; i < w.length; i++) {
            q[i] = (byte) Math.max(-most, Math.min(most, Math.rint(w[i] / step)));
            largestError = Math.max(largestError, Math.abs(q[i] * step - w[i]));
        }
        codes.put(p.name(), q);
        steps.put(p.name(), step);
        p.set(values(q, step));
    }

    private static double[] values(byte[] q, double step) {
        double[] w = new double[q.length];
        for (int i = 0; i < q.length; i++) w[i] = q[i] * step;
        return w;
    }

    /** A copy of the network with the rounded weights, to be measured. */
    public Network network() {
        return network;
    }

    /** How far the worst weight moved; half a step of its parameter at most. */
    public double largestError() {
        return largestError;
    }

    /**
     * Writes a safetensors file with a byte for each rounded weight (of fewer bits, too), the step of each parameter, and
     * the rest in single precision. Row by row as {@link Parameter#values} has them, not turned as PyTorch's are.
     */
    public void save(Path file) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Parameter p : network.parameters()) {
            byte[] q = codes.get(p.name());
            tensors.put(
                    p.name(),
                    q == null ? StoredTensor.floats(p.shape(), p.values()) : StoredTensor.bytes(p.shape(), q));
            if (q != null) tensors.put(p.name() + STEP, StoredTensor.floats(new int[] {}, steps.get(p.name())));
        }
        new Safetensors(tensors, Map.of()).write(Require.notNull("file", file, "the path of the file to write"));
    }

    /** As above; the path as text. */
    public void save(String file) {
        save(file == null ? null : Path.of(file));
    }

    /**
     * Sets a network's weights from such a file.
     *
     * @param network with the layers of the one that was rounded; stays as it was if the file doesn't fit
     * @throws IllegalArgumentException if a parameter is missing in the file or has another size there
     */
    public static void load(Path file, Network network) {
        Require.notNull("network", network, "one with the layers of the one that was rounded");
        Safetensors content = Safetensors.read(Require.notNull("file", file, "the path of a file that save wrote"));
        Map<Parameter, double[]> found = new LinkedHashMap<>();
        for (Parameter p : network.parameters()) {
            StoredTensor tensor = content.tensor(p.name());
            if (!Arrays.equals(tensor.shape(), p.shape()))
                throw new IllegalArgumentException(file + " has " + p.name() + " as " + tensor + ", but the network as "
                        + Arrays.toString(p.shape()) + "; build the network with the layers that were rounded");
            double step = Pruning.isWeight(p) ? content.tensor(p.name() + STEP).get(0) : 1;
            found.put(p, Arrays.stream(tensor.values()).map(q -> q * step).toArray());
        }
        found.forEach(Parameter::set);
    }

    /** "109,056 weights rounded; the worst moved by 0.00123". */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d weights rounded; the worst moved by %.5f",
                codes.values().stream().mapToInt(q -> q.length).sum(),
                largestError);
    }
}
