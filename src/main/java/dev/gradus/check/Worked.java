package dev.gradus.check;

import static dev.gradus.check.Equation.EACH;
import static dev.gradus.check.Equation.MINUS;
import static dev.gradus.check.Equation.PLUS;
import static dev.gradus.check.Equation.TIMES;

import dev.gradus.check.Equation.Term;
import dev.gradus.loss.BinaryCrossEntropy;
import dev.gradus.loss.CrossEntropy;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.math.Differences;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import dev.gradus.nn.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A derivation being worked: from a trace with its numbers to equations, and from each gradient to its numeric twin. */
final class Worked {
    private static final double KINK = 2e-3; // differences reach a little less far

    private final List<Paragraph> paragraphs = new ArrayList<>();
    private final Trace trace;
    private final Loss loss;
    private int forward; // so many paragraphs lead there
    private double largestError;
    private boolean kink;

    Worked(Trace trace, Loss loss) {
        this.trace = trace;
        this.loss = loss;
        write();
    }

    List<Paragraph> paragraphs() {
        return paragraphs;
    }

    /** Those in front of the way back. */
    List<Paragraph> forward() {
        return paragraphs.subList(0, forward);
    }

    Trace trace() {
        return trace;
    }

    /** Between gradients and twins, relative to the length of the gradient. */
    double largestError() {
        return largestError;
    }

    /** Whether a ReLU stands where its slope is no number. */
    boolean atKink() {
        return kink;
    }

    private void heading(String key) {
        paragraphs.add(new Paragraph(key, false, List.of()));
    }

    private void add(Equation... equations) {
        paragraphs.add(new Paragraph("", false, List.of(equations)));
    }

    private void row(Equation... equations) {
        paragraphs.add(new Paragraph("", true, List.of(equations)));
    }

    private record Layer(Trace.Step dense, int at, Trace.@Nullable Step bend) {
        Matrix weight() {
            return dense.parameters().get(0).matrix();
        }

        Matrix bias() {
            return dense.parameters().get(1).matrix();
        }

        Matrix outputs() {
            return bend == null ? dense.output() : bend.output();
        }

        /** δ = ∂J/∂Z. */
        Matrix delta() {
            return bend == null ? given(dense.outputGradient()) : bend.inputGradient();
        }

        private static Matrix given(@Nullable Matrix gradient) {
            if (gradient == null) throw new IllegalStateException("no gradient arrived at a dense layer");
            return gradient;
        }
    }

    private void write() {
        List<Layer> layers = new ArrayList<>();
        List<Trace.Step> steps = trace.steps();
        for (int s = 0; s < steps.size(); s++) {
            if (steps.get(s).isActivation()) continue;
            boolean bent = s + 1 < steps.size() && steps.get(s + 1).isActivation();
            layers.add(new Layer(steps.get(s), s, bent ? steps.get(s + 1) : null));
        }
        heading("derive.given");
        row(Equation.of(X).is(steps.get(0).input()), Equation.of(Y).is(trace.targets()));
        for (int l = 1; l <= layers.size(); l++) {
            Layer layer = layers.get(l - 1);
            row(
                    Equation.of(symbol("W", l)).is(layer.weight()),
                    Equation.of(symbol("b", l)).is(layer.bias()));
        }
        heading("derive.forward");
        for (int l = 1; l <= layers.size(); l++) forward(layers.get(l - 1), l);
        loss(layers.get(layers.size() - 1), layers.size());
        forward = paragraphs.size();
        heading("derive.backward");
        for (int l = layers.size(); l >= 1; l--) backward(layers, l);
    }

    private void forward(Layer layer, int l) {
        Matrix input = layer.dense().input();
        add(Equation.of(symbol("Z", l))
                .is(below(l), symbol("W", l), PLUS, symbol("b", l))
                .is(Term.of(input), TIMES, Term.of(layer.weight()), PLUS, Term.of(layer.bias()))
                .is(layer.dense().output()));
        if (layer.bend() != null)
            add(Equation.of(symbol("A", l))
                    .is(function(layer.bend().name(), "", "Z", l))
                    .is(layer.bend().output()));
    }

