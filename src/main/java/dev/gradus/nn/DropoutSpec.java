package dev.gradus.nn;

/**
 * The recipe of dropout: each training step silences every unit with this probability and makes the others larger by
 * 1/(1 − rate), so that what comes next sees the same mean; in inference all pass unchanged. It removes units, not
 * connections. As PyTorch's and Keras' Dropout. Srivastava et al., "Dropout: a simple way to prevent neural networks from
 * overfitting", 2014.
 *
 * @param rate from 0 (nothing happens) to below 1
 */
public record DropoutSpec(double rate) implements LayerSpec {
    public DropoutSpec {
        if (!(rate >= 0 && rate < 1))
            throw new IllegalArgumentException("rate must be at least 0 and below 1, but is " + rate);
    }

    @Override
    public Layer build(LayerSetup setup) {
        return new Dropout(rate, setup.random("dropout"));
    }

    @Override
    public String toString() {
        return "dropout(" + rate + ")";
    }
}
