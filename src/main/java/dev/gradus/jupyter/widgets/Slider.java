package dev.gradus.jupyter.widgets;

import dev.gradus.errors.Require;
import dev.gradus.math.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A number to drag.
 *
 * <pre>{@code
 * Slider eta = Slider.of("η", 0.01, 1).at(0.1);
 * interact(eta, η -> Descent.of(f).from(3).learningRate(η).run().chart())
 * }</pre>
 *
 * It stands at round numbers, about a hundred from end to end, unless {@link #step} says otherwise; any other can be typed.
 * {@link #log} gives each power of ten the same room.
 */
public final class Slider extends Control<Double> {
    private static final int STEPS = 100;
    private static final double[] ROUND = {
        1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8, 9
    }; // in each power of ten, about equally far apart on a logarithmic slider
    private static final MathContext SIX = new MathContext(6); // digits of a value

    private final double low;
    private final double high;
    private double step; // 0: round numbers
    private boolean log;
    private double[] marks = {}; // where it stands instead

    private Slider(String label, double low, double high) {
        super(label, low);
        this.low = low;
        this.high = high;
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

    /** The numbers that its knob stands at, both ends among them. */
    Slider marks(double... marks) {
        this.marks = marks;
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
        double rounded = new BigDecimal(x).round(SIX).doubleValue();
        return Math.max(low, Math.min(high, rounded));
    }

    /** Where the knob can stand, unless steps are given: both ends, and the round numbers between them. */
    private List<Double> stops() {
        if (marks.length > 0) return Arrays.stream(marks).boxed().toList();
        DoubleStream between =
                log ? powers().mapToObj(Slider::rounds).flatMapToDouble(Arrays::stream) : multiples(roundStep());
        return DoubleStream.concat(DoubleStream.of(low, high), between.filter(v -> v > low && v < high))
                .sorted()
                .distinct()
                .boxed()
                .toList();
    }

    private IntStream powers() {
        return IntStream.rangeClosed((int) Math.floor(Math.log10(low)), (int) Math.floor(Math.log10(high)));
    }

    private static double[] rounds(int power) {
        return Arrays.stream(ROUND)
                .map(v -> BigDecimal.valueOf(v).scaleByPowerOfTen(power).doubleValue())
                .toArray();
    }

    /** 1, 2 or 5 times a power of ten, of which about a hundred lead from end to end. */
    private BigDecimal roundStep() {
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10((high - low) / STEPS)));
        double ratio = (high - low) / STEPS / power.doubleValue();
        return power.multiply(BigDecimal.valueOf(ratio < 1.5 ? 1 : ratio < 3.5 ? 2 : ratio < 7.5 ? 5 : 10));
    }

    private DoubleStream multiples(BigDecimal step) {
        long first = (long) Math.floor(low / step.doubleValue());
        return LongStream.rangeClosed(first, (long) Math.ceil(high / step.doubleValue()))
                .mapToDouble(i -> step.multiply(BigDecimal.valueOf(i)).doubleValue());
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
        if (step > 0) looks.put("step", step);
        else looks.put("stops", stops());
        looks.put("log", log);
        return looks;
    }

    @Override
    String words() {
        return Figures.text(value(), 6);
    }
}
