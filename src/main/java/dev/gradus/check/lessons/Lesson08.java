package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.check.Product;
import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.nn.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 08, MNIST. */
public final class Lesson08 {
    private Lesson08() {}

    /**
     * How many numbers a dense layer learns.
     *
     * @param parameters from its inputs and outputs to their number
     */
    public static Check parameters(Formula.Two<Integer, Integer> parameters) {
        Require.notNull("parameters", parameters, "(inputs, outputs) -> …");
        return PARAMETERS.check(g -> parameters.of((int) g.number("inputs"), (int) g.number("outputs")));
    }

    static final Exercise PARAMETERS = Exercise.of(
                    "08.parameters",
                    "(inputs, outputs) -> inputs * outputs + outputs",
                    List.of(sizes(0, 784, 128), sizes(1, 128, 64), sizes(2, 5, 3)),
                    Part.number("parameters", g -> (g.number("inputs") + 1) * g.number("outputs"))
                            .wrongNumber(Mistake.BIASES_FORGOTTEN, g -> g.number("inputs") * g.number("outputs"))
                            .wrongNumber(
                                    Mistake.BIAS_FOR_EACH_INPUT, g -> (g.number("outputs") + 1) * g.number("inputs"))
                            .wrongNumber(Mistake.SUM_FOR_PRODUCT, g -> g.number("inputs") + g.number("outputs"))
                            .wrongNumber(Mistake.ONE_BIAS, g -> g.number("inputs") * g.number("outputs") + 1)
                            .wrongNumber(
                                    Mistake.BIASES_OF_BOTH,
                                    g -> g.number("inputs") * g.number("outputs")
                                            + g.number("inputs")
                                            + g.number("outputs"))
                            .again(Mistake.BIASES_OF_BOTH, g -> (g.number("inputs") + 1) * (g.number("outputs") + 1)))
            .ours(sizes(3, 784, 128));

    private static Given sizes(int index, int inputs, int outputs) {
        return Given.of("08.parameters", index).set("inputs", inputs).set("outputs", outputs);
    }

    /**
     * The cross-entropy of a network that is undecided.
     *
     * @param loss from the number of classes to the loss
     */
    public static Check undecidedLoss(Formula.One<Integer> loss) {
        Require.notNull("loss", loss, "classes -> …");
        return UNDECIDED_LOSS.check(g -> loss.of((int) g.number("classes")));
    }

    static final Exercise UNDECIDED_LOSS = Exercise.of(
                    "08.undecided-loss",
                    "classes -> Math.log(classes)",
                    List.of(classes(0, 10), classes(1, 2), classes(2, 1000)),
                    Part.number("loss", g -> Functions.log(g.number("classes")))
                            .factor(Mistake.SIGN, g -> -1)
                            .factor(Mistake.LOG_TEN, g -> 1 / Functions.log(10))
                            .wrongNumber(Mistake.ACCURACY_FOR_LOSS, g -> 1 / g.number("classes"))
                            .again(Mistake.ACCURACY_FOR_LOSS, g -> 1 - 1 / g.number("classes"))
                            .wrongNumber(Mistake.ZERO, g -> 0)
                            .factor(Mistake.OTHER_LOGARITHM, g -> 1 / Functions.log(2))
                            .wrongNumber(Mistake.LOG_MISSING, g -> g.number("classes"))
                            .wrongNumber(Mistake.OF_THE_WRONG_CLASSES, g -> -Functions.log(1 - 1 / g.number("classes")))
                            .product(new Product()
                                    .of("Math.log(classes)", g -> g.m("classes").map(Functions::log))
                                    .not("classes", g -> g.m("classes"))
                                    .not("1/classes", g -> g.m("classes").map(k -> 1 / k))))
            .ours(classes(3, 10));

    private static Given classes(int index, int classes) {
        return Given.of("08.undecided-loss", index).set("classes", classes);
    }

    /**
     * A network for MNIST with 32 and 16 hidden neurons.
     *
     * @param network a {@link Network} or its builder
     */
    public static Check smaller(@Nullable Object network) {
        return SMALLER.check(g -> {
            Object built = network instanceof NetworkBuilder builder ? builder.build() : network;
            return built instanceof Network made ? sizes(made) : built;
        });
    }

    static final Exercise SMALLER = Exercise.of(
            "08.smaller",
            "Network.input(784).dense(32, relu()).dense(16, relu()).dense(10, softmax())",
            Part.figures("sizes", 784, 32, 16, 10)
                    .wrongFigures(Mistake.SWAPPED, 784, 16, 32, 10)
                    .wrongFigures(Mistake.OUTPUT_FOR_INPUT, 784, 32, 16));

