package dev.gradus.check.lessons;

import dev.gradus.autodiff.Value;
import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.check.Product;
import dev.gradus.check.Terms;
import dev.gradus.errors.Require;
import dev.gradus.math.Differences;
import dev.gradus.math.Functions;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 13, descent on anything differentiable: an arm, a place, a recommender, a way to the water. */
public final class Lesson13 {
    private Lesson13() {}

    /**
     * How the cost C = ½ ‖hand − target‖² changes when one joint turns and the hand with it.
     *
     * @param slope from the places of hand, joint and target, x and y each, to ∂C/∂θ
     */
    public static Check jointSlope(Formula.Three<double[], double[], double[]> slope) {
        Require.notNull("slope", slope, "(hand, joint, target) -> …");
        return JOINT_SLOPE.check(g -> slope.of(g.row("hand"), g.row("joint"), g.row("target")));
    }

    static final Exercise JOINT_SLOPE = Exercise.of(
                    "13.joint-slope",
                    "(hand, joint, target) -> (hand[1] - target[1]) * (hand[0] - joint[0])"
                            + " - (hand[0] - target[0]) * (hand[1] - joint[1])",
                    List.of(
                            arm(0, 1.2, 0.9, 0.4, 0.7, -0.5, 1.1),
                            arm(1, -0.6, 1.3, 0.5, -0.8, 0.9, 0.2),
                            arm(2, 0.7, -1.1, -0.3, 0.6, 0.69, -1.08)),
                    Part.number("∂C/∂θ", g -> Differences.slope(turn -> distance(g, turn), 0, 1e-2))
                            .factors()
                            .wrongNumber(Mistake.JOINT_MISSING, g -> turned(g, g.row("hand"), miss(g)))
                            .wrongNumber(Mistake.GOAL_MISSING, g -> turned(g, arm(g), g.row("hand")))
                            .wrongNumber(Mistake.ALONG_FOR_ACROSS, g -> dot(arm(g), miss(g)))
                            .again(Mistake.ALONG_FOR_ACROSS, g -> arm(g)[0] * miss(g)[0] - arm(g)[1] * miss(g)[1])
                            .wrongNumber(Mistake.LOSS_FOR_SLOPE, g -> distance(g, 0))
                            .wrongNumber(
                                    Mistake.SUM_FOR_DIFFERENCE, g -> miss(g)[1] * arm(g)[0] + miss(g)[0] * arm(g)[1])
                            .wrongNumber(Mistake.ERROR_LEFT_OUT, g -> arm(g)[0] - arm(g)[1])
                            .terms(new Terms()
                                    .of("(hand[1] − target[1]) (hand[0] − joint[0])", turn(1))
                                    .of("−(hand[0] − target[0]) (hand[1] − joint[1])", turn(0))))
            .ours(arm(3, 0.93, 1.28, 0.88, 0.48, 0.5, 1.2));

    /** One of the two terms: the error along one axis times how the hand moves there. */
    private static Product turn(int axis) {
        int other = 1 - axis;
        String error = "hand[" + axis + "]";
        String across = "hand[" + other + "]";
        int sign = axis == 1 ? 1 : -1;
        return new Product()
                .number(error + " − target[" + axis + "]", g -> sign * miss(g)[axis])
                .number(across + " − joint[" + other + "]", g -> arm(g)[other])
                .notNumber(error + " − joint[" + axis + "]", g -> arm(g)[axis])
                .notNumber(across + " − target[" + other + "]", g -> sign * miss(g)[other])
                .notNumber(error, g -> g.row("hand")[axis])
                .notNumber(across, g -> g.row("hand")[other])
                .notNumber("joint[" + other + "]", g -> g.row("joint")[other])
                .notNumber("target[" + axis + "]", g -> g.row("target")[axis])
                .notNumber(across + " + joint[" + other + "]", g -> g.row("hand")[other] + g.row("joint")[other]);
    }

    private static Given arm(int index, double... places) {
        return Given.of("13.joint-slope", index)
                .set("hand", places[0], places[1])
                .set("joint", places[2], places[3])
                .set("target", places[4], places[5]);
    }

    /** The cost when the joint has turned by so much. */
    private static double distance(Given g, double turn) {
        double cos = Functions.cos(turn);
        double sin = Functions.sin(turn);
        double[] arm = arm(g);
        double x = g.row("joint")[0] + cos * arm[0] - sin * arm[1] - g.row("target")[0];
        double y = g.row("joint")[1] + sin * arm[0] + cos * arm[1] - g.row("target")[1];
        return (x * x + y * y) / 2;
    }

