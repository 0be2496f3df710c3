package dev.gradus.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Nothing right is called wrong, and nothing wrong is called by another's name: 1,000 gradients of each kind, a tenth of
 * them in every build, all with {@code -Dgradus.deep=true}.
 */
class FalseAccusationsTest {
    private static final int COUNT = Boolean.getBoolean("gradus.deep") ? 1000 : 100;

    private static final List<Exercise> PLACES = Exercises.all().stream()
            .filter(exercise -> exercise.key.startsWith("diagnosis."))
            .sorted(Comparator.comparing(exercise -> exercise.key))
            .toList();

    @Test
    void thereAreFivePlaces() {
        assertThat(PLACES).hasSize(5);
    }

    @Test
    void whatIsRightIsNeverAccused() {
        for (int i = 0; i < COUNT; i++) {
            Exercise place = PLACES.get(i % PLACES.size());
            Verdict verdict = place.judge(new RightVariants(i).of(place.key));
            assertThat(verdict.outcome())
                    .as(place + ", variant " + i + ": " + verdict)
                    .isEqualTo(Check.Outcome.CORRECT);
        }
    }

    @Test
    void whatIsUnknownIsNeverMisnamed() {
        int skipped = 0;
        for (int i = 0, seed = 0; i < COUNT; seed++) {
            Exercise place = PLACES.get(i % PLACES.size());
            RandomStream random = RandomStream.of(3, "unknown mistakes", seed);
            int p = random.nextInt(place.parts.size());
            Function<Given, Matrix> wrong = unknown(place.parts.get(p), random);
            if (isKnown(place.parts.get(p), wrong)) {
                skipped++;
                continue;
            }
            Verdict verdict = place.judge(Exercises.butFor(place, p, wrong));
            String what = place + ", " + place.parts.get(p).name + ", seed " + seed;
            assertThat(verdict.outcome()).as(what).isEqualTo(Check.Outcome.NOT_YET);
            if (leavesOut(place.cases, verdict.findings().get(p), wrong)) continue; // a fact, and no name
            assertThat(verdict.findings().get(p).explanations()).as(what).isEmpty();
            assertThat(verdict.findings().get(p).where()).as(what).containsAnyOf("central differences", "wrong shape");
            assertThat(verdict.mistakes().get(0)).as(what).contains("none of the mistakes known here");
            i++;
        }
        assertThat(skipped).as("so many were known after all").isLessThan(COUNT / 4);
    }

    /** What is cut off at a limit is the same for many inputs, but no fixed number stands there. */
    @Test
    void whatIsCutOffIsNotCalledFixed() {
        for (Exercise exercise : Exercises.all())
            for (int p = 0; p < exercise.parts.size(); p++)
                for (double limit : new double[] {0.05, 0.3}) {
                    Part part = exercise.parts.get(p);
                    Verdict verdict = exercise.judge(Exercises.butFor(
                            exercise, p, g -> part.truth(g).map(v -> Math.max(-limit, Math.min(limit, v)))));
                    if (verdict.findings().isEmpty()) continue; // a part alone is no answer
                    assertThat(verdict.findings().get(p).explanations())
                            .as(exercise + ", " + part.name + " within ±" + limit)
                            .doesNotContain(Mistake.CONSTANT, Mistake.LITERAL);
                }
    }

    /** Whether an input plays no part was said, and whether it is so: what is moved moves nothing. */
    private static boolean leavesOut(List<Given> cases, Finding finding, Function<Given, Matrix> wrong) {
        if (!finding.explanations().equals(List.of(Mistake.INPUT_UNUSED))) return false;
        for (String name : finding.reasons().get(0).words().get(0).split(", "))
            for (Given given : cases)
                assertThat(same(wrong.apply(given), wrong.apply(moved(given, List.of(name)))))
                        .as(name)
                        .isTrue();
        return true;
    }

    // ---- wrong gradients that are on no list ----

