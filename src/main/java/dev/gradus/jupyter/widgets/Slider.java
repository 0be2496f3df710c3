package dev.gradus.jupyter.widgets;

import dev.gradus.math.Figures;
import dev.gradus.math.Require;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A number to drag.
 *
 * <pre>{@code
 * Slider eta = Slider.of("η", 0.01, 1).at(0.1);
 * interact(eta, η -> Descent.of(f).from(3).learningRate(η).run().chart())
 * }</pre>
 *
 * A hundred steps from end to end unless {@link #step} says otherwise. {@link #log} gives each power of ten the same room.
 */
public final class Slider extends Control<Double> {
    private static final int STEPS = 100;
    private static final MathContext SIX = new MathContext(6); // digits of a value
    private static final MathContext THREE = new MathContext(3); // of one on a logarithmic slider

    private final double low;
    private final double high;
    private double step;
    private boolean log;

    private Slider(String label, double low, double high) {
        super(label, low);
        this.low = low;
        this.high = high;
        step = (high - low) / STEPS;
    }

    /**
     * A slider from low to high, which stands at low.
     *
     * @throws IllegalArgumentException if high isn't above low
     */
    public static Slider of(String label, double low, double high) {
        Require.finite("low", low);
        if (!(high > low) || Double.isInfinite(high))
            throw new IllegalArgumentException("high must be above low, but they are " + high + " and " + low);
        return new Slider(label, low, high);
    }

    /** From one value to the next; 1 for whole numbers. */
    public Slider step(double step) {
        this.step = Require.positive("step", step);
        return this;
    }

    /** Each power of ten gets the same room; low must be above 0. Good for learning rates. */
    public Slider log() {
        Require.positive("low", low);
        log = true;
        return this;
    }

    /** Moves it, on the page, too. */
    public Slider at(double value) {
        if (!(value >= low && value <= high))
            throw new IllegalArgumentException("value must lie from " + Figures.text(low, 6) + " to "
                    + Figures.text(high, 6) + ", but is " + Figures.text(value, 6));
        set(value);
        return this;
    }

    /** The value as a whole number, the nearest one. */
    public int intValue() {
        return (int) Math.round(value());
    }

    /** Calls the listener with each new value. */
    public Slider onChange(Consumer<Double> listener) {
        listen(listener);
        return this;
    }

    @Override
    @Nullable
    Double read(Object raw) {
        if (!(raw instanceof Double x) || !Double.isFinite(x)) return null;
        double rounded = new BigDecimal(x).round(log ? THREE : SIX).doubleValue();
        return Math.max(low, Math.min(high, rounded));
    }

    @Override
    Object raw() {
        return value();
    }

    @Override
    Map<String, Object> looks() {
        Map<String, Object> looks = new LinkedHashMap<>();
        looks.put("kind", "slider");
        looks.put("low", low);
        looks.put("high", high);
        looks.put("step", step);
        looks.put("log", log);
        return looks;
    }

    @Override
    String words() {
        return Figures.text(value(), 6);
    }
}
