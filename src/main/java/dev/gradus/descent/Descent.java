package dev.gradus.descent;

import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import dev.gradus.math.Figures;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Gradient descent on a function: x ← x − η ∂f/∂x, or by any other optimizer, with every step on record. Cauchy, "Méthode
 * générale pour la résolution des systèmes d'équations simultanées", 1847.
 *
 * <pre>{@code
 * DescentPath path = Descent.of(x -> x * x).from(3).learningRate(0.1).steps(20).run();
 * path.plot();
 * }</pre>
 *
 * Without a word about it: 20 steps of plain gradient descent with η = 0.1.
 */
public final class Descent {
    private final Objective f;
    private double @Nullable [] start;
    private Optimizer optimizer = new Sgd(0.1);
    private double learningRate = 0.1;
    private int steps = 20;
    private double smallGradient = -1; // ‖∂f/∂x‖ to stop at; never at less than 0
    private double smallValue = Double.NEGATIVE_INFINITY; // f to stop at

    private Descent(Objective f) {
        this.f = f;
    }

    /** On any {@link Objective}: one of the well-known ones, or one's own with its gradient. */
    public static Descent of(Objective f) {
        return new Descent(Require.notNull("f", f, "a function to make small, e.g. Objective.rosenbrock()"));
    }

    /** On a function of one variable; its gradient comes from central differences. */
    public static Descent of(DoubleUnaryOperator f) {
        return of(Objective.of(f));
    }

    /** On a function of two variables; its gradient comes from central differences. */
    public static Descent of(DoubleBinaryOperator f) {
        return of(Objective.of(f));
    }

    /** Where it starts: one number for each variable. */
    public Descent from(double... start) {
        if (Require.notNull("start", start, "one number for each variable").length != f.variables())
            throw new ShapeException(
                    "start has " + start.length + " numbers, but " + f + " has " + f.variables()
                            + (f.variables() == 1 ? " variable" : " variables"),
                    Mismatch.numbers("start", start.length, f.toString(), f.variables()));
        for (int i = 0; i < start.length; i++) Require.finite("start[" + i + "]", start[i]);
        this.start = start.clone();
        return this;
    }

    /** η, above 0; of the optimizer, if one was given before. */
    public Descent learningRate(double learningRate) {
        this.learningRate = Require.positive("learningRate", learningRate);
        if (optimizer instanceof Sgd) optimizer = new Sgd(learningRate);
        return this;
    }

    /** Who takes the steps, with that optimizer's learning rate. */
    public Descent optimizer(Optimizer optimizer) {
        this.optimizer = Require.notNull("optimizer", optimizer, "e.g. sgd(0.1)");
        learningRate = optimizer.learningRate();
        return this;
    }

    /** How many steps to take; with 0 there is only the start to be seen. */
    public Descent steps(int steps) {
        this.steps = Require.atLeast("steps", steps, 0);
        return this;
    }

    /** Also ends where the gradient is no longer than this. */
    public Descent untilGradient(double length) {
        smallGradient = Require.positive("length", length);
        return this;
    }

    /** Also ends where f is no greater than this. */
    public Descent untilValue(double value) {
        smallValue = Require.finite("value", value);
        return this;
    }

    /**
     * Walks. Where a number is no longer finite, the path ends in front of it and says so.
     *
     * @throws IllegalStateException without a start, or where f or its gradient is no finite number right there
     */
    public DescentPath run() {
        if (start == null)
            throw new IllegalStateException("a descent on " + f + " needs a start; call .from(…) with " + f.variables()
                    + (f.variables() == 1 ? " number" : " numbers"));
        Parameter x = Parameter.of("x", start);
        Optimizer.Rule rule = optimizer.rule(x);
        List<DescentPath.Step> path = new ArrayList<>();
        for (int t = 0; ; t++) {
            DescentPath.Step here = step(x.values());
            Ending trouble = here.trouble(f.names(), t);
            if (trouble != null) return diverged(path, trouble);
            path.add(here);
            if (here.value() <= smallValue) return path(path, Ending.of(Ending.Kind.VALUE));
            if (here.slope() <= smallGradient) return path(path, Ending.of(Ending.Kind.GRADIENT));
            if (t == steps) return path(path, Ending.of(Ending.Kind.STEPS));
            x.gradient().setAll(here.gradient());
            rule.step(learningRate, t + 1);
        }
    }

    private DescentPath.Step step(double[] point) {
        return new DescentPath.Step(point, f.value(point), f.gradient(point));
    }

    private DescentPath diverged(List<DescentPath.Step> path, Ending trouble) {
        if (path.isEmpty())
            throw new IllegalStateException("the descent on " + f + " can't start at "
                    + Figures.text(Require.notNull("start", start, "numbers"), 6) + ": "
                    + String.join(" is ", trouble.facts().subList(0, 2)) + " there; start elsewhere");
        return path(path, trouble);
    }

    private DescentPath path(List<DescentPath.Step> path, Ending ending) {
        return new DescentPath(f, name(), path, ending);
    }

    private String name() {
        return learningRate == optimizer.learningRate() ? optimizer.toString() : optimizer + " at " + learningRate;
    }

    /** "Descent on rosenbrock by sgd(0.1), 20 steps from (-1, 2)". */
    @Override
    public String toString() {
        return "Descent on " + f + " by " + name() + ", " + steps + (steps == 1 ? " step" : " steps")
                + (start == null ? "" : " from " + Figures.text(start, 6));
    }
}
