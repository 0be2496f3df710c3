package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.errors.Require;
import java.util.List;

/** The exercises of lesson 20: what several machines add up, and how long they take for it. */
public final class Lesson20 {
    private Lesson20() {}

    /**
     * The gradient of a step from those of its two shards, each the mean over its own samples.
     *
     * @param together from g₁, the samples m₁, g₂ and m₂ to G, the mean over all
     */
    public static Check together(Formula.Four<Double, Integer, Double, Integer> together) {
        Require.notNull("together", together, "(g1, m1, g2, m2) -> …");
        return TOGETHER.check(
                g -> together.of(g.number("g1"), (int) g.number("m1"), g.number("g2"), (int) g.number("m2")));
    }

    static final Exercise TOGETHER = Exercise.of(
                    "20.together",
                    "(g1, m1, g2, m2) -> (m1 * g1 + m2 * g2) / (m1 + m2)",
                    List.of(
                            shards(0, 1.5, 30, -0.5, 70),
                            shards(1, -2, 5, 3, 20),
                            shards(2, 0.04, 64, 0.02, 36),
                            shards(3, 0.8, 3, 1.7, 2)),
                    Part.number("G", g -> (m1(g) * g1(g) + m2(g) * g2(g)) / (m1(g) + m2(g)))
                            .wrongNumber(Mistake.SHARDS_ALIKE, g -> (g1(g) + g2(g)) / 2)
                            .wrongNumber(Mistake.INTEGER_DIVISION, g -> 0)
                            .wrongNumber(Mistake.SHARDS_ADDED, g -> g1(g) + g2(g))
                            .wrongNumber(Mistake.SHARDS_NOT_DIVIDED, g -> m1(g) * g1(g) + m2(g) * g2(g))
                            .wrongNumber(
                                    Mistake.SHARDS_SWAPPED, g -> (m2(g) * g1(g) + m1(g) * g2(g)) / (m1(g) + m2(g))))
            .ours(shards(4, 0.25, 60, 0.75, 40));

    private static Given shards(int index, double g1, int m1, double g2, int m2) {
        return Given.of("20.together", index)
                .set("g1", g1)
                .set("m1", m1)
                .set("g2", g2)
                .set("m2", m2);
    }

    private static double g1(Given g) {
        return g.number("g1");
    }

    private static double m1(Given g) {
        return g.number("m1");
    }

    private static double g2(Given g) {
        return g.number("g2");
    }

    private static double m2(Given g) {
        return g.number("m2");
    }

    /**
     * How long a step takes on n machines, which get the weights from one machine and send it their gradients.
     *
     * @param step from the seconds that the gradient takes on one machine, n, the seconds until all have their task, and
     *     the seconds that one copy of the weights is on its way, to seconds
     */
    public static Check step(Formula.Four<Double, Integer, Double, Double> step) {
        Require.notNull("step", step, "(work, n, delay, copy) -> …");
        return STEP.check(g -> step.of(g.number("work"), (int) g.number("n"), g.number("delay"), g.number("copy")));
    }

    static final Exercise STEP = Exercise.of(
                    "20.step",
                    "(work, n, delay, copy) -> work / n + delay + 2 * n * copy",
                    List.of(
                            times(0, 0.9, 3, 0.2, 0.05),
                            times(1, 4, 5, 0.1, 0.3),
                            times(2, 0.02, 4, 0.009, 0.003),
                            times(3, 2, 8, 0.5, 0.02)),
                    Part.number("seconds", g -> work(g) / n(g) + delay(g) + 2 * n(g) * copy(g))
                            .wrongNumber(Mistake.ONE_WAY, g -> work(g) / n(g) + delay(g) + n(g) * copy(g))
                            .wrongNumber(Mistake.ONE_COPY_FOR_ALL, g -> work(g) / n(g) + delay(g) + 2 * copy(g))
                            .wrongNumber(Mistake.DELAY_SHARED, g -> (work(g) + delay(g)) / n(g) + 2 * n(g) * copy(g))
                            .wrongNumber(Mistake.WORK_NOT_SHARED, g -> work(g) + delay(g) + 2 * n(g) * copy(g))
                            .wrongNumber(Mistake.MESSAGES_FORGOTTEN, g -> work(g) / n(g) + delay(g)))
            .ours(times(4, 1, 2, 0.05, 0.001));

    private static Given times(int index, double work, int n, double delay, double copy) {
        return Given.of("20.step", index)
                .set("work", work)
                .set("n", n)
                .set("delay", delay)
                .set("copy", copy);
    }

    private static double work(Given g) {
        return g.number("work");
    }

    private static double n(Given g) {
        return g.number("n");
    }

    private static double delay(Given g) {
        return g.number("delay");
    }

    private static double copy(Given g) {
        return g.number("copy");
    }
}
