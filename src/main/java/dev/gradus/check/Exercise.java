package dev.gradus.check;

import dev.gradus.math.Figures;
import dev.gradus.math.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Something to derive or to calculate, with its texts in the language bundle under {@code exercise.KEY}. An answer is tried
 * on several inputs that were never shown; each of its parts is judged alone, first its shape, then its numbers; and what is
 * wrong is held against the known mistakes.
 */
public final class Exercise {
    /**
     * Of the largest number in a part, how much a right answer may be off: enough for single precision, and far less than
     * any mistake.
     */
    static final double TOLERANCE = 1e-4;

    final String key;
    final String solution;
    final List<Part> parts;
    final List<Given> cases;
    private final List<Given> others;
    private final @Nullable Given ours;

    /**
     * What one attempt gave on one input.
     *
     * @param parts null where the formula threw
     */
    private record Attempt(
            Given given,
            @Nullable List<@Nullable Object> parts,
            @Nullable Throwable thrown) {
        @Nullable
        Object part(int p) {
            return parts == null || parts.size() <= p ? null : parts.get(p);
        }
    }

    private Exercise(
            String key,
            String solution,
            List<Given> cases,
            List<Given> others,
            @Nullable Given ours,
            List<Part> parts) {
        this.key = key;
        this.solution = solution;
        this.cases = cases;
        this.others = others;
        this.ours = ours;
        this.parts = parts;
    }

    /**
     * An exercise.
     *
     * @param solution the code of an answer that is right
     * @param cases inputs that separate all mistakes
     */
    public static Exercise of(String key, String solution, List<Given> cases, Part... parts) {
        return new Exercise(key, solution, cases, List.of(), null, List.of(parts));
    }

    /** A question, or what an edit of the lesson shows: the answer has no inputs. */
    public static Exercise of(String key, String solution, Part... parts) {
        return of(key, solution, List.of(Given.of(key, 0)), parts);
    }

    /** The same exercise, whose answers must be right for these inputs, too. */
    public Exercise also(Given... others) {
        return new Exercise(key, solution, cases, List.of(others), ours, parts);
    }

    /** The same exercise, which tells the answer for the lesson's own numbers as soon as it is solved. */
    public Exercise ours(Given ours) {
        return new Exercise(key, solution, cases, others, ours, parts);
    }

    /** "With our own numbers: delta2 = -3"; nothing where the lesson has none. */
    String told() {
        Given given = ours;
        if (given == null) return "";
        return Texts.of(
                "check.ours",
                parts.stream()
                        .map(part -> part.name + " = "
                                + Figures.text(part.truth(given).toArray(), 5))
                        .collect(Collectors.joining(Texts.of("list.comma"))));
    }

    /** The same exercise on other inputs. */
    Exercise on(List<Given> cases) {
        return new Exercise(key, solution, cases, List.of(), ours, parts);
    }

    String title() {
        return Texts.lesson("exercise." + key + ".title");
    }

    /** What is to be filled in when there is more than one thing: "List.of(dW, db)". */
    private String names() {
        return parts.stream().map(part -> part.name).collect(Collectors.joining(", "));
    }

    // ---- judging ----

    /** Tries a formula. */
    public Check check(Function<Given, @Nullable Object> formula) {
        return Check.report(this, judge(formula));
    }

    Verdict judge(Function<Given, @Nullable Object> formula) {
        Verdict verdict = judge(formula, cases, true);
        if (verdict.outcome() != Check.Outcome.CORRECT || others.isEmpty()) return verdict;
        Verdict elsewhere = judge(formula, others, false);
        return elsewhere.outcome() == Check.Outcome.CORRECT ? verdict : elsewhere.onlyElsewhere();
    }

    private Verdict judge(Function<Given, @Nullable Object> formula, List<Given> on, boolean explain) {
        List<Attempt> attempts =
                on.stream().map(given -> attempt(formula, given)).toList();
        if (attempts.stream().allMatch(this::isUnfilled)) {
            boolean isNull = attempts.stream()
                    .allMatch(attempt ->
                            attempt.parts() != null && attempt.parts().stream().allMatch(Objects::isNull));
            return Verdict.notAttempted(Texts.of(isNull ? "check.null" : "check.todo"));
        }
        for (Attempt attempt : attempts) {
            Throwable thrown = attempt.thrown();
            if (thrown != null) return Verdict.problem(attempt.given(), problem(thrown));
            if (attempt.parts() != null && attempt.parts().size() > parts.size())
                return Verdict.problem(
                        attempt.given(), Texts.of("where.parts", attempt.parts().size(), parts.size(), names()));
        }
        List<Finding> findings = IntStream.range(0, parts.size())
                .mapToObj(p -> finding(p, attempts, explain ? formula : null))
                .toList();
        return Verdict.of(findings);
    }