    /** From the joint to the hand. */
    private static double[] arm(Given g) {
        return difference(g.row("hand"), g.row("joint"));
    }

    private static double[] miss(Given g) {
        return difference(g.row("hand"), g.row("target"));
    }

    private static double[] difference(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1];
    }

    private static double turned(Given g, double[] arm, double[] miss) {
        return miss[1] * arm[0] - miss[0] * arm[1];
    }

    /**
     * How the cost ½ (l − d)² of one measured distance changes when one moves along x; l is the distance to the beacon.
     *
     * @param slope from one's own x and y, the beacon's x and y, and the measured d to the slope over x
     */
    public static Check distanceSlope(Formula.Five<Double, Double, Double, Double, Double> slope) {
        Require.notNull("slope", slope, "(x, y, bx, by, d) -> …");
        return DISTANCE_SLOPE.check(
                g -> slope.of(g.number("x"), g.number("y"), g.number("bx"), g.number("by"), g.number("d")));
    }

    static final Exercise DISTANCE_SLOPE = Exercise.of(
                    "13.distance-slope",
                    "(x, y, bx, by, d) -> { double l = Math.hypot(x - bx, y - by); return (l - d) * (x - bx) / l; }",
                    List.of(place(0, 4, 3, 0, 1, 6), place(1, 2, 7, 9, 1, 5), place(2, 3.1, 5, 3, 1, 7)),
                    Part.gradient("∂/∂x", "x", g -> off(g) * off(g) / 2)
                            .factors()
                            .wrongNumber(Mistake.DIRECTION_TOO_LONG, g -> off(g) * across(g))
                            .wrongNumber(Mistake.ERROR_LEFT_OUT, g -> across(g) / length(g))
                            .wrongNumber(Mistake.DIRECTION_MISSING, Lesson13::off)
                            .again(Mistake.DIRECTION_MISSING, g -> off(g) / length(g))
                            .wrongNumber(Mistake.OTHER_DIRECTION, g -> off(g) * up(g) / length(g))
                            .wrongNumber(
                                    Mistake.LENGTH_NOT_ROOTED,
                                    g -> (length(g) * length(g) - g.number("d")) * across(g) / length(g))
                            .wrongNumber(Mistake.LOSS_FOR_SLOPE, g -> off(g) * off(g) / 2)
                            .wrongNumber(
                                    Mistake.LENGTH_ALONG_AXES,
                                    g -> (Math.abs(across(g)) + Math.abs(up(g)) - g.number("d"))
                                            * across(g)
                                            / (Math.abs(across(g)) + Math.abs(up(g))))
                            .product(new Product()
                                    .number("l − d", Lesson13::off)
                                    .number("x − bx", Lesson13::across)
                                    .number("1/l", g -> 1 / length(g))
                                    .notNumber("x", g -> g.number("x"))
                                    .notNumber("x + bx", g -> g.number("x") + g.number("bx"))
                                    .notNumber("|x − bx|", g -> Math.abs(across(g)))
                                    .notNumber("x − bx + y − by", g -> across(g) + up(g))
                                    .notNumber("y − by", Lesson13::up)
                                    .notNumber("1/d", g -> 1 / g.number("d"))
                                    .notNumber("l + d", g -> length(g) + g.number("d"))
                                    .notNumber("l² − d²", g -> length(g) * length(g) - g.number("d") * g.number("d"))
                                    .notNumber("d", g -> g.number("d"))
                                    .notNumber("1/l²", g -> 1 / (length(g) * length(g)))
                                    .notNumber("1/(x − bx)", g -> 1 / across(g))))
            .ours(place(3, 5, 5, 0, 0, 7.52));

    private static Given place(int index, double x, double y, double bx, double by, double d) {
        return Given.of("13.distance-slope", index)
                .set("x", x)
                .set("y", y)
                .set("bx", bx)
                .set("by", by)
                .set("d", d);
    }

    private static double across(Given g) {
        return g.number("x") - g.number("bx");
    }

    private static double up(Given g) {
        return g.number("y") - g.number("by");
    }

    private static double length(Given g) {
        return Math.sqrt(across(g) * across(g) + up(g) * up(g));
    }

    private static double off(Given g) {
        return length(g) - g.number("d");
    }

    /**
     * The slope of Huber's cost over the error: ½ e² for errors up to 1, |e| − ½ beyond.
     *
     * @param slope from e to the slope
     */
    public static Check huberSlope(Formula.One<Double> slope) {
        Require.notNull("slope", slope, "e -> …");
        return HUBER_SLOPE.check(g -> slope.of(g.number("e")));
    }

    static final Exercise HUBER_SLOPE = Exercise.of(
                    "13.huber-slope",
                    "e -> Math.max(-1, Math.min(1, e))",
                    List.of(error(0, 0.4), error(1, -3), error(2, 2.5), error(3, -0.04)),
                    Part.gradient("slope", "e", g -> huber(g.number("e")))
                            .factor(Mistake.SIGN, g -> -1)
                            .factor(Mistake.ZERO, g -> 0)
                            .wrongNumber(Mistake.SLOPE_NOT_CUT, g -> g.number("e"))
                            .wrongNumber(Mistake.CUT_ON_ONE_SIDE, g -> Math.min(1, g.number("e")))
                            .wrongNumber(Mistake.ERROR_WITHOUT_SIGN, g -> Math.min(1, Math.abs(g.number("e"))))
                            .again(Mistake.ERROR_WITHOUT_SIGN, g -> Math.abs(g.number("e")) > 1 ? 1 : g.number("e"))
                            .wrongNumber(Mistake.SIGN_ALONE, g -> Math.signum(g.number("e")))
                            .wrongNumber(Mistake.BEYOND_IS_FLAT, g -> Math.abs(g.number("e")) > 1 ? 0 : g.number("e"))
                            .wrongNumber(Mistake.LOSS_FOR_SLOPE, g -> huber(g.number("e")))
                            .again(
                                    Mistake.LOSS_FOR_SLOPE,
                                    g -> Math.abs(g.number("e")) > 1 ? huber(g.number("e")) : g.number("e"))
                            .again(
                                    Mistake.LOSS_FOR_SLOPE,
                                    g -> Math.abs(g.number("e")) > 1
                                            ? Math.signum(g.number("e"))
                                            : huber(g.number("e")))
                            .wrongNumber(
                                    Mistake.CASES_SWAPPED,
                                    g -> Math.abs(g.number("e")) > 1 ? g.number("e") : Math.signum(g.number("e")))
                            .piece("|e| ≤ 1", g -> Math.abs(g.number("e")) <= 1)
                            .piece("|e| > 1", g -> Math.abs(g.number("e")) > 1)
                            .piece("e > 1", g -> g.number("e") > 1)
                            .piece("e < −1", g -> g.number("e") < -1)
                            .piece("e < 0", g -> g.number("e") < 0)
                            .piece("e > 0", g -> g.number("e") > 0))
            .ours(error(4, 6));

    private static Given error(int index, double e) {
        return Given.of("13.huber-slope", index).set("e", e);
    }

    private static double huber(double e) {
        double size = Math.abs(e);
        return size > 1 ? size - 0.5 : e * e / 2;
    }

    /**
     * What a recommender expects somebody to give a film: the mean of all ratings, what the person adds to it, what the
     * film adds to it, and how well the tastes p of the one and the traits q of the other go together, p · q.
     *
     * @param rating from the mean, the two biases, p and q to a rating
     */
    public static Check rating(Formula.Five<Double, Double, Double, double[], double[]> rating) {
        Require.notNull("rating", rating, "(mean, person, film, p, q) -> …");
        return RATING.check(
                g -> rating.of(g.number("mean"), g.number("person"), g.number("film"), g.row("p"), g.row("q")));
    }

    static final Exercise RATING = Exercise.of(
                    "13.rating",
                    "(mean, person, film, p, q) -> { double r = mean + person + film;"
                            + " for (int k = 0; k < p.length; k++) r += p[k] * q[k]; return r; }",
                    List.of(
                            taste(0, 7.2, -0.8, 0.5).set("p", 0.5, -1, 2).set("q", 1, 0.25, 0.5),
                            taste(1, 6.5, 1.5, -2.5).set("p", -1, 0.5, 1).set("q", 0.5, 2, -0.25),
                            taste(2, 1, -0.5, -0.52).set("p", 0.2, 0.1, -0.4).set("q", 0.5, -0.4, 0.1)),
                    Part.number("rating", g -> biases(g) + match(g))
                            .wrongNumber(Mistake.OVERALL_MEAN_MISSING, g -> biases(g) + match(g) - g.number("mean"))
                            .wrongNumber(Mistake.TASTE_MISSING, Lesson13::biases)
                            .wrongNumber(Mistake.ONE_BIAS_MISSING, g -> biases(g) + match(g) - g.number("person"))
                            .again(Mistake.ONE_BIAS_MISSING, g -> biases(g) + match(g) - g.number("film"))
                            .wrongNumber(Mistake.DIFFERENCE_FOR_SUM, g -> biases(g) - match(g))
                            .again(Mistake.DIFFERENCE_FOR_SUM, g -> biases(g) + match(g) - 2 * g.number("film"))
                            .again(Mistake.DIFFERENCE_FOR_SUM, g -> biases(g) + match(g) - 2 * g.number("person"))
                            .again(Mistake.DIFFERENCE_FOR_SUM, g -> 2 * g.number("mean") - biases(g) + match(g))
                            .wrongNumber(
                                    Mistake.LAST_LEFT_OUT,
                                    g -> biases(g)
                                            + match(g)
                                            - g.row("p")[g.row("p").length - 1] * g.row("q")[g.row("p").length - 1])
                            .wrongNumber(Mistake.TERMS_MULTIPLIED, g -> biases(g) * match(g))
                            .again(
                                    Mistake.TERMS_MULTIPLIED,
                                    g -> g.number("mean") * (biases(g) - g.number("mean")) + match(g))
                            .again(
                                    Mistake.TERMS_MULTIPLIED,
                                    g -> g.number("mean") * g.number("person") * g.number("film") + match(g))
                            .wrongNumber(Mistake.FIRST_LEFT_OUT, g -> biases(g) + match(g) - first(g))
                            .wrongNumber(Mistake.RETURNED_TOO_EARLY, g -> biases(g) + first(g))
                            .wrongNumber(
                                    Mistake.PRODUCT_OF_SUMS, g -> biases(g) + Given.sum(g.m("p")) * Given.sum(g.m("q")))
                            .wrongNumber(
                                    Mistake.SUM_FOR_PRODUCT, g -> biases(g) + Given.sum(g.m("p")) + Given.sum(g.m("q")))
                            .wrongNumber(Mistake.DISTANCE_OF_TASTES, g -> biases(g) + apart(g, Math::abs))
                            .again(Mistake.DISTANCE_OF_TASTES, g -> biases(g) - apart(g, Math::abs))
                            .again(Mistake.DISTANCE_OF_TASTES, g -> biases(g) + apart(g, v -> v * v))
                            .again(Mistake.DISTANCE_OF_TASTES, g -> biases(g) - apart(g, v -> v * v))
                            .again(Mistake.DISTANCE_OF_TASTES, g -> biases(g) + Math.sqrt(apart(g, v -> v * v)))
                            .again(Mistake.DISTANCE_OF_TASTES, g -> biases(g) - Math.sqrt(apart(g, v -> v * v)))
                            .wrongNumber(Mistake.PLACES_AVERAGED, g -> biases(g) + match(g) / g.row("p").length)
                            .again(Mistake.PLACES_AVERAGED, g -> biases(g) + match(g) / 2)
                            .wrongNumber(Mistake.BIASES_AVERAGED, g -> biases(g) / 3 + match(g))
                            .again(
                                    Mistake.BIASES_AVERAGED,
                                    g -> g.number("mean") + (g.number("person") + g.number("film")) / 2 + match(g))
                            .wrongNumber(
                                    Mistake.ANGLE_FOR_PRODUCT,
                                    g -> biases(g)
                                            + match(g)
                                                    / Math.sqrt(product(g.row("p"), g.row("p"))
                                                            * product(g.row("q"), g.row("q"))))
                            .terms(new Terms()
                                    .of("mean", g -> g.number("mean"))
                                    .of("person", g -> g.number("person"))
                                    .of("film", g -> g.number("film"))
                                    .of("p · q", Lesson13::match)))
            .ours(taste(3, 7.24, 0.4, -0.9).set("p", 0.1, -0.2).set("q", 0.3, 0.5));

    private static Given taste(int index, double mean, double person, double film) {
        return Given.of("13.rating", index)
                .set("mean", mean)
                .set("person", person)
                .set("film", film);
    }

    private static double biases(Given g) {
        return g.number("mean") + g.number("person") + g.number("film");
    }

    private static double match(Given g) {
        return product(g.row("p"), g.row("q"));
    }

    private static double first(Given g) {
        return g.row("p")[0] * g.row("q")[0];
    }

    private static double apart(Given g, DoubleUnaryOperator how) {
        double sum = 0;
        for (int k = 0; k < g.row("p").length; k++) sum += how.applyAsDouble(g.row("p")[k] - g.row("q")[k]);
        return sum;
    }

    private static double product(double[] p, double[] q) {
        double sum = 0;
        for (int k = 0; k < p.length; k++) sum += p[k] * q[k];
        return sum;
    }

    /**
     * The slope over one number p of a person's taste, of ½ e² + ½ λ (p² + q²), where e is the error of the rating that
     * has p q in it.
     *
     * @param slope from e, p, q and λ to the slope over p
     */
    public static Check tasteSlope(Formula.Four<Double, Double, Double, Double> slope) {
        Require.notNull("slope", slope, "(e, p, q, lambda) -> …");
        return TASTE_SLOPE.check(g -> slope.of(g.number("e"), g.number("p"), g.number("q"), g.number("lambda")));
    }

    static final Exercise TASTE_SLOPE = Exercise.of(
                    "13.taste-slope",
                    "(e, p, q, lambda) -> e * q + lambda * p",
                    List.of(
                            factor(0, 1.5, 0.5, -2, 0.25),
                            factor(1, -0.5, 2, 1.5, 0.5),
                            factor(2, 0.1, -1, 0.44, 0.05)),
                    Part.number("∂/∂p", g -> pull(g) + penalty(g))
                            .factors()
                            .wrongNumber(Mistake.PENALTY_MISSING, Lesson13::pull)
                            .wrongNumber(Mistake.OWN_FACTOR, g -> g.number("e") * g.number("p") + penalty(g))
                            .again(
                                    Mistake.OWN_FACTOR,
                                    g -> g.number("e") * g.number("p") + g.number("lambda") * g.number("q"))
                            .wrongNumber(Mistake.FACTOR_LEFT_OUT, g -> g.number("e") + penalty(g))
                            .wrongNumber(Mistake.PENALTY_TURNED, g -> pull(g) - penalty(g))
                            .wrongNumber(Mistake.PENALTY_DOUBLED, g -> pull(g) + 2 * penalty(g))
                            .again(Mistake.PENALTY_DOUBLED, g -> pull(g) + penalty(g) / 2)
                            .wrongNumber(Mistake.ERROR_LEFT_OUT, g -> g.number("q") + penalty(g))
                            .wrongNumber(Mistake.BRACKETS_MISSING, g -> g.number("e") * (g.number("q") + penalty(g)))
                            .wrongNumber(
                                    Mistake.OTHERS_PENALTY,
                                    g -> pull(g) + penalty(g) + g.number("lambda") * g.number("q"))
                            .wrongNumber(Mistake.STEP_FOR_SLOPE, g -> 0.02 * (pull(g) + penalty(g)))
                            .again(Mistake.STEP_FOR_SLOPE, g -> g.number("p") - 0.02 * (pull(g) + penalty(g)))
                            .again(Mistake.STEP_FOR_SLOPE, g -> g.number("p") - (pull(g) + penalty(g)))
                            .terms(new Terms()
                                    .of(
                                            "e q",
                                            new Product()
                                                    .number("e", g -> g.number("e"))
                                                    .number("q", g -> g.number("q"))
                                                    .notNumber("p", g -> g.number("p"))
                                                    .notNumber("lambda", g -> g.number("lambda"))
                                                    .notNumber("½ e²", g -> g.number("e") * g.number("e") / 2))
                                    .of(
                                            "lambda p",
                                            new Product()
                                                    .number("lambda", g -> g.number("lambda"))
                                                    .number("p", g -> g.number("p"))
                                                    .notNumber("½ p²", g -> g.number("p") * g.number("p") / 2)
                                                    .notNumber("q", g -> g.number("q"))
                                                    .notNumber("e", g -> g.number("e")))))
            .ours(factor(3, 2, 0.1, -0.3, 0.1));

    private static Given factor(int index, double e, double p, double q, double lambda) {
        return Given.of("13.taste-slope", index)
                .set("e", e)
                .set("p", p)
                .set("q", q)
                .set("lambda", lambda);
    }

    private static double pull(Given g) {
        return g.number("e") * g.number("q");
    }

    private static double penalty(Given g) {
        return g.number("lambda") * g.number("p");
    }

    /**
     * How long a lifeguard takes, who stands 30 m from the water, runs to the place x of the shore, and swims to somebody who
     * is 80 m along the shore and 20 m out.
     *
     * @param time from x, as a value of the tape, and the speeds of running and swimming in m/s to seconds
     */
    public static Check rescue(Formula.Three<Value, Double, Double> time) {
        Require.notNull("time", time, "(x, run, swim) -> …");
        return RESCUE.check(g -> {
            Object answer = time.of(Value.of(g.number("x"), "x"), g.number("run"), g.number("swim"));
            return answer instanceof Value value ? value.value() : answer;
        });
    }

    static final Exercise RESCUE = Exercise.of(
                    "13.rescue",
                    """
            (x, run, swim) -> x.pow(2).plus(900).sqrt().over(run)
                    .plus(x.minus(80).pow(2).plus(400).sqrt().over(swim))""",
                    List.of(shore(0, 10, 7, 1.5), shore(1, 60, 5, 2), shore(2, -15, 8000, 4000)),
                    Part.number("seconds", g -> run(g) / g.number("run") + swim(g) / g.number("swim"))
                            .wrongNumber(
                                    Mistake.SPEEDS_SWAPPED, g -> run(g) / g.number("swim") + swim(g) / g.number("run"))
                            .wrongNumber(
                                    Mistake.SPEED_MULTIPLIED,
                                    g -> run(g) * g.number("run") + swim(g) * g.number("swim"))
                            .wrongNumber(
                                    Mistake.LENGTH_NOT_ROOTED,
                                    g -> run(g) * run(g) / g.number("run") + swim(g) * swim(g) / g.number("swim"))
                            .again(
                                    Mistake.LENGTH_NOT_ROOTED,
                                    g -> run(g) / g.number("run") + swim(g) * swim(g) / g.number("swim"))
                            .wrongNumber(
                                    Mistake.DIFFERENCE_FOR_SUM,
                                    g -> run(g) / g.number("run") - swim(g) / g.number("swim"))
                            .wrongNumber(Mistake.SPEED_MISSING, g -> run(g) + swim(g))
                            .wrongNumber(Mistake.ONE_WAY_MISSING, g -> run(g) / g.number("run"))
                            .again(Mistake.ONE_WAY_MISSING, g -> swim(g) / g.number("swim"))
                            .wrongNumber(
                                    Mistake.WHOLE_SHORE,
                                    g -> run(g) / g.number("run") + Math.sqrt(6400 + 400) / g.number("swim"))
                            .again(
                                    Mistake.WHOLE_SHORE,
                                    g -> run(g) / g.number("run")
                                            + Math.sqrt(g.number("x") * g.number("x") + 400) / g.number("swim"))
                            .again(
                                    Mistake.WHOLE_SHORE,
                                    g -> run(g) / g.number("run")
                                            + Math.sqrt((g.number("x") + 80) * (g.number("x") + 80) + 400)
                                                    / g.number("swim"))
                            .wrongNumber(
                                    Mistake.SPEEDS_ADDED,
                                    g -> (run(g) + swim(g)) / (g.number("run") + g.number("swim")))
                            .again(
                                    Mistake.SPEEDS_ADDED,
                                    g -> 2 * (run(g) + swim(g)) / (g.number("run") + g.number("swim")))
                            .wrongNumber(
                                    Mistake.SIDES_NOT_SQUARED,
                                    g -> Math.sqrt(run(g) * run(g) - 870) / g.number("run")
                                            + Math.sqrt(swim(g) * swim(g) - 380) / g.number("swim"))
                            .wrongNumber(
                                    Mistake.BRACKETS_MISSING,
                                    g -> Math.sqrt(
                                            run(g) * run(g) / g.number("run") + swim(g) * swim(g) / g.number("swim")))
                            .again(
                                    Mistake.BRACKETS_MISSING,
                                    g -> run(g) / g.number("run") + swim(g) / Math.sqrt(g.number("swim")))
                            .again(
                                    Mistake.SIDES_ADDED,
                                    g -> (g.number("x") + 30) / g.number("run")
                                            + (100 - g.number("x")) / g.number("swim"))
                            .wrongNumber(
                                    Mistake.SIDES_ADDED,
                                    g -> (Math.abs(g.number("x")) + 30) / g.number("run")
                                            + (Math.abs(80 - g.number("x")) + 20) / g.number("swim"))
                            .terms(new Terms()
                                    .of("√(x² + 900)/run", way(30, "x", "run", Lesson13::run, g -> g.number("x")))
                                    .of(
                                            "√((x − 80)² + 400)/swim",
                                            way(20, "(x − 80)", "swim", Lesson13::swim, g -> 80 - g.number("x")))))
            .ours(shore(3, 40, 7, 1.5));

    /**
     * One of the two ways, over its speed.
     *
     * @param out how far it leads at right angles to the shore
     */
    private static Product way(
            double out, String along, String speed, ToDoubleFunction<Given> way, ToDoubleFunction<Given> shore) {
        Product product = new Product()
                .number("√(" + along + "² + " + (int) (out * out) + ")", way)
                .number("1/" + speed, g -> 1 / g.number(speed))
                .notNumber(
                        "1/" + (speed.equals("run") ? "swim" : "run"),
                        g -> 1 / g.number(speed.equals("run") ? "swim" : "run"))
                .notNumber(along, shore)
                .notNumber("|" + along + "|", g -> Math.abs(shore.applyAsDouble(g)))
                .notNumber(along + "² + " + (int) (out * out), g -> way.applyAsDouble(g) * way.applyAsDouble(g));
        for (double square : new double[] {20, 30, 400, 900, 6400})
            if (square != out * out)
                product.notNumber(
                        "√(" + along + "² + " + (int) square + ")",
                        g -> Math.sqrt(shore.applyAsDouble(g) * shore.applyAsDouble(g) + square));
        return product;
    }

    private static Given shore(int index, double x, double run, double swim) {
        return Given.of("13.rescue", index).set("x", x).set("run", run).set("swim", swim);
    }

    private static double run(Given g) {
        return Math.sqrt(g.number("x") * g.number("x") + 900);
    }

    private static double swim(Given g) {
        double along = 80 - g.number("x");
        return Math.sqrt(along * along + 400);
    }

    /**
     * How far from a target the hand of an arm of two bones has to stay.
     *
     * @param gap from the lengths l1 and l2 of the bones and the target's distance d from the shoulder to a distance
     */
    public static Check gap(Formula.Three<Double, Double, Double> gap) {
        Require.notNull("gap", gap, "(l1, l2, d) -> …");
        return GAP.check(g -> gap.of(g.number("l1"), g.number("l2"), g.number("d")));
    }

    static final Exercise GAP = Exercise.of(
                    "13.gap",
                    "(l1, l2, d) -> Math.max(0, Math.max(d - l1 - l2, Math.abs(l1 - l2) - d))",
                    List.of(
                            bones(0, 1.2, 0.75, 2.5),
                            bones(1, 0.5, 1.25, 0.25),
                            bones(2, 1.1, 0.5, 1.25),
                            bones(3, 2, 1.1, 0.5),
                            bones(5, 0.5, 1.1, 1.9),
                            bones(6, 0.75, 1.3, 1.6)),
                    Part.number("gap", g -> Math.max(0, Math.max(outside(g), inside(g))))
                            .wrongNumber(Mistake.INSIDE_FORGOTTEN, g -> Math.max(0, outside(g)))
                            .again(
                                    Mistake.INSIDE_FORGOTTEN,
                                    g -> Math.max(
                                            0, Math.max(outside(g), g.number("l1") - g.number("l2") - g.number("d"))))
                            .wrongNumber(Mistake.OUTSIDE_FORGOTTEN, g -> Math.max(0, inside(g)))
                            .again(
                                    Mistake.OUTSIDE_FORGOTTEN,
                                    g -> Math.max(0, g.number("l1") - g.number("l2") - g.number("d")))
                            .wrongNumber(Mistake.GAP_NOT_CUT, g -> Math.max(outside(g), inside(g)))
                            .again(Mistake.GAP_NOT_CUT, Lesson13::outside)
                            .wrongNumber(Mistake.GAP_WITHOUT_SIGN, g -> Math.abs(outside(g)))
                            .wrongNumber(Mistake.GAP_TURNED, g -> Math.max(0, -outside(g)))
                            .again(Mistake.GAP_TURNED, g -> -outside(g))
                            .again(Mistake.GAP_TURNED, g -> Math.max(-outside(g), -inside(g)))
                            .again(Mistake.GAP_TURNED, g -> Math.max(0, Math.max(-outside(g), -inside(g))))
                            .wrongNumber(Mistake.MIN_FOR_MAX, g -> Math.min(0, outside(g)))
                            .again(Mistake.MIN_FOR_MAX, g -> Math.min(0, Math.min(outside(g), inside(g))))
                            .again(Mistake.MIN_FOR_MAX, g -> Math.min(0, Math.max(outside(g), inside(g))))
                            .wrongNumber(Mistake.BRACKETS_MISSING, g -> Math.max(0, behind(g)))
                            .again(Mistake.BRACKETS_MISSING, Lesson13::behind)
                            .again(Mistake.BRACKETS_MISSING, g -> Math.max(0, Math.max(behind(g), inside(g))))
                            .wrongNumber(Mistake.BONES_AT_RIGHT_ANGLES, g -> Math.max(0, corner(g)))
                            .again(Mistake.BONES_AT_RIGHT_ANGLES, g -> Math.max(0, Math.max(corner(g), inside(g))))
                            .again(Mistake.BONES_AT_RIGHT_ANGLES, Lesson13::corner)
                            .wrongNumber(Mistake.ONE_BONE, g -> Math.max(0, beyond(g, Math::max)))
                            .again(Mistake.ONE_BONE, g -> Math.max(0, Math.max(beyond(g, Math::max), inside(g))))
                            .again(Mistake.ONE_BONE, g -> Math.max(0, beyond(g, Math::min)))
                            .again(Mistake.ONE_BONE, g -> beyond(g, Math::max))
                            .again(
                                    Mistake.INSIDE_FORGOTTEN,
                                    g -> Math.max(
                                            0, Math.max(outside(g), g.number("l2") - g.number("l1") - g.number("d"))))
                            .wrongNumber(Mistake.NEAR_TURNED, g -> Math.max(0, Math.max(outside(g), -inside(g))))
                            .again(Mistake.NEAR_TURNED, g -> Math.max(0, outside(g)) + Math.max(0, -inside(g)))
                            .again(Mistake.NEAR_TURNED, g -> outside(g) > 0 ? outside(g) : Math.min(0, -inside(g)))
                            .wrongNumber(
                                    Mistake.DISTANCE_LEFT_OUT,
                                    g -> Math.max(0, Math.max(outside(g), inside(g) + g.number("d"))))
                            .wrongNumber(Mistake.DISTANCE_FOR_GAP, g -> outside(g) > 0 ? g.number("d") : 0)
                            .again(Mistake.DISTANCE_FOR_GAP, g -> outside(g) > 0 || inside(g) > 0 ? g.number("d") : 0)
                            .wrongNumber(Mistake.GAP_SQUARED, g -> outside(g) * outside(g) / 2)
                            .again(Mistake.GAP_SQUARED, g -> outside(g) * outside(g))
                            .wrongNumber(Mistake.GAPS_ADDED, g -> Math.abs(outside(g)) + Math.abs(inside(g)))
                            .again(Mistake.GAPS_ADDED, g -> outside(g) + inside(g))
                            .piece("d > l1 + l2", g -> outside(g) > 0)
                            .piece("d < |l1 − l2|", g -> inside(g) > 0)
                            .piece("|l1 − l2| ≤ d ≤ l1 + l2", g -> outside(g) <= 0 && inside(g) <= 0)
                            .piece("l1 < l2", g -> g.number("l1") < g.number("l2"))
                            .piece("l1 > l2", g -> g.number("l1") > g.number("l2")))
            .ours(bones(4, 1, 0.8, 0.1));

    private static Given bones(int index, double l1, double l2, double d) {
        return Given.of("13.gap", index).set("l1", l1).set("l2", l2).set("d", d);
    }

    private static double outside(Given g) {
        return g.number("d") - g.number("l1") - g.number("l2");
    }

    /** Without the brackets about l1 + l2. */
    private static double behind(Given g) {
        return g.number("d") - g.number("l1") + g.number("l2");
    }

    private static double corner(Given g) {
        return g.number("d") - Math.sqrt(g.number("l1") * g.number("l1") + g.number("l2") * g.number("l2"));
    }

    private static double beyond(Given g, DoubleBinaryOperator bone) {
        return g.number("d") - bone.applyAsDouble(g.number("l1"), g.number("l2"));
    }

    private static double inside(Given g) {
        return Math.abs(g.number("l1") - g.number("l2")) - g.number("d");
    }

    /**
     * What the closing exercises' edits show.
     *
     * @param numbers the λ with the smaller error; whether Huber finds you in spite of two echoes, 1 yes, 2 no; the cost at which the arm stays
     */
    public static Check edits(@Nullable Object numbers) {
        return EDITS.check(g -> numbers);
    }

    static final Exercise EDITS = Exercise.of(
            "13.edits",
            "List.of(0.1, 2, 0.405)",
            Part.number("λ", g -> 0.1).wrongNumber(Mistake.LIGHTER_ONE, g -> 0.02),
            Part.number("Huber", g -> 2).wrongNumber(Mistake.ONE_ECHO_ALONE, g -> 1),
            Part.number("C", g -> 0.405).wrongNumber(Mistake.NOT_THERE, g -> 0));
}
