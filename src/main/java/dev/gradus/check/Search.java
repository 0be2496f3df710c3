package dev.gradus.check;

import dev.gradus.math.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The search for what explains a wrong part: first what its exercise knows, then what can happen to anything, then two slips
 * at once, and last which input plays no part. Whatever is found explains every number.
 */
final class Search {
    private static final int MOVES = 6;

    /** What is done to a right answer where nothing should be. */
    private static final Map<Mistake, List<DoubleUnaryOperator>> DONE = new EnumMap<>(Map.of(
            Mistake.SIGN_LOST, List.of(Math::abs, v -> -Math.abs(v)),
            Mistake.SQUARED, List.of(v -> v * v),
            Mistake.ROOT_TAKEN, List.of(Math::sqrt),
            Mistake.UPSIDE_DOWN, List.of(v -> 1 / v),
            Mistake.TO_WHOLE, List.of(Math::floor, Math::ceil, Math::rint, v -> Math.floor(v + 0.5))));

    private final Part part;
    private final List<Given> on;
    private final List<Matrix> truths;
    private final List<@Nullable Matrix> yours;
    private final Function<Given, @Nullable Matrix> again;

    /**
     * A search.
     *
     * @param again the same formula's answer to other inputs
     */
    Search(
            Part part,
            List<Given> on,
            List<Matrix> truths,
            List<@Nullable Matrix> yours,
            Function<Given, @Nullable Matrix> again) {
        this.part = part;
        this.on = on;
        this.truths = truths;
        this.yours = yours;
        this.again = again;
    }

