package dev.gradus.check;

import dev.gradus.math.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What a part is the product of, number by number, and what else lies about that could have got into it, all by the names
 * that the learner writes.
 */
public final class Product {
    final Map<String, Function<Given, Matrix>> factors = new LinkedHashMap<>();
    final Map<String, Function<Given, Matrix>> others = new LinkedHashMap<>();

    /** A factor that belongs into it. */
    public Product of(String name, Function<Given, Matrix> factor) {
        factors.put(name, factor);
        return this;
    }

    /** Something that could stand in its place. */
    public Product not(String name, Function<Given, Matrix> other) {
        others.put(name, other);
        return this;
    }

    /** A factor that is a single number. */
    public Product number(String name, ToDoubleFunction<Given> factor) {
        return of(name, g -> Given.matrix(1, 1, factor.applyAsDouble(g)));
    }

    /** A single number that could stand in its place. */
    public Product notNumber(String name, ToDoubleFunction<Given> other) {
        return not(name, g -> Given.matrix(1, 1, other.applyAsDouble(g)));
    }

    /** The slips that one can make with it. */
    List<Slip> slips() {
        List<Slip> slips = new ArrayList<>();
        others.forEach((other, wrong) -> {
            slips.add(new Slip(Explanation.of(Mistake.FACTOR_TOO_MANY, other), g -> all(g).times(wrong.apply(g))));
        });
        factors.forEach((name, factor) -> {
            Function<Given, Matrix> rest = without(name);
            slips.add(new Slip(Explanation.of(Mistake.FACTOR_MISSING, name), rest));
            others.forEach((other, wrong) -> slips.add(new Slip(
                    Explanation.of(Mistake.OTHER_FACTOR, other, name),
                    g -> rest.apply(g).times(wrong.apply(g)))));
            slips.add(new Slip(
                    Explanation.of(Mistake.DIVIDED, name),
                    g -> rest.apply(g).times(factor.apply(g).map(v -> 1 / v))));
            slips.add(new Slip(Explanation.of(Mistake.FACTOR_TWICE, name), g -> all(g).times(factor.apply(g))));
        });
        if (factors.size() > 1)
            slips.add(new Slip(
                    Explanation.of(Mistake.SUM_FOR_PRODUCT),
                    g -> factors.values().stream()
                            .map(f -> f.apply(g))
                            .reduce((a, b) -> a.minus(b.map(v -> -v)))
                            .orElseThrow()));
        factors.forEach((name, factor) -> slips.add(new Slip(Explanation.of(Mistake.FACTOR_ALONE, name), factor)));
        others.forEach((name, wrong) -> slips.add(new Slip(Explanation.of(Mistake.FACTOR_ALONE, name), wrong)));
        return slips;
    }

    private Matrix all(Given g) {
        return without("").apply(g);
    }

    /** The product of the other factors. */
    Function<Given, Matrix> without(String name) {
        return g -> {
            Matrix product = factors.values().iterator().next().apply(g).map(v -> 1);
            for (Map.Entry<String, Function<Given, Matrix>> factor : factors.entrySet())
                if (!factor.getKey().equals(name))
                    product = product.times(factor.getValue().apply(g));
            return product;
        };
    }

    /** What an answer with this in it would be. */
    record Slip(Explanation explanation, Function<Given, Matrix> wrong) {}
}