    private void loss(Layer last, int l) {
        Equation equation = Equation.of(J);
        String a = "a" + index(l);
        String plain = "a" + raised(l);
        if (loss instanceof HalfSquares)
            equation.is(Term.of("\\frac{1}{2m} \\sum \\left(" + a + " - y\\right)^2", "1/(2m) Σ (" + plain + " − y)²"));
        else if (loss instanceof MeanSquaredError)
            equation.is(Term.of("\\frac{1}{mK} \\sum \\left(" + a + " - y\\right)^2", "1/(mK) Σ (" + plain + " − y)²"));
        else if (isPlain(loss) && loss instanceof CrossEntropy)
            equation.is(Term.of("-\\frac{1}{m} \\sum y \\ln " + a, "−1/m Σ y ln " + plain));
        else if (isPlain(loss) && loss instanceof BinaryCrossEntropy)
            equation.is(Term.of(
                    "-\\frac{1}{mK} \\sum \\left(y \\ln " + a + " + (1 - y) \\ln (1 - " + a + ")\\right)",
                    "−1/(mK) Σ (y ln " + plain + " + (1 − y) ln (1 − " + plain + "))"));
        else equation.is(Term.of("\\mathrm{loss}\\left(A" + index(l) + ", Y\\right)", "loss(A" + raised(l) + ", Y)"));
        add(equation.is(Given.matrix(1, 1, trace.loss())));
    }

    /** Without weights for classes. */
    private static boolean isPlain(Loss loss) {
        return loss.toString().endsWith("()");
    }

    private void backward(List<Layer> layers, int l) {
        Layer layer = layers.get(l - 1);
        Layer next = l < layers.size() ? layers.get(l) : null;
        Equation delta = next == null ? outputDelta(layer, l) : hiddenDelta(layer, next, l);
        add(delta, twin(symbol("Z", l), layer.delta(), layer.dense().output(), layer.at() + 1));
        Parameter weight = layer.dense().parameters().get(0);
        add(
                Equation.of(partial(symbol("W", l)))
                        .is(transposed(below(l)), symbol("\\delta", l))
                        .is(Term.of(layer.dense().input().transposed()), TIMES, Term.of(layer.delta()))
                        .is(weight.gradient()),
                twin(symbol("W", l), weight));
        Parameter bias = layer.dense().parameters().get(1);
        add(
                Equation.of(partial(symbol("b", l)))
                        .is(Term.of("\\textstyle\\sum_{i} \\delta" + index(l) + "_{i}", "Σᵢ δ" + raised(l) + "ᵢ"))
                        .is(bias.gradient()),
                twin(symbol("b", l), bias));
    }

    /** δ of the last layer: what the loss says, through the last activation. */
    private Equation outputDelta(Layer layer, int l) {
        Matrix a = layer.outputs();
        Trace.Step bend = layer.bend();
        Matrix arrived = bend == null ? layer.delta() : bend.outputGradient();
        double m = a.rows();
        double factor = 0; // of A − Y
        String latex = "";
        String plain = "";
        if (loss instanceof HalfSquares || arrived == null && isPlain(loss) && loss instanceof CrossEntropy) {
            factor = 1 / m;
            latex = "\\frac{1}{m}";
            plain = "1/m";
        } else if (loss instanceof MeanSquaredError) {
            factor = 2 / (m * a.columns());
            latex = "\\frac{2}{mK}";
            plain = "2/(mK)";
        } else if (arrived == null && isPlain(loss) && loss instanceof BinaryCrossEntropy) {
            factor = 1 / (m * a.columns());
            latex = "\\frac{1}{mK}";
            plain = "1/(mK)";
        }
        boolean straight = bend == null || arrived == null; // to δ, without a derivative of the activation
        Equation equation = Equation.of(straight ? symbol("\\delta", l) : partial(symbol("A", l)));
        if (factor != 0)
            equation.is(
                            Term.of(latex, plain),
                            Term.of("\\left(", "("),
                            symbol("A", l),
                            MINUS,
                            Y,
                            Term.of("\\right)", ")"))
                    .is(
                            Term.of(Given.matrix(1, 1, factor)),
                            TIMES,
                            Term.of("\\left(", "("),
                            Term.of(a),
                            MINUS,
                            Term.of(trace.targets()),
                            Term.of("\\right)", ")"));
        else if (bend == null) equation.is(partial(symbol("A", l)));
        if (bend == null || arrived == null) return equation.is(layer.delta());
        add(equation.is(arrived));
        return through(Equation.of(symbol("\\delta", l)), bend, arrived, partial(symbol("A", l)), l);
    }

    private Equation hiddenDelta(Layer layer, Layer next, int l) {
        Trace.Step bend = layer.bend();
        Term product = Term.of(
                "\\delta" + index(l + 1) + " (W" + index(l + 1) + ")^{\\top}",
                "δ" + raised(l + 1) + " (W" + raised(l + 1) + ")ᵀ");
        Matrix arrived = next.dense().inputGradient();
        Equation equation = Equation.of(symbol("\\delta", l));
        if (bend == null)
            return equation.is(product)
                    .is(Term.of(next.delta()), TIMES, Term.of(next.weight().transposed()))
                    .is(arrived);
        add(Equation.of(partial(symbol("A", l)))
                .is(product)
                .is(Term.of(next.delta()), TIMES, Term.of(next.weight().transposed()))
                .is(arrived));
        return through(equation, bend, arrived, partial(symbol("A", l)), l);
    }