    private Attempt attempt(Function<Given, @Nullable Object> formula, Given given) {
        try {
            boolean firstIsMatrix = parts.get(0).truth(given).rows() > 1;
            return new Attempt(given, Answer.parts(formula.apply(given), parts.size(), firstIsMatrix), null);
        } catch (Exception | StackOverflowError thrown) {
            return new Attempt(given, null, thrown);
        }
    }

    private static String problem(Throwable thrown) {
        String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        return Texts.of("where.throws", thrown.getClass().getSimpleName() + message);
    }

    private boolean isUnfilled(Attempt attempt) {
        return attempt.parts() != null && attempt.parts().stream().allMatch(Answer::isUnfilled);
    }

    /** Of one part; explained where its formula is given. */
    private Finding finding(int p, List<Attempt> attempts, @Nullable Function<Given, @Nullable Object> formula) {
        Part part = parts.get(p);
        List<@Nullable Object> answers = new ArrayList<>();
        for (Attempt attempt : attempts) answers.add(attempt.part(p));
        if (answers.stream().allMatch(Answer::isUnfilled)) return Finding.unfilled(part.name);
        List<Given> on = attempts.stream().map(Attempt::given).toList();
        List<Matrix> truths = on.stream().map(part::truth).toList();
        List<@Nullable Matrix> yours = new ArrayList<>();
        for (Object answer : answers) yours.add(Answer.matrix(answer));
        Supplier<List<Explanation>> explanations = () -> formula == null
                ? List.of()
                : new Search(
                                part,
                                on,
                                truths,
                                yours,
                                g -> Answer.matrix(attempt(formula, g).part(p)))
                        .explanations();
        for (int c = 0; c < truths.size(); c++) {
            Matrix truth = truths.get(c);
            Matrix mine = yours.get(c);
            if (mine == null || mine.rows() != truth.rows() || mine.columns() != truth.columns())
                return Finding.misshapen(
                        part.name,
                        Texts.of("where.shape", part.name, Answer.shape(answers.get(c)), Answer.shape(truth)),
                        on.get(c),
                        explanations.get());
        }
        return numbers(part, on, truths, yours, explanations);
    }

    private static Finding numbers(
            Part part,
            List<Given> on,
            List<Matrix> truths,
            List<@Nullable Matrix> yours,
            Supplier<List<Explanation>> explanations) {
        double largest = truths.stream().mapToDouble(Search::scale).max().orElse(1);
        Worst worst = null;
        int wrong = 0;
        int all = 0;
        for (int c = 0; c < truths.size(); c++) {
            Matrix truth = truths.get(c);
            Matrix mine = yours.get(c);
            if (mine == null) throw new IllegalStateException("no numbers"); // the shape would have told
            double scale = Search.scale(truth) > 0 ? Search.scale(truth) : largest;
            for (int i = 0; i < truth.rows(); i++)
                for (int j = 0; j < truth.columns(); j++, all++) {
                    double error = Math.abs(mine.get(i, j) - truth.get(i, j)) / scale;
                    if (error <= TOLERANCE) continue;
                    wrong++;
                    if (Double.isNaN(error)) error = Double.POSITIVE_INFINITY;
                    if (worst == null || error > worst.error) worst = new Worst(c, i, j, error);
                }
        }
        if (worst == null) return Finding.right(part.name);
        Matrix truth = truths.get(worst.at);
        Matrix mine = yours.get(worst.at);
        if (mine == null) throw new IllegalStateException("no numbers");
        return Finding.wrong(
                part.name,
                where(part, truth, mine.get(worst.i, worst.j), worst, wrong, all),
                on.get(worst.at),
                explanations.get());
    }

    private record Worst(int at, int i, int j, double error) {}

    /** "dW is wrong in 4 of 9 numbers. The worst is dW[0][1]: yours 2, central differences 1". */
    private static String where(Part part, Matrix truth, double mine, Worst worst, int wrong, int all) {
        String entry = part.name
                + (truth.rows() > 1 ? "[" + worst.i + "]" : "")
                + (truth.columns() > 1 || truth.rows() > 1 ? "[" + worst.j + "]" : "");
        String by = part.byDifferences ? "where.by-differences" : "where.by-formula";
        return Texts.of("where.numbers", part.name, wrong, all)
                + Texts.of(by, entry, Verdict.figure(mine), Verdict.figure(truth.get(worst.i, worst.j)));
    }

    @Override
    public String toString() {
        return key;
    }
}