    private static Function<Given, Matrix> unknown(Part part, RandomStream random) {
        List<Function<Given, Matrix>> known = new ArrayList<>(part.mistakes.values());
        Function<Given, Matrix> one = known.get(random.nextInt(known.size()));
        Function<Given, Matrix> other = known.get(random.nextInt(known.size()));
        double c = random.nextUniform(-3, 3);
        double noise = random.nextUniform(0.005, 0.99) * (random.nextInt(2) == 0 ? -1 : 1); // 1 too many is known
        long seed = random.nextLong();
        return switch (random.nextInt(12)) {
            case 0 -> g -> part.truth(g).map(v -> c * v);
            case 1 -> g -> changed(part.truth(g), seed, v -> v + noise);
            case 2 -> g -> changed(part.truth(g), seed, v -> v * (1 + noise));
            case 3 -> g -> exchanged(part.truth(g), seed);
            case 4 -> g -> one.apply(g).map(v -> c * v); // two mistakes at once
            case 5 -> g -> mixed(one.apply(g), other.apply(g));
            case 6 -> g -> mixed(part.truth(g), one.apply(g));
            case 7 -> g -> part.truth(g).map(v -> v * Math.abs(v)); // the sign lost alone is known
            case 8 -> g -> part.truth(g).map(v -> Math.max(-0.05, Math.min(0.05, v)));
            case 9 -> g -> part.truth(g).map(v -> v * v * v);
            case 10 -> g -> part.truth(g).map(v -> v + noise);
            default ->
                g -> {
                    RandomStream anything =
                            RandomStream.of(seed, "anything", Double.doubleToLongBits(sum(part.truth(g))));
                    return part.truth(g).map(v -> anything.nextGaussian());
                };
        };
    }

    private static Matrix changed(Matrix truth, long seed, java.util.function.DoubleUnaryOperator change) {
        int at = RandomStream.of(seed, "entry", 0).nextInt(truth.size());
        int i = at / truth.columns(), j = at % truth.columns();
        truth.set(i, j, change.applyAsDouble(truth.get(i, j)));
        return truth;
    }

    private static Matrix exchanged(Matrix truth, long seed) {
        int[] order = RandomStream.of(seed, "exchange", 0).permutation(truth.size());
        double[] values = truth.toArray();
        double[] moved = new double[values.length];
        for (int i = 0; i < moved.length; i++) moved[i] = values[order[i]];
        return Given.matrix(truth.rows(), truth.columns(), moved);
    }

    private static Matrix mixed(Matrix a, Matrix b) {
        if (a.rows() != b.rows() || a.columns() != b.columns()) return a.map(v -> v + 1.3);
        return a.map(v -> v / 3).minus(b.map(v -> -2 * v / 3));
    }

    private static double sum(Matrix m) {
        double sum = 0;
        for (double v : m.toArray()) sum += v;
        return sum;
    }

    /** Whether it is, after all, what is right or one of the known mistakes: then it is so on any inputs. */
    private static boolean isKnown(Part part, Function<Given, Matrix> wrong) {
        List<Function<Given, Matrix>> single = new ArrayList<>(part.mistakes.values());
        single.add(part::truth);
        List<Function<Given, Matrix>> candidates = new ArrayList<>(single);
        List<ToDoubleFunction<Given>> factors = new ArrayList<>(part.factors.values());
        for (double c : new double[] {-1, 2, 0.5}) factors.add(g -> c);
        for (Function<Given, Matrix> known : single) // two slips at once are known, too
        for (ToDoubleFunction<Given> factor : factors)
                candidates.add(g -> known.apply(g).map(v -> factor.applyAsDouble(g) * v));
        return candidates.stream().anyMatch(known -> {
            for (Exercise place : PLACES)
                if (place.parts.contains(part))
                    for (Given given : place.cases)
                        if (!same(known.apply(moved(given)), wrong.apply(moved(given)))) return false;
            return true;
        });
    }

    /** Other inputs, always the same for the same ones. */
    private static Given moved(Given given) {
        return moved(given, List.of("X", "w", "b", "W", "dA", "Z", "x", "w1", "b1", "w2", "b2"));
    }

    private static Given moved(Given given, List<String> names) {
        Given moved = given;
        for (String name : names) {
            if (!given.has(name)) continue;
            Matrix m = given.m(name);
            RandomStream random = RandomStream.of(17, name, m.size());
            for (int i = 0; i < m.rows(); i++)
                for (int j = 0; j < m.columns(); j++)
                    moved = moved.with(name, i, j, m.get(i, j) + random.nextUniform(-0.1, 0.1));
        }
        return moved;
    }

    private static boolean same(Matrix a, Matrix b) {
        if (a.rows() != b.rows() || a.columns() != b.columns()) return false;
        for (int i = 0; i < a.rows(); i++)
            for (int j = 0; j < a.columns(); j++) if (Math.abs(a.get(i, j) - b.get(i, j)) > 1e-7) return false;
        return true;
    }
}