    /** How many eights would be held out, were the training digits sorted: a number. */
    public static Check heldOut(@Nullable Object eights) {
        return HELD_OUT.check(g -> eights);
    }

    static final Exercise HELD_OUT = Exercise.of(
            "08.held-out",
            "6000 - 5949",
            Part.number("eights", g -> 51)
                    .wrongNumber(Mistake.MIXED_FOR_SORTED, g -> 600)
                    .again(Mistake.MIXED_FOR_SORTED, g -> 585)
                    .again(Mistake.MIXED_FOR_SORTED, g -> 585.1)
                    .wrongNumber(Mistake.ALL_OF_THE_KIND, g -> 5851)
                    .wrongNumber(Mistake.OTHER_KIND, g -> 5949)
                    .wrongNumber(Mistake.SWAPPED, g -> 6000 - 5851)
                    .wrongNumber(Mistake.PLACES_LEFT, g -> 0)
                    .wrongNumber(Mistake.ALL_HELD_OUT, g -> 6000));

    /**
     * The most that layers of sigmoids leave of a gradient.
     *
     * @param share from the number of layers to the share, 0 … 1
     */
    public static Check shrinking(Formula.One<Integer> share) {
        Require.notNull("share", share, "layers -> …");
        return SHRINKING.check(g -> share.of((int) g.number("layers")));
    }

    static final Exercise SHRINKING = Exercise.of(
                    "08.shrinking",
                    "layers -> Math.pow(0.25, layers)",
                    List.of(layers(0, 2), layers(1, 1), layers(2, 5), layers(3, 3)),
                    Part.number("share", g -> Functions.power(0.25, (int) g.number("layers")))
                            .wrongNumber(Mistake.SUM_FOR_PRODUCT, g -> 0.25 * g.number("layers"))
                            .again(Mistake.SUM_FOR_PRODUCT, g -> 0.25 / g.number("layers"))
                            .wrongNumber(
                                    Mistake.LAYER_TOO_FEW, g -> Functions.power(0.25, (int) g.number("layers") - 1))
                            .wrongNumber(Mistake.UPSIDE_DOWN, g -> Functions.power(4, (int) g.number("layers")))
                            .wrongNumber(Mistake.PLACE_FOR_HEIGHT, g -> Functions.power(0.5, (int) g.number("layers")))
                            .wrongNumber(Mistake.SWAPPED, g -> Math.sqrt(Math.sqrt(g.number("layers"))))
                            .wrongNumber(Mistake.ZERO, g -> 0))
            .ours(layers(4, 2));

    private static Given layers(int index, int layers) {
        return Given.of("08.shrinking", index).set("layers", layers);
    }

    /**
     * How many steps an epoch has.
     *
     * @param steps from the number of samples and the size of a batch to the number of batches, the last one included
     */
    public static Check steps(Formula.Two<Integer, Integer> steps) {
        Require.notNull("steps", steps, "(samples, batch) -> …");
        return STEPS.check(g -> steps.of((int) g.number("samples"), (int) g.number("batch")));
    }

    static final Exercise STEPS = Exercise.of(
                    "08.steps",
                    "(samples, batch) -> (samples + batch - 1) / batch",
                    List.of(
                            batches(0, 54_000, 128),
                            batches(1, 1000, 100),
                            batches(2, 1000, 128),
                            batches(3, 54_000, 100),
                            batches(4, 1000, 300)),
                    Part.number("steps", g -> Math.ceil(g.number("samples") / g.number("batch")))
                            .wrongNumber(
                                    Mistake.INTEGER_DIVISION, g -> Math.floor(g.number("samples") / g.number("batch")))
                            .wrongNumber(Mistake.NOT_WHOLE, g -> g.number("samples") / g.number("batch"))
                            .again(Mistake.NOT_WHOLE, g -> Math.rint(g.number("samples") / g.number("batch")))
                            .wrongNumber(Mistake.REMAINDER, g -> g.number("samples") % g.number("batch"))
                            .wrongNumber(
                                    Mistake.BATCH_TOO_MANY,
                                    g -> Math.floor(g.number("samples") / g.number("batch")) + 1))
            .ours(batches(5, 54_000, 128));

    private static Given batches(int index, int samples, int batch) {
        return Given.of("08.steps", index).set("samples", samples).set("batch", batch);
    }

    /** The inputs, and then the outputs of each layer that has weights. */
    private static double[] sizes(Network network) {
        List<Integer> biases = network.parameters().stream()
                .map(Parameter::shape)
                .filter(shape -> shape.length == 1)
                .map(shape -> shape[0])
                .toList();
        double[] sizes = new double[1 + biases.size()];
        sizes[0] = network.inputs();
        for (int i = 0; i < biases.size(); i++) sizes[i + 1] = biases.get(i);
        return sizes;
    }
}
