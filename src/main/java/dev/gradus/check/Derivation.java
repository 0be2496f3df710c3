package dev.gradus.check;

import dev.gradus.errors.ArgumentException;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.math.Figures;
import dev.gradus.math.Matrix;
import dev.gradus.nn.DenseSpec;
import dev.gradus.nn.Network;
import dev.gradus.nn.Trace;
import java.util.List;

/**
 * The forward and the backward pass of a small dense network, written out with its own numbers, step by step: Zˡ = Aˡ⁻¹Wˡ +
 * bˡ, Aˡ = σ(Zˡ), then δˡ = (δˡ⁺¹(Wˡ⁺¹)ᵀ) ⊙ σ′(Zˡ), ∂J/∂Wˡ = (Aˡ⁻¹)ᵀδˡ, ∂J/∂bˡ = column sums of δˡ (Rumelhart, Hinton and
 * Williams, 1986). Beneath each gradient stands its twin by central differences.
 *
 * <p>{@link #markdown} is typeset mathematics, for MathJax; {@link #toString} is the same in Unicode. All numbers come from
 * the network, in double precision, and are rounded to five digits.
 */
public final class Derivation {
    private static final int MOST_LAYERS = 4;
    private static final int MOST_NEURONS = 6;
    private static final int MOST_SAMPLES = 4;

    private final Worked worked;
    private final boolean thereAndBack;

    private Derivation(Worked worked, boolean thereAndBack) {
        this.worked = worked;
        this.thereAndBack = thereAndBack;
    }

    // ---- making one ----

    /**
     * By the loss that is natural to the output: cross-entropy behind softmax, binary behind sigmoid, else J = 1/(2m) Σ‖a −
     * y‖², as in derivations by hand.
     *
     * @param x m samples as rows, at most 4
     * @param y a row of targets for each
     */
    public static Derivation of(Network network, double[][] x, double[][] y) {
        Require.notNull("network", network, "a Network");
        Loss natural = network.naturalLoss();
        return of(network, x, y, natural instanceof MeanSquaredError ? new HalfSquares() : natural);
    }

    /** Of a single sample. */
    public static Derivation of(Network network, double[] x, double[] y) {
        return of(network, new double[][] {row("x", x)}, new double[][] {row("y", y)});
    }

    /** By a loss of one's choice. */
    public static Derivation of(Network network, double[] x, double[] y, Loss loss) {
        return of(network, new double[][] {row("x", x)}, new double[][] {row("y", y)}, loss);
    }

    /**
     * By a loss of one's choice.
     *
     * @throws IllegalArgumentException if the network has other layers than dense ones, or is too large to be read
     */
    public static Derivation of(Network network, double[][] x, double[][] y, Loss loss) {
        Require.notNull("network", network, "a Network");
        Require.notNull("loss", loss, "e.g. meanSquaredError()");
        if (network.inputShape().rows() > 1)
            throw new IllegalArgumentException("a derivation has samples of one row, but the network takes sequences, "
                    + network.inputShape() + "; GradientCheck.of(network, loss, data) checks any network");
        checkRows("x", x, network.inputs(), Mismatch.Part.INPUT);
        checkRows("y", y, network.outputs(), Mismatch.Part.OUTPUT);
        if (x.length != y.length)
            throw new ShapeException(
                    "x has " + x.length + " samples, but y has " + y.length + "; give a row of targets for each",
                    Mismatch.samples("x", x.length, "y", y.length));
        checkNetwork(network);
        checkSize("samples", x.length, MOST_SAMPLES);
        loss.check(network.outputActivation(), Matrix.of(y));
        return new Derivation(new Worked(Trace.of(network, loss, Matrix.of(x), Matrix.of(y)), loss), true);
    }

    private static double[] row(String name, double[] numbers) {
        return Require.notNull(name, numbers, "the numbers of one sample");
    }

    private static void checkRows(String name, double[][] rows, int width, Mismatch.Part of) {
        Require.notNull(name, rows, "one row a sample");
        if (rows.length == 0)
            throw new ArgumentException(
                    name + " is empty; expected one row a sample", name, "one row a sample", "empty");
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == null || rows[i].length != width)
                throw new ShapeException(
                        name + "[" + i + "] has " + (rows[i] == null ? "no" : rows[i].length)
                                + " numbers, but the network has " + width,
                        Mismatch.of(
                                Mismatch.Box.of(name, Mismatch.ANY, rows[i] == null ? 0 : rows[i].length),
                                Mismatch.Box.of(of, Mismatch.ANY, width)));
            for (double v : rows[i]) Require.finite(name + "[" + i + "]", v);
        }
    }

    private static void checkNetwork(Network network) {
        List<Network.Part> parts = network.parts();
        checkSize("layers", parts.size(), MOST_LAYERS);
        checkSize("inputs", network.inputs(), MOST_NEURONS);
        for (int l = 0; l < parts.size(); l++) {
            if (!(parts.get(l).spec() instanceof DenseSpec))
                throw new IllegalArgumentException("a derivation has dense layers alone, but layer " + l + " is "
                        + network.summary().rows().get(l).layer()
                        + "; GradientCheck.of(network, loss, data) checks any network");
            checkSize("neurons of layer " + l, parts.get(l).output().size(), MOST_NEURONS);
        }
        if (network.penalty() != 0)
            throw new IllegalArgumentException(
                    "a derivation has no penalty, but the network has l1 or l2; leave it out");
    }

    private static void checkSize(String what, int size, int most) {
        if (size > most)
            throw new IllegalArgumentException(
                    "a derivation must fit on a page: " + what + " must be at most " + most + ", but are " + size
                            + "; derive a smaller one, or check by GradientCheck.of(network, loss, data)");
    }

    /** The way forward alone, for those who want to find the way back themselves. */
    public Derivation forward() {
        return new Derivation(worked, false);
    }

    // ---- what it says ----

    /** Whether the way back is told, too. */
    public boolean isThereAndBack() {
        return thereAndBack;
    }

    /** Where all its numbers are from. */
    public Trace trace() {
        return worked.trace();
    }

    private List<Paragraph> paragraphs() {
        return thereAndBack ? worked.paragraphs() : worked.forward();
    }

    /** Whether every gradient agrees with its twin, as far as differences can tell. */
    public boolean agrees() {
        return worked.atKink() || worked.largestError() <= GradientCheck.TOLERANCE;
    }

    private String verdict() {
        if (!thereAndBack) return "";
        if (worked.atKink()) return Texts.of("derive.kink");
        double error = worked.largestError();
        return Texts.of("derive.checked", error < 1e-9 ? "< 1e-9" : Figures.text(error, 2));
    }

    private String title() {
        return Texts.of(thereAndBack ? "derive.title" : "derive.title-forward");
    }

    /** Markdown with LaTeX between {@code $$}. */
    public String markdown() {
        StringBuilder text = new StringBuilder("**" + title() + "**");
        for (Paragraph paragraph : paragraphs()) text.append("\n\n").append(paragraph.markdown());
        return (text + "\n\n" + verdict().replace("<", "&lt;")).stripTrailing() + "\n";
    }

    /** The same as Unicode text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(title());
        for (Paragraph paragraph : paragraphs()) text.append("\n\n").append(paragraph.plain());
        return (text + "\n\n" + verdict()).stripTrailing();
    }
}