    /** From ∂J/∂A to δ = ∂J/∂Z. */
    private static Equation through(Equation equation, Trace.Step bend, Matrix arrived, Term gradient, int l) {
        Matrix slope = bend.slope();
        if (slope != null)
            equation.is(gradient, EACH, function(bend.name(), "'", "Z", l)).is(Term.of(arrived), EACH, Term.of(slope));
        else // each output of a row depends on each input
        equation.is(
                    symbol("A", l),
                    EACH,
                    Term.of("\\left(", "("),
                    gradient,
                    MINUS,
                    Term.of("\\textstyle\\sum_{k} A" + index(l) + "_{k}", "Σₖ A" + raised(l) + "ₖ"),
                    Term.of(gradient.latex() + "_{k}", gradient.plain() + "ₖ"),
                    Term.of("\\right)", ")"));
        return equation.is(bend.inputGradient());
    }

    // ---- twins ----

    /** ΔJ/Δθ beneath ∂J/∂θ. */
    private Equation twin(Term symbol, Parameter parameter) {
        Matrix theta = parameter.matrix();
        Matrix input = trace.steps().get(0).input();
        return twin(symbol, parameter.gradient(), theta, (i, j) -> v -> {
            double old = theta.get(i, j);
            theta.set(i, j, v);
            double changed = trace.lossFrom(0, input);
            theta.set(i, j, old);
            return changed;
        });
    }

    /** ΔJ/ΔZ beneath δ = ∂J/∂Z. */
    private Equation twin(Term symbol, Matrix gradient, Matrix z, int layer) {
        return twin(symbol, gradient, z, (i, j) -> v -> {
            Matrix changed = z.toDouble();
            changed.set(i, j, v);
            return trace.lossFrom(layer, changed);
        });
    }

    @FunctionalInterface
    private interface Along {
        DoubleUnaryOperator element(int i, int j);
    }

    private Equation twin(Term symbol, Matrix gradient, Matrix at, Along along) {
        Matrix twin = gradient.like();
        double scale = Math.max(1e-4, Math.sqrt(gradient.sumOfSquares()));
        for (int i = 0; i < twin.rows(); i++)
            for (int j = 0; j < twin.columns(); j++) {
                double slope = Differences.slope(along.element(i, j), at.get(i, j), 1e-3);
                twin.set(i, j, Math.abs(slope) < 1e-9 * scale ? 0 : slope);
                largestError = Math.max(largestError, Math.abs(slope - gradient.get(i, j)) / scale);
            }
        for (Trace.Step step : trace.steps())
            if (step.name().endsWith("relu")) for (double z : step.input().toArray()) kink |= Math.abs(z) < KINK;
        return Equation.of(Term.of("\\frac{\\Delta J}{\\Delta " + symbol.latex() + "}", "ΔJ/Δ" + symbol.plain()))
                .is(twin);
    }

    // ---- symbols ----

    private static final Term X = Term.of("X", "X");
    private static final Term Y = Term.of("Y", "Y");
    private static final Term J = Term.of("J", "J");

    private static Term symbol(String letter, int l) {
        return Term.of(letter + index(l), letter.replace("\\delta", "δ") + raised(l));
    }

    /** What goes into layer l: X, or the outputs of the one in front. */
    private static Term below(int l) {
        return l == 1 ? X : symbol("A", l - 1);
    }

    private static Term transposed(Term symbol) {
        boolean index = symbol.latex().length() > 1;
        return index
                ? Term.of("(" + symbol.latex() + ")^{\\top}", "(" + symbol.plain() + ")ᵀ")
                : Term.of(symbol.latex() + "^{\\top}", symbol.plain() + "ᵀ");
    }

    private static Term partial(Term symbol) {
        return Term.of("\\frac{\\partial J}{\\partial " + symbol.latex() + "}", "∂J/∂" + symbol.plain());
    }

    /** "ReLU′(Z¹)"; of a name of one's own only letters and digits get through. */
    private static Term function(String name, String prime, String letter, int l) {
        String word = name.equals("relu") ? "ReLU" : name.replaceAll("[^A-Za-z0-9]", "");
        boolean sigma = name.equals("sigmoid") || word.isEmpty();
        String latex = sigma ? "\\sigma" : "\\mathrm{" + word + "}";
        return Term.of(
                latex + prime + "\\left(" + letter + index(l) + "\\right)",
                (sigma ? "σ" : word) + prime.replace("'", "′") + "(" + letter + raised(l) + ")");
    }

    /** Layers are counted in brackets, so that nobody reads a power. */
    private static String index(int l) {
        return "^{(" + l + ")}";
    }

    private static String raised(int l) {
        return "⁽" + "⁰¹²³⁴".charAt(l) + "⁾";
    }
}