    /** All that explain every number as simply. */
    List<Explanation> explanations() {
        if (yours.stream().anyMatch(mine -> mine == null)) return List.of();
        List<Supplier<List<Explanation>>> steps = List.of(
                this::known,
                this::notFinite,
                this::constant,
                this::alone,
                this::literal,
                this::two,
                this::unused,
                this::handedBack,
                this::inOnePiece);
        return steps.stream()
                .map(Supplier::get)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    // ---- one slip ----

    private List<Explanation> known() {
        return Stream.concat(part.mistakes.entrySet().stream(), part.otherWays.stream())
                .filter(known -> fits(values(known.getValue()), 1))
                .map(known -> Explanation.of(known.getKey()))
                .distinct()
                .toList();
    }

    private List<Explanation> notFinite() {
        boolean finite = yours.stream().flatMapToDouble(Search::numbers).allMatch(Double::isFinite);
        return finite ? List.of() : List.of(Explanation.of(Mistake.NOT_FINITE));
    }

    /** The same answer to all inputs. */
    private List<Explanation> constant() {
        boolean moves = truths.stream().anyMatch(truth -> !near(truth, truths.get(0)));
        boolean stays = yours.stream().allMatch(mine -> near(mine, yours.get(0)));
        if (!moves || !stays) return List.of();
        // An answer that is cut off at a limit stays, too, until its inputs are 0 or turned round.
        for (Given given : farAway()) {
            Matrix mine = again.apply(given);
            if (mine != null && !near(mine, yours.get(0))) return List.of();
        }
        boolean zero = yours.stream().flatMapToDouble(Search::numbers).allMatch(v -> v == 0);
        return List.of(Explanation.of(zero ? Mistake.ZERO : Mistake.CONSTANT));
    }

    private List<Explanation> alone() {
        List<Explanation> found = new ArrayList<>();
        factors().forEach((factor, c) -> {
            if (!part.mistakes.containsKey(factor) && fits(truths, c)) found.add(Explanation.of(factor));
        });
        if (fits(changed(v -> v + 1), 1) || fits(changed(v -> v - 1), 1))
            found.add(Explanation.of(Mistake.ONE_TOO_MANY));
        found.addAll(meanSlips());
        found.addAll(once(loops().slips()));
        if (found.isEmpty()) found.addAll(once(part.product.slips()));
        if (found.isEmpty()) found.addAll(once(part.terms.slips()));
        if (found.isEmpty()) found.addAll(asAWhole());
        return found.stream().limit(1).toList();
    }

    /** The right answer with something done to it in the end. */
    private List<Explanation> asAWhole() {
        if (on.size() < 2) return List.of(); // one number is the square of another by chance, too
        List<Explanation> found = new ArrayList<>();
        DONE.forEach((mistake, how) -> {
            if (how.stream().anyMatch(what -> fits(changed(what), 1))) found.add(Explanation.of(mistake));
        });
        return found;
    }

    /** An input that is handed back. */
    private List<Explanation> handedBack() {
        return on.get(0).names().stream()
                .filter(name -> on.size() > 1 && fits(values(g -> g.m(name)), 1))
                .map(name -> Explanation.of(Mistake.FACTOR_ALONE, name))
                .toList();
    }

    /** Right wherever one piece of the formula doesn't hold, and wrong wherever it does. */
    private List<Explanation> inOnePiece() {
        return part.pieces.entrySet().stream()
                .filter(piece -> on.stream().anyMatch(piece.getValue()))
                .filter(piece -> IntStream.range(0, on.size())
                        .allMatch(at ->
                                fits(at, truths.get(at), 1) != piece.getValue().test(on.get(at))))
                .map(piece -> Explanation.of(Mistake.PIECE_WRONG, piece.getKey()))
                .toList();
    }

    /** A sum that doesn't begin at 0, or is divided by a number that isn't m. */
    private List<Explanation> meanSlips() {
        if (!part.mean) return List.of();
        int m = on.get(0).samples(part.samples.get(0));
        List<Explanation> found = new ArrayList<>();
        if (fits(changed(v -> v + 1.0 / m), 1)) found.add(Explanation.of(Mistake.STARTED_AT_ONE));
        for (int k = 2; k < 2 * m; k++)
            if (k != m && k != m - 1 && fits(truths, (double) m / k))
                found.add(Explanation.of(Mistake.DIVIDED_BY_LITERAL, String.valueOf(k)));
        return found;
    }

    private List<Explanation> once(List<Product.Slip> slips) {
        return slips.stream()
                .filter(slip -> fits(values(slip.wrong()), 1))
                .map(Product.Slip::explanation)
                .toList();
    }

    private Loops loops() {
        return new Loops(part, part.samples.isEmpty() ? 0 : on.get(0).samples(part.samples.get(0)));
    }

    /** Each case with one of its inputs at 0, and with one turned round. */
    private List<Given> farAway() {
        List<Given> far = new ArrayList<>();
        for (Given given : on) for (String name : given.names()) far.addAll(farAway(given, name));
        return far;
    }

    private static List<Given> farAway(Given given, String name) {
        return List.of(given.set0(name), given.turned(name));
    }

    /** A fixed number where a factor belongs. */
    private List<Explanation> literal() {
        List<Given> far = farAway();
        return part.product.factors.keySet().stream()
                .filter(name -> {
                    Function<Given, Matrix> rest = part.product.without(name);
                    if (!isFixed(values(rest), yours)) return false;
                    List<@Nullable Matrix> mine = new ArrayList<>(yours);
                    for (Given given : far) mine.add(again.apply(given));
                    return isFixed(
                            Stream.concat(on.stream(), far.stream()).map(rest).toList(), mine);
                })
                .map(name -> Explanation.of(Mistake.LITERAL, name))
                .toList();
    }

    /** Whether yours is everywhere the same multiple of these, number by number. */
    private static boolean isFixed(List<Matrix> rest, List<@Nullable Matrix> yours) {
        if (rest.isEmpty()) return false;
        Matrix fixed = rest.get(0).map(v -> Double.NaN);
        for (int c = 0; c < rest.size(); c++) {
            Matrix mine = yours.get(c);
            Matrix other = rest.get(c);
            if (mine == null || !alike(mine, other)) return false;
            for (int i = 0; i < other.rows(); i++)
                for (int j = 0; j < other.columns(); j++) {
                    if (other.get(i, j) == 0) {
                        if (mine.get(i, j) != 0) return false;
                        continue;
                    }
                    double ratio = mine.get(i, j) / other.get(i, j);
                    if (Double.isNaN(fixed.get(i, j))) fixed.set(i, j, ratio);
                    if (!(Math.abs(ratio - fixed.get(i, j)) <= Exercise.TOLERANCE * Math.abs(ratio))) return false;
                }
        }
        return true;
    }

    // ---- two at once ----

    private List<Explanation> two() {
        Map<Mistake, Double> factors = factors();
        List<Explanation> found = new ArrayList<>();
        part.pairs.forEach((pair, wrong) -> {
            if (fits(values(wrong), 1)) found.add(new Explanation(pair, List.of()));
        });
        factors.forEach((one, c) -> factors.forEach((other, d) -> {
            if (one.compareTo(other) < 0 && Math.abs(c * d - 1) > 0.01 && fits(truths, c * d))
                found.add(Explanation.of(one).and(other));
        }));
        DONE.forEach((mistake, how) -> factors.forEach((factor, c) -> {
            if (on.size() > 1
                    && mistake != Mistake.TO_WHOLE // half of a whole number is found too easily
                    && how.stream()
                            .anyMatch(done ->
                                    fits(changed(done), c) || fits(changed(v -> done.applyAsDouble(c * v)), 1)))
                found.add(Explanation.of(mistake).and(factor));
        }));
        for (Product.Slip slip : others()) {
            List<Matrix> wrong = values(slip.wrong());
            factors.forEach((factor, c) -> {
                if (fits(wrong, c)) found.add(slip.explanation().and(factor));
            });
        }
        for (Product.Slip slip : loops().slipsOfMistakes())
            if (fits(values(slip.wrong()), 1)) found.add(slip.explanation());
        return found.stream().limit(1).toList();
    }

    /** All but the factors, which have gone before. */
    private List<Product.Slip> others() {
        List<Product.Slip> slips = new ArrayList<>(loops().slips());
        part.mistakes.forEach((mistake, wrong) -> {
            if (!part.factors.containsKey(mistake)) slips.add(new Product.Slip(Explanation.of(mistake), wrong));
        });
        slips.addAll(part.product.slips());
        slips.addAll(part.terms.slips());
        return slips;
    }

    /** What the answer can be a multiple of: −1, 2, ½, and what the part knows, such as m. */
    private Map<Mistake, Double> factors() {
        Map<Mistake, Double> factors = new EnumMap<>(Mistake.class);
        factors.put(Mistake.SIGN, -1.0);
        factors.put(part.factors.containsKey(Mistake.TWO) ? Mistake.TWO : Mistake.DOUBLED, 2.0);
        factors.put(part.factors.containsKey(Mistake.HALF) ? Mistake.HALF : Mistake.HALVED, 0.5);
        for (Map.Entry<Mistake, ToDoubleFunction<Given>> factor : part.factors.entrySet()) {
            double c = factor.getValue().applyAsDouble(on.get(0));
            boolean same = on.stream().allMatch(g -> factor.getValue().applyAsDouble(g) == c);
            if (same && c != 0) factors.put(factor.getKey(), c);
        }
        return factors;
    }

    // ---- inputs that play no part ----

    /** Which inputs the truth depends on, and this answer doesn't. */
    private List<Explanation> unused() {
        List<String> unused = on.get(0).names().stream().filter(this::isUnused).toList();
        return unused.isEmpty()
                ? List.of()
                : List.of(Explanation.of(Mistake.INPUT_UNUSED, String.join(Texts.of("list.comma"), unused)));
    }

    private boolean isUnused(String name) {
        boolean matters = false;
        for (int c = 0; c < on.size(); c++) {
            // A quotient of whole numbers stays the same for small moves, but not for large ones.
            for (Given moved : farAway(on.get(c), name)) if (!stays(moved, c)) return false;
            for (int move = 0; move < MOVES; move++) {
                Given moved = on.get(c).moved(name, move);
                if (!stays(moved, c)) return false;
                matters |= !near(part.truth(moved), truths.get(c));
            }
        }
        return matters;
    }

    /** Whether your answer there is the one to case c. */
    private boolean stays(Given moved, int c) {
        Matrix mine = again.apply(moved);
        return mine != null && same(mine, yours.get(c));
    }

    private static boolean same(Matrix a, @Nullable Matrix b) {
        return b != null && alike(a, b) && Arrays.equals(a.toArray(), b.toArray());
    }

    // ---- comparing ----

    /** None where the shapes don't fit. */
    private List<Matrix> values(Function<Given, Matrix> wrong) {
        try {
            return on.stream().map(wrong).toList();
        } catch (IllegalArgumentException doesNotFit) {
            return List.of();
        }
    }

    private List<Matrix> changed(DoubleUnaryOperator change) {
        return truths.stream().map(truth -> truth.map(change::applyAsDouble)).toList();
    }

    /** Whether yours is everywhere c times this. */
    private boolean fits(List<Matrix> wrong, double c) {
        return !wrong.isEmpty() && IntStream.range(0, wrong.size()).allMatch(at -> fits(at, wrong.get(at), c));
    }

    /** Whether it is so for one of the inputs. */
    private boolean fits(int at, Matrix other, double c) {
        Matrix mine = yours.get(at);
        if (mine == null || !alike(mine, other)) return false;
        double scale = scale(other) > 0 ? Math.abs(c) * scale(other) : scale(truths.get(at));
        if (!(scale < Double.POSITIVE_INFINITY)) return false;
        for (int i = 0; i < other.rows(); i++)
            for (int j = 0; j < other.columns(); j++)
                if (!(Math.abs(mine.get(i, j) - c * other.get(i, j)) <= Exercise.TOLERANCE * scale)) return false;
        return true;
    }

    private static boolean near(@Nullable Matrix a, @Nullable Matrix b) {
        if (a == null || b == null || !alike(a, b)) return false;
        double scale = Math.max(scale(a), scale(b));
        for (int i = 0; i < a.rows(); i++)
            for (int j = 0; j < a.columns(); j++)
                if (!(Math.abs(a.get(i, j) - b.get(i, j)) <= 1e-6 * scale)) return false;
        return true;
    }

    private static boolean alike(Matrix a, Matrix b) {
        return a.rows() == b.rows() && a.columns() == b.columns();
    }

    private static java.util.stream.DoubleStream numbers(@Nullable Matrix mine) {
        return mine == null ? java.util.stream.DoubleStream.empty() : Arrays.stream(mine.toArray());
    }

    static double scale(Matrix numbers) {
        return Arrays.stream(numbers.toArray()).map(Math::abs).max().orElse(0);
    }
}
