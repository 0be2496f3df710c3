package dev.gradus.loss;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Softmax;
import dev.gradus.math.Figures;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/** What losses ask of a last layer, found by trying its activation on a few rows, and of targets, found by looking. */
final class Demands {
    private static final int TRIED = 32; // rows, with inputs of both signs, small and large
    private static final double ROUNDING = 1e-3; // of a row's sum
    private static final int FEW = 4; // different numbers that are told one by one

    private Demands() {}

    // ---- the last layer ----

    /** What the activation makes of a few rows of k numbers. */
    static Matrix tried(Activation activation, int k) {
        RandomStream random = RandomStream.of(0, "outputs tried", 0);
        Matrix z = Matrix.zeros(TRIED, k);
        for (int i = 0; i < TRIED; i++) for (int j = 0; j < k; j++) z.set(i, j, (1 + i % 8) * random.nextGaussian());
        Matrix a = z.like();
        activation.forward(z, a);
        return a;
    }

    /** Refuses a last layer whose outputs leave 0 … 1, and softmax of a single one, which is always 1. */
    static void shares(String loss, Activation activation, int outputs, String fix) {
        if (outputs == 1 && activation instanceof Softmax)
            throw new IllegalArgumentException("softmax of a single output is always 1, so that " + loss
                    + " has nothing to teach; use .dense(1, sigmoid()) with binaryCrossEntropy(),"
                    + " or one output a class");
        if (!all(tried(activation, outputs), Demands::isShare))
            throw new IllegalArgumentException(loss + " needs outputs that are probabilities, but the last layer is "
                    + activation.name() + "; end the network with " + fix);
    }

    // ---- targets ----

    /** Refuses targets of another size than the outputs. */
    static void alike(Matrix outputs, Matrix targets) {
        if (outputs.rows() != targets.rows() || outputs.columns() != targets.columns())
            throw new IllegalArgumentException("targets is " + targets.shape() + ", but outputs is " + outputs.shape()
                    + "; give a target for each output");
    }

    static boolean isShare(double y) {
        return y >= 0 && y <= 1;
    }

    static boolean all(Matrix a, DoublePredicate condition) {
        return Arrays.stream(a.toArray()).allMatch(condition);
    }

    /** The first row that is not made of shares with the sum 1, up to rounding; −1 if there is none. */
    static int oddRow(Matrix a) {
        for (int i = 0; i < a.rows(); i++) {
            double[] row = a.row(i);
            boolean shares = Arrays.stream(row).allMatch(Demands::isShare);
            if (!shares || Math.abs(Arrays.stream(row).sum() - 1) > ROUNDING) return i;
        }
        return -1;
    }

    /** "-1 and 1", or "numbers from 0.5 to 12": what somebody who looks at them would say. */
    static String words(Matrix targets) {
        double[] different =
                Arrays.stream(targets.toArray()).distinct().sorted().toArray();
        String[] texts = Arrays.stream(different)
                .limit(FEW)
                .mapToObj(y -> Figures.text(y, 6))
                .toArray(String[]::new);
        if (different.length == 1) return "nothing but " + texts[0];
        if (different.length > FEW)
            return "numbers from " + texts[0] + " to " + Figures.text(different[different.length - 1], 6);
        return Arrays.stream(texts).limit(texts.length - 1).collect(Collectors.joining(", ")) + " and "
                + texts[texts.length - 1];
    }

    /** What to do about numbers that a loss for answers of yes and no can't take. */
    static String advice(Matrix targets) {
        if (all(targets, y -> Math.abs(y) == 1)) return "write 0 for -1, or use hinge() on .dense(1, linear())";
        if (all(targets, y -> y == Math.rint(y) && y >= 0))
            return "if these are classes, give them as labels, Dataset.of(inputs, int[] labels), counted from 0, and end"
                    + " the network with one output a class, .dense(n, softmax())";
        return "numbers that are no answers are met by meanSquaredError() on .dense(" + targets.columns()
                + ", linear())";
    }
}
