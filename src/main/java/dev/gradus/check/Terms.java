package dev.gradus.check;

import dev.gradus.math.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What a part is the sum of, by the names that the learner writes; each term can be a product. */
public final class Terms {
    private final Map<String, Function<Given, Matrix>> terms = new LinkedHashMap<>();
    private final Map<String, Product> products = new LinkedHashMap<>();

    /** A term that is a single number. */
    public Terms of(String name, ToDoubleFunction<Given> term) {
        terms.put(name, g -> Given.matrix(1, 1, term.applyAsDouble(g)));
        return this;
    }

    /** A term whose factors can be wrong, too. */
    public Terms of(String name, Product product) {
        terms.put(name, product.without(""));
        products.put(name, product);
        return this;
    }

    /** One term wrong, the others right; or two of them multiplied. */
    List<Product.Slip> slips() {
        List<Product.Slip> slips = new ArrayList<>();
        terms.forEach((name, term) -> {
            slips.add(slip(Mistake.TERM_MISSING, name, g -> others(name, g)));
            slips.add(slip(Mistake.TERM_TURNED, name, g -> with(name, g, -1)));
            slips.add(slip(Mistake.TERM_DOUBLED, name, g -> with(name, g, 2)));
            slips.add(slip(Mistake.TERM_HALVED, name, g -> with(name, g, 0.5)));
            slips.add(slip(
                    Mistake.TERM_UPSIDE_DOWN,
                    name,
                    g -> sum(others(name, g), term.apply(g).map(v -> 1 / v), 1)));
            slips.add(slip(Mistake.TERM_ALONE, name, term));
        });
        products.forEach((name, product) -> product.slips()
                .forEach(inner -> slips.add(new Product.Slip(
                        inner.explanation(),
                        g -> sum(others(name, g), inner.wrong().apply(g), 1)))));
        for (String one : terms.keySet())
            for (String other : terms.keySet())
                if (one.compareTo(other) < 0)
                    slips.add(
                            new Product.Slip(Explanation.of(Mistake.TERMS_MULTIPLIED), g -> multiplied(one, other, g)));
        return slips;
    }

    private Matrix multiplied(String one, String other, Given g) {
        Matrix both = with(one, g, 0).minus(terms.get(other).apply(g));
        return sum(both, terms.get(one).apply(g).times(terms.get(other).apply(g)), 1);
    }

    private static Product.Slip slip(Mistake mistake, String name, Function<Given, Matrix> wrong) {
        return new Product.Slip(Explanation.of(mistake, name), wrong);
    }

    private Matrix with(String name, Given g, double times) {
        return sum(others(name, g), terms.get(name).apply(g), times);
    }

    private Matrix others(String name, Given g) {
        Matrix sum = terms.get(name).apply(g).map(v -> 0);
        for (Map.Entry<String, Function<Given, Matrix>> term : terms.entrySet())
            if (!term.getKey().equals(name)) sum = sum(sum, term.getValue().apply(g), 1);
        return sum;
    }

    private static Matrix sum(Matrix a, Matrix b, double times) {
        return a.minus(b.map(v -> -times * v));
    }
}
