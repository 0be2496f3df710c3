package dev.gradus.check;

import dev.gradus.math.Differences;
import dev.gradus.math.Matrix;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** One of the things that an answer consists of, such as dW: the truth about it, and how one gets it wrong. */
public final class Part {
    public final String name;
    final boolean byDifferences;
    private final Function<Given, Matrix> truth;
    final Map<Mistake, Function<Given, Matrix>> mistakes = new EnumMap<>(Mistake.class);
    final Map<Mistake, ToDoubleFunction<Given>> factors = new EnumMap<>(Mistake.class);
    final Map<List<Mistake>, Function<Given, Matrix>> pairs = new LinkedHashMap<>();
    final List<Map.Entry<Mistake, Function<Given, Matrix>>> otherWays = new ArrayList<>();
    List<String> samples = List.of();
    boolean mean;
    Product product = new Product();
    Terms terms = new Terms();
    final Map<String, Predicate<Given>> pieces = new LinkedHashMap<>();

    private Part(String name, boolean byDifferences, Function<Given, Matrix> truth) {
        this.name = name;
        this.byDifferences = byDifferences;
        this.truth = truth;
    }

    /** What a formula says. */
    public static Part of(String name, Function<Given, Matrix> truth) {
        return new Part(name, false, truth);
    }

    /** A single number, as a formula says. */
    public static Part number(String name, ToDoubleFunction<Given> truth) {
        return of(name, g -> Given.matrix(1, 1, truth.applyAsDouble(g)));
    }

    /** Numbers that are always the same, since there is nothing that they are made of. */
    public static Part figures(String name, double... truth) {
        return of(name, g -> Given.matrix(1, truth.length, truth));
    }

    /** ∂cost/∂variable, by central differences. */
    public static Part gradient(String name, String variable, ToDoubleFunction<Given> cost) {
        return new Part(name, true, g -> {
            Matrix at = g.m(variable);
            Matrix slopes = at.like();
            for (int i = 0; i < at.rows(); i++)
                for (int j = 0; j < at.columns(); j++) {
                    int row = i;
                    int column = j;
                    slopes.set(
                            i,
                            j,
                            Differences.slope(
                                    v -> cost.applyAsDouble(g.with(variable, row, column, v)), at.get(i, j), 1e-2));
                }
            return slopes;
        });
    }

    Matrix truth(Given given) {
        return truth.apply(given);
    }

    // ---- how one gets it wrong ----

    public Part mistake(Mistake mistake, Function<Given, Matrix> wrong) {
        mistakes.put(mistake, wrong);
        return this;
    }

    public Part wrongNumber(Mistake mistake, ToDoubleFunction<Given> wrong) {
        return mistake(mistake, g -> Given.matrix(1, 1, wrong.applyAsDouble(g)));
    }

    public Part wrongFigures(Mistake mistake, double... wrong) {
        return mistake(mistake, g -> Given.matrix(1, wrong.length, wrong));
    }

    /** A mistake that is listed already, made in another way. */
    public Part again(Mistake mistake, ToDoubleFunction<Given> wrong) {
        return orSo(mistake, g -> Given.matrix(1, 1, wrong.applyAsDouble(g)));
    }

    /** The same, of more numbers than one. */
    public Part orSo(Mistake mistake, Function<Given, Matrix> wrong) {
        otherWays.add(Map.entry(mistake, wrong));
        return this;
    }

    /** Two mistakes at once. */
    public Part both(Mistake one, Mistake other, Function<Given, Matrix> wrong) {
        pairs.put(List.of(one, other), wrong);
        return this;
    }

    /** A sum over samples, of which a loop can miss some; these inputs have a row or a number for each. */
    public Part sum(String... samples) {
        this.samples = List.of(samples);
        return this;
    }

    /** A mean over samples. */
    public Part meanOf(String... samples) {
        mean = true;
        return sum(samples);
    }

    /** A product, of which a factor can be another one. */
    public Part product(Product product) {
        this.product = product;
        return this;
    }

    /** A sum of a few terms, of which one can be wrong. */
    public Part terms(Terms terms) {
        this.terms = terms;
        return this;
    }

    /** Where a formula of its own holds; an answer can be wrong there alone. */
    public Part piece(String where, Predicate<Given> holds) {
        pieces.put(where, holds);
        return this;
    }

    /** Right but for a factor. */
    public Part factor(Mistake mistake, ToDoubleFunction<Given> factor) {
        factors.put(mistake, factor);
        return mistake(mistake, g -> {
            double c = factor.applyAsDouble(g);
            return truth(g).map(v -> c * v);
        });
    }

    /** What can happen to every gradient: the sign, a factor 2, whole numbers. */
    public Part factors() {
        return factor(Mistake.SIGN, g -> -1)
                .factor(Mistake.TWO, g -> 2)
                .factor(Mistake.HALF, g -> 0.5)
                .factor(Mistake.ZERO, g -> 0);
    }

    /** What can happen to the 1/m of a mean over the rows (or, of a single row, its numbers) of what has this name. */
    public Part mean(ToDoubleFunction<Given> m) {
        return factor(Mistake.MEAN_MISSING, m)
                .factor(Mistake.MEAN_TWICE, g -> 1 / m.applyAsDouble(g))
                .factor(Mistake.TIMES_M, g -> m.applyAsDouble(g) * m.applyAsDouble(g));
    }
}
