package dev.gradus.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradus.Compiled;
import dev.gradus.Gradus;
import dev.gradus.Programs;
import dev.gradus.check.lessons.Diagnosis;
import dev.gradus.check.lessons.Formula;
import dev.gradus.check.lessons.Lesson01;
import dev.gradus.check.lessons.Lesson02;
import dev.gradus.check.lessons.Lesson05;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The three outcomes of every check, from code as learners write it. */
class CheckTest {
    /** A wrong answer for each check, and a word of what it is told at level 3; a check without its row fails. */
    private static final Map<String, String[]> ROWS = new LinkedHashMap<>();

    private static void row(String check, String wrong, String told) {
        ROWS.put(check, new String[] {wrong, told});
    }

    static {
        row("Lesson00.half", "1 / 2", "1.0/2");
        row("Lesson00.square", "v -> v ^ 2", "exclusive or");
        row("Lesson00.mean", "(a, b) -> (a + b) / 2", "quotient of two whole numbers");
        row("Lesson00.digit", "p -> Arrays.stream(p).max().getAsDouble()", "asked for is its place");
        row("Lesson00.size", "hidden -> 784 * hidden + hidden * 10", "biases are left out");
        row("Lesson00.accuracies", "List.of(0.9621, 0.9597, 91.85, 0.9597)", "in per cent");
        row("Lesson01.prediction", "(w, x) -> w + x", "multiply");
        row("Lesson01.cost", "(w, x, y) -> 1 / (2 * x.length) * w", "1/m of whole numbers is 0");
        row("Lesson01.slope", "(w, x, y) -> 1 / x.length * w", "1/m of whole numbers is 0");
        row("Lesson01.update", "(w, eta, slope) -> w + eta * slope", "uphill");
        row("Lesson01.largestRate", "a -> 1 / a", "fastest rate");
        row("Lesson01.factor", "(eta, a) -> 1 + eta * a", "uphill");
        row("Lesson01.best", "(x, y) -> Arrays.stream(y).sum() / Arrays.stream(x).sum()", "divides the means");
        row("Lesson01.fastest", "x -> 2 * x.length / Arrays.stream(x).map(v -> v * v).sum()", "the bound");
        row("Lesson01.top", "-1.0355787140888535", "bottom of a valley");
        row("Lesson01.absoluteSlope", "(w, x, y) -> 1 / (2 * x.length) * w", "1/m of whole numbers is 0");
        row(
                "Lesson02.gradient",
                "(w, b, x, y) -> List.of(1 / x.length * w, 1 / x.length * b)",
                "1/m of whole numbers is 0");
        row("Lesson02.line", "(x, y) -> List.of(-1.0, 0.0)", "the same whatever is given");
        row("Lesson02.back", "(w, b, mean, deviation) -> List.of(w / deviation, b)", "height at the mean");
        row("Lesson02.steps", "(m, batch, epochs) -> m / batch * epochs", "last, smaller batch is left out");
        row("Lesson02.together", "(g1, m1, g2, m2) -> (g1 + g2) / 2", "aren't equally large");
        row("Lesson02.bySpecies", "List.of(-0.1916428, 0.2171516, 0.2046247, 0.3694406)", "in other units");
        row("Lesson02.pull", "(d, dy, m) -> d * dy", "1/m of the mean is missing");
        row("Lesson02.correlation", "List.of(697.64202, 0)", "deviation is left out");
        row("Lesson03.sigmoid", "z -> Math.exp(z)", "odds");
        row("Lesson03.likelihood", "(a, y) -> Math.abs(a - y)", "other kind");
        row("Lesson03.crossEntropy", "(a, y) -> -y * Math.log(a)", "with 1 − a, is missing");
        row("Lesson03.sigmaPrime", "a -> 1 - a", "factor a is missing");
        row("Lesson03.delta", "(a, y) -> (a - y) * a * (1 - a)", "a σ′ too much");
        row(
                "Lesson03.dw",
                "(x, a, y) -> { double s = 0; for (int i = 0; i < 5; i++) s += a[i] - y[i]; return s / 5; }",
                "inner");
        row("Lesson03.hinge", "(z, t) -> 1 - t * z", "less than nothing");
        row("Lesson03.whichCost", "List.of(1, 2, 4, 3)", "cost of its own");
        row("Lesson03.entry", "(X, W, i, j) -> X[i][j] * W[Math.min(i, 2)][j]", "element by element");
        row("Lesson03.boundary", "(w1, w2, b, x1) -> (w1 * x1 + b) / w2", "sign");
        row("Lesson03.logit", "a -> a / (1 - a)", "logarithm is missing");
        row("Lesson03.fairStart", "List.of(6, 109)", "before the change");
        row("Lesson03.anotherPair", "List.of(6, 6)", "before the change");
        row("Lesson03.doubt", "z -> Arrays.stream(z).map(Math::abs).min().getAsDouble()", "a = σ(z) belongs");
        row("Lesson04.output", "List.of(1, -1)", "1 is left there");
        row("Lesson04.reluPrime", "z -> Math.max(0, z)", "itself");
        row("Lesson04.leakyPrime", "(z, s) -> z > 0 ? 1 : 0", "slope there is s");
        row("Lesson04.tanhPrime", "a -> a * (1 - a)", "sigmoid");
        row("Lesson04.paths", "(x, u, v) -> v * 3", "over v, too");
        row("Lesson04.closed", "2", "reaches to infinity");
        row("Lesson04.sigmoidPrime", "z -> z * (1 - z)", "z in the place of a");
        row("Lesson04.leaks", "List.of(8, 8, 8)", "before the change");
        row("Lesson04.patience", "List.of(30, 30)", "after 500");
        row("Lesson04.parted", "List.of(0.75, 0.75)", "before the change");
        row("Lesson04.cut", "(v1, v2, h1) -> 0.5 - v1 * h1 / v2", "brackets");
        row("Lesson05.delta2", "n -> n.y - n.a2", "sign");
        row("Lesson05.dw2", "(n, delta2, j) -> delta2", "inner derivative");
        row("Lesson05.db2", "(n, delta2) -> 0.0", "all is 0");
        row("Lesson05.da1", "(n, delta2, j) -> delta2", "weights of the next layer");
        row("Lesson05.delta1", "(n, da1, j) -> da1[j]", "σ′(z)");
        row("Lesson05.dw1", "(n, delta1, j) -> n.a1[j] * delta1[j]", "output stands where its input belongs");
        row("Lesson05.db1", "(n, delta1, j) -> n.x * delta1[j]", "bias is treated like a weight");
        row("Lesson05.delta", "(d, W, Z) -> d.dot(W).times(Z.map(z -> z > 0 ? 1 : 0))", "δ Wᵀ, not δ W");
        row("Lesson05.dW", "(A, delta) -> delta.transposed().dot(A)", "result is transposed");
        row("Lesson05.db", "delta -> delta.transposed().columnSums()", "wrong axis");
        row("Lesson06.softmax", "z -> Arrays.stream(z).map(v -> v / Arrays.stream(z).sum()).toArray()", "exponential");
        row("Lesson06.delta", "(a, y, m) -> -y / a / m", "derivative of softmax is missing");
        row(
                "Lesson06.weight",
                "(X, delta, i, j) -> { double sum = 0; for (int s = 0; s < X.length; s++) sum += X[s][j] * delta[s][i]; return sum; }",
                "result is transposed");
        row(
                "Lesson06.hidden",
                "(delta, W, z, j) -> { double sum = 0; for (int k = 0; k < delta.length; k++) sum += delta[k] * W[j][k]; return sum; }",
                "σ′(z)");
        row("Lesson06.scale", "c -> List.of(1 / c, 1 / c)", "a factor too many: c");
        row("Lesson06.accused", "List.of(1, 1, 1, 1)", "between ReLU and the error");
        row("Lesson06.startBias", "shares -> shares", "logarithm is missing");
        row("Lesson06.otherOrder", "7487", "before the change");
        row("Lesson06.worth", "List.of(1.647241, 2.232898)", "changed places");
        row("Lesson05.wakes", "(n, j) -> -n.z1[j]", "how far the bias must move");
        row("Lesson05.tanh", "(z, a, da) -> da * a", "σ(z) itself");
        row(
                "Lesson05.samples",
                "(a, y) -> { double s = 0; for (int i = 0; i < a.length; i++) s += a[i] - y[i]; return s; }",
                "1/m of the mean is missing");
        row(
                "Lesson07.rates",
                "(tp, fn, fp, tn) -> List.of(tp / (tp + fp), tp / (tp + fn), 0.5)",
                "quotient of two whole");
        row(
                "Lesson07.area",
                "(ill, healthy) -> { double n = 0; for (double p : ill) for (double q : healthy) if (p > q) n++; return n / ill.length / healthy.length; }",
                "should count as a half");
        row("Lesson07.threshold", "(miss, alarm) -> alarm / miss", "odds");
        row("Lesson07.standardError", "(share, n) -> Math.sqrt(share * (1 - share)) / n", "under the root");
        row("Lesson07.plusFour", "(found, of) -> List.of((found + 2.0) / (of + 2), 0.1)", "two missed ones");
        row(
                "Lesson07.knowing",
                "(bad, refused) -> List.of(Math.max(0, refused - bad), Math.max(0, bad - refused))",
                "whole group");
        row("Lesson08.parameters", "(inputs, outputs) -> inputs * outputs", "biases are left out");
        row("Lesson08.heldOut", "0", "expected");
        row("Lesson08.shrinking", "layers -> 0.25 * layers", "adds where it should multiply");
        row("Lesson08.steps", "(samples, batch) -> samples / batch", "whole number");
        row("Lesson08.undecidedLoss", "classes -> -Math.log(classes)", "sign");
        row(
                "Lesson08.smaller",
                "Network.input(784).dense(16, relu()).dense(32, relu()).dense(10, softmax()).build()",
                "changed places");
        row("Lesson09.slowest", "(floor, wall) -> 1 - floor / wall", "the bound");
        row("Lesson09.momentum", "(w, v, g, eta, mu) -> List.of(mu * v + g, w - eta * v)", "old velocity");
        row(
                "Lesson09.adam",
                "(m, v, g, t) -> { double n = 0.9 * m + 0.1 * g, u = 0.999 * v + 0.001 * g * g; return List.of(n, u, n / Math.sqrt(u)); }",
                "too small at first");
        row(
                "Lesson09.clip",
                "(g1, g2, c) -> List.of(Math.max(-c, Math.min(c, g1)), Math.max(-c, Math.min(c, g2)))",
                "turns the direction");
        row("Lesson09.whichCure", "List.of(4, 3, 2, 1)", "changed places");
        row("Lesson09.longRun", "(g, eta, mu) -> -eta * g", "velocity plays no part");
        row("Lesson09.firstStep", "(g, eta) -> -eta * g", "still in it");
        row("Lesson10.meanSquare", "(n, s, q) -> n * s * q", "squared");
        row("Lesson10.start", "n -> 2 / n", "its root");
        row("Lesson10.growth", "n -> Math.sqrt(Math.sqrt(n))", "ReLU silences half");
        row("Lesson10.back", "(m, s, d) -> m * s * s * d", "ReLU silences half");
        row("Lesson10.compromise", "(n, m) -> Math.sqrt(1 / (n + m))", "asked is their mean");
        row(
                "Lesson10.dead",
                "A -> { int c = 0; for (double[] row : A) for (double a : row) if (a == 0) c++; return c; }",
                "counts zeros");
        row("Lesson10.through", "f -> { double p = 1; for (double s : f) p *= s; return p; }", "shortcut is missing");
        row(
                "Lesson11.kept",
                "(losses, patience) -> { int best = 0; for (int i = 1; i < losses.length; i++) if (losses[i] < losses[best]) best = i; return best; }",
                "before it got there");
        row(
                "Lesson11.priced",
                "(w, g, eta, lambda) -> List.of(w - eta * (g + lambda * Math.abs(w)), w - eta * (g + lambda * w * w))",
                "not its derivative");
        row("Lesson11.shrink", "(w, c) -> w - Math.signum(w) * c", "stay at 0");
        row(
                "Lesson11.drop",
                "(a, mask, p) -> { double[] b = new double[a.length]; for (int i = 0; i < a.length; i++) b[i] = a[i] * mask[i]; return b; }",
                "must become larger");
        row("Lesson11.chance", "(p, n) -> n * p", "adds the chances up");
        row("Lesson11.whichData", "List.of(3, 1, 3, 3)", "here test data choose");
        row("Lesson12.fetched", "step -> step / 16.0", "no read fetches more than one");
        row(
                "Lesson12.row",
                "(a, B) -> { float[] c = new float[B[0].length]; for (int p = 0; p < a.length; p++) for (int j = 0; j < c.length; j++) c[j] += a[p] * B[p][j]; return c; }",
                "rounds twice");
        row("Lesson12.numbers", "(m, k, n) -> 1.0 / m + 1.0 / n", "have to be written, too");
        row("Lesson12.left", "(s, n) -> 1.0 / n", "only the share s can be");
        row("Lesson12.claims", "List.of(1, 1, 3, 3, 3, 2)", "each range holds both medians");
        row("Lesson12.edits", "List.of(2, 6, 120, 1, 15527)", "may change places");
        row("Lesson13.edits", "List.of(0.02, 2, 0.405)", "by heart");
        row("Lesson14.edits", "List.of(1, 1, 0.001, 1)", "ten times as large");
        row("Lesson15.edits", "List.of(18378, 262400, 5, 12810)", "dense layer multiplies");
        row("Lesson14.baseline", "c -> List.of(1.0 / c.length, Math.log(c.length))", "equally frequent");
        row("Lesson14.floor", "K -> Math.log(1 + K / Math.E)", "it is one of them");
        row("Lesson14.ward", "List.of(1, 3, 1, 7, 6, 2, 4, 5)", "which way does it walk");
        row("Lesson14.fill", "(x, known) -> x", "gaps are still 0");
        row("Lesson14.turned", "(w, inputs, outputs) -> w", "the numbers lie as before");
        row("Lesson14.leaks", "List.of(1, 1, 2, 2)", "have seen the test rows");
        row(
                "Lesson15.forward",
                "(x, w) -> { double[][] z = new double[x.length - w.length + 1][x[0].length - w.length + 1]; for (int i = 0; i < z.length; i++) for (int j = 0; j < z[0].length; j++) for (int a = 0; a < w.length; a++) for (int b = 0; b < w.length; b++) z[i][j] += w[a][b] * x[a][b]; return z; }",
                "stays in the upper left corner");
        row(
                "Lesson15.dw",
                "(x, delta) -> { int h = delta.length, k = delta[0].length; double[][] dw = new double[x.length - h + 1][x[0].length - k + 1]; for (int a = 0; a < dw.length; a++) for (int b = 0; b < dw[0].length; b++) dw[a][b] = delta[0][0] * x[a][b]; return dw; }",
                "first place of the window");
        row("Lesson15.side", "(n, k, stride, padding) -> (n + padding - k) / stride + 1", "both sides");
        row(
                "Lesson15.parameters",
                "(channels, filters, kernel) -> filters * kernel * kernel + filters",
                "every channel");
        row(
                "Lesson15.pooled",
                "(x, delta) -> { double[] dx = new double[x.length]; Arrays.fill(dx, delta / x.length); return dx; }",
                "pooling by the mean");
        row("Lesson15.falseAlarms", "(people, wanted, error) -> error * (people - wanted)", "how many false alarms");
        row("Lesson19.list", "(weights, left) -> left / weights", "its place beside it");
        row(
                "Lesson19.rounded",
                "(w, bits) -> { double m = 0; for (double v : w) m = Math.max(m, Math.abs(v)); double s = m / ((1 << bits) - 1); return Arrays.stream(w).map(v -> s * Math.rint(v / s)).toArray(); }",
                "one bit is for the sign");
        row(
                "Lesson19.softened",
                "(p, T) -> Arrays.stream(p).map(v -> Math.pow(v, 1 / T)).toArray()",
                "have to sum to 1");
        row(
                "Lesson19.delta",
                "(z, y, T) -> { double s = 0; for (double v : z) s += Math.exp(v / T); double[] d = new double[z.length]; for (int k = 0; k < z.length; k++) d[k] = Math.exp(z[k] / T) / s - y[k]; return d; }",
                "a T is missing");
        row(
                "Lesson19.nearest",
                "(c, f) -> { int best = 0; double most = -1e9; for (int k = 0; k < c.length; k++) { double p = 0; for (int j = 0; j < f.length; j++) p += c[k][j] * f[j]; if (p > most) { most = p; best = k; } } return best; }",
                "wins by its length");
        row(
                "Lesson19.bias",
                "c -> { double[] b = new double[c.length]; for (int k = 0; k < c.length; k++) for (double v : c[k]) b[k] += v * v; return b; }",
                "sign");
        row("Lesson19.hearsay", "List.of(0.906931, 0.9432)", "raised twice");
        row("Lesson19.five", "List.of(0.445, 0.586067, 0.7609)", "one example of each");
        row("Lesson19.bitByBit", "List.of(0.9285, 0.8961)", "Give both three");
        row(
                "Lesson16.states",
                "(x, w, u, b) -> Arrays.stream(x).map(v -> Math.tanh(w * v + b)).toArray()",
                "plays no part");
        row(
                "Lesson16.throughTime",
                "(x, h, w, u, delta) -> { int t = x.length - 1; double s = delta * (1 - h[t] * h[t]); return List.of(s * x[t], s * h[t - 1]); }",
                "what the last step adds");
        row("Lesson16.cell", "(i, f, g, o, c) -> List.of(i * g + f * c, o * (i * g + f * c))", "goes through tanh");
        row(
                "Lesson16.collapsed",
                "labels -> Arrays.stream(labels).filter(v -> v != 0).toArray()",
                "written several times");
        row("Lesson16.parameters", "(inputs, units) -> units * (inputs + units + 2)", "one gate");
        row("Lesson16.halfLife", "f -> 0.5 / (1 - f)", "the same share");
        row(
                "Lesson17.attend",
                "(q, k, v) -> { double[] y = new double[v[0].length]; for (int j = 0; j < v.length; j++) for (int i = 0; i < y.length; i++) y[i] += v[j][i] / v.length; return y; }",
                "the scores play no part");
        row(
                "Lesson17.dv",
                "(a, delta) -> { double[][] dv = new double[a.length][delta[0].length]; for (int i = 0; i < a.length; i++) for (int j = 0; j < a.length; j++) for (int c = 0; c < delta[0].length; c++) dv[i][c] += a[i][j] * delta[j][c]; return dv; }",
                "A stands as it is");
        row("Lesson17.temper", "(p, t) -> p", "these are the old probabilities");
        row("Lesson17.ds", "(s, g) -> g", "the softmax is skipped");
        row("Lesson17.looks", "(T, heads, blocks) -> blocks * heads * T * T", "all T · T pairs");
        row(
                "Lesson18.gradient",
                "(x, W, b, v) -> { double[] dx = new double[x.length]; for (int i = 0; i < x.length; i++) for (int h = 0; h < v.length; h++) dx[i] += W[i][h] * v[h]; return dx; }",
                "derivative of the activation, is missing");
        row(
                "Lesson18.order",
                "map -> Arrays.stream(map).map(v -> -v).sorted().map(v -> -v).toArray()",
                "at which places they stand");
        row(
                "Lesson18.step",
                "(x, g, eta) -> { double[] next = x.clone(); for (int i = 0; i < x.length; i++) next[i] -= eta * Math.signum(g[i]); return next; }",
                "between 0 and 1");
        row(
                "Lesson18.covered",
                "(w, x, c) -> { double[] falls = new double[x.length]; for (int i = 0; i < x.length; i++) falls[i] = w[i] * x[i]; return falls; }",
                "covers with 0");
        row("Lesson18.worst", "(n, w, eps) -> List.of(n * w * eps, n * w * eps)", "all coins had agreed");
        row("Lesson18.secret", "List.of(6, 4)", "counted from 0");
        row("Lesson18.second", "List.of(91, 818)", "ask the second one");
        row("Lesson18.smallBlot", "List.of(0.976, 0.455)", "rounded too far");
        row(
                "Lesson13.jointSlope",
                "(h, j, t) -> (h[0] - t[0]) * (h[0] - j[0]) + (h[1] - t[1]) * (h[1] - j[1])",
                "right angles");
        row(
                "Lesson13.distanceSlope",
                "(x, y, bx, by, d) -> (Math.hypot(x - bx, y - by) - d) * (x - bx)",
                "division by l");
        row("Lesson20.together", "(g1, m1, g2, m2) -> (g1 + g2) / 2", "must count less");
        row("Lesson20.step", "(work, n, delay, copy) -> work / n + delay + n * copy", "have to come back");
        row("Lesson13.huberSlope", "e -> Math.min(1, e)", "below −1");
        row("Lesson13.rating", "(mean, person, film, p, q) -> mean + person + film", "p · q");
        row("Lesson13.tasteSlope", "(e, p, q, lambda) -> e * q", "penalty is left out");
        row(
                "Lesson13.rescue",
                "(x, run, swim) -> x.pow(2).plus(900).over(run).plus(x.minus(80).pow(2).plus(400).over(swim))",
                "root is missing");
        row("Lesson13.gap", "(l1, l2, d) -> Math.max(0, d - l1 - l2)", "near the shoulder");
        row("Diagnosis.linearRegression", "(X, y, w, b) -> List.of(new double[w.length], 0)", "1.0/m");
        row("Diagnosis.logisticUnit", "(X, y, w, b) -> List.of(new double[w.length], 0)", "1.0/m");
        row("Diagnosis.denseLayer", "(X, W, b, dA) -> List.of(dA, b, X)", "given as X, W, dA plays no part");
        row("Diagnosis.softmaxCrossEntropy", "(Z, Y) -> Z", "given as Y plays no part");
        row("Diagnosis.oneTwoOne", "n -> List.of(n.w1, n.b1, n.w2, n.b2)", "plays no part");
    }

    @AfterEach
    void forget() {
        Journal.forget();
        System.clearProperty("gradus.language");
    }

    private static String name(Method check) {
        return check.getDeclaringClass().getSimpleName() + "." + check.getName();
    }

    @Test
    void everyCheckHasItsRow() {
        assertThat(Exercises.entries()).extracting(CheckTest::name).containsExactlyInAnyOrderElementsOf(ROWS.keySet());
        assertThat(Exercises.all())
                .extracting(e -> e.key)
                .doesNotHaveDuplicates()
                .hasSize(ROWS.size());
    }

    /** An exercise that nobody has filled in: "(a, b) -> TODO". */
    private static String unfilled(Method check) {
        Class<?> type = check.getParameterTypes()[0];
        int n = type == Object.class ? 0 : type.getDeclaredMethods()[0].getParameterCount();
        if (n == 0) return "TODO";
        return IntStream.range(0, n).mapToObj(i -> "p" + i).collect(Collectors.joining(", ", "(", ") -> TODO"));
    }

    @TestFactory
    Stream<DynamicTest> threeOutcomesOfEach(@TempDir Path folder) {
        List<String> names = Exercises.entries().stream().map(CheckTest::name).toList();
        List<String> code = new ArrayList<>();
        for (Method check : Exercises.entries()) {
            code.add(name(check) + "(" + unfilled(check) + ")");
            code.add(name(check) + "(" + ROWS.get(name(check))[0] + ")");
        }
        List<Supplier<Check>> first = compiled(folder, "First", code);
        List<Supplier<Check>> solved = compiled(
                folder,
                "Solved",
                IntStream.range(0, names.size())
                        .mapToObj(i -> names.get(i) + "("
                                + first.get(2 * i).get().solution().code() + ")")
                        .toList());
        return IntStream.range(0, names.size())
                .mapToObj(i -> DynamicTest.dynamicTest(names.get(i), () -> {
                    Check todo = first.get(2 * i).get();
                    Check wrong = first.get(2 * i + 1).get();
                    Check right = solved.get(i).get();
                    assertThat(todo.outcome()).as(todo.toString()).isEqualTo(Check.Outcome.NOT_ATTEMPTED);
                    assertThat(wrong.outcome()).as(wrong.toString()).isEqualTo(Check.Outcome.NOT_YET);
                    assertThat(wrong.hint(3).toString())
                            .contains(ROWS.get(names.get(i))[1])
                            .contains(
                                    Texts.lesson("exercise." + wrong.key() + ".title"),
                                    Texts.lesson("exercise." + wrong.key() + ".hint.2"));
                    assertThat(wrong.hint().toString())
                            .contains(Texts.lesson("exercise." + wrong.key() + ".hint.1"))
                            .doesNotContain("Right already: .", "Still to do: .");
                    assertThat(right.toString()).startsWith("✓ Correct: ").doesNotContain(".hint(");
                    assertThat(right.outcome()).as(right.inputs().toString()).isEqualTo(Check.Outcome.CORRECT);
                    for (String language : List.of("en", "zh")) {
                        System.setProperty("gradus.language", language);
                        for (Check check : List.of(todo, wrong, right))
                            for (int level = 1; level <= 3; level++)
                                assertThat(check.hint(level).solution().inputs().toString())
                                        .doesNotContain("null", "%")
                                        .contains(check.solution().code());
                    }
                    System.clearProperty("gradus.language");
                }));
    }

    /** Compiles as the cells of a notebook would. */
    private static List<Supplier<Check>> compiled(Path folder, String name, List<String> checks) {
        try {
            Path file = Files.writeString(
                    folder.resolve(name + ".java"),
                    "import static dev.gradus.Gradus.*; import dev.gradus.check.*; import dev.gradus.check.lessons.*; import dev.gradus.descent.*; import dev.gradus.nn.*; import java.util.*; import java.util.stream.*;\n"
                            + "import java.util.function.Supplier;\n"
                            + "public class " + name + " { public static List<Supplier<Check>> all() {\n"
                            + "List<Supplier<Check>> all = new ArrayList<>();\n"
                            + checks.stream()
                                    .map(c -> "all.add(() -> " + c + ");\n")
                                    .collect(Collectors.joining())
                            + "return all; } }\n");
            Compiled.into(folder, List.of(file));
            try (java.net.URLClassLoader loader = new java.net.URLClassLoader(
                    new java.net.URL[] {folder.toUri().toURL()}, CheckTest.class.getClassLoader())) {
                @SuppressWarnings("unchecked")
                List<Supplier<Check>> all = (List<Supplier<Check>>)
                        loader.loadClass(name).getMethod("all").invoke(null);
                return all;
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- what a check says ----

    @Test
    void theShapeComesFirst() {
        assertThat(Lesson05.dW((a, delta) -> delta.columnSums()).hint(1).toString())
                .contains("dW has the wrong shape: yours 3 numbers, expected 3 × 3.");
        assertThat(Lesson05.db2((n, d) -> "d2").toString()).contains("yours a text, expected a number");
        assertThat(Lesson05.db2((n, d) -> new java.util.ArrayList<>(List.of("d2", 1)))
                        .toString())
                .contains("yours a list that is no table of numbers, expected a number");
        assertThat(Lesson05.dw2((n, d, j) -> j == 0 ? 1.0 : List.of(1, 2)).toString())
                .doesNotContain("List", "Object", "[]");
        assertThat(Diagnosis.linearRegression((x, y, w, b) -> List.of(1, 2, 3)).toString())
                .contains("It gives 3 things; expected are 2: dw, db.");
        assertThat(Lesson05.dw2((n, d, j) -> null).outcome()).isEqualTo(Check.Outcome.NOT_ATTEMPTED);
        assertThat(Lesson05.dW((A, delta) -> null).toString()).contains("in the place of null");
        assertThat(Lesson05.dW((A, delta) -> dev.gradus.Gradus.TODO).toString()).contains("in the place of TODO");
    }

    /** The numbers that the lessons show. */
    @Test
    void correctGivesTheNumberOfTheLesson() {
        assertThat(Lesson05.delta2(n -> n.a2 - n.y).toString()).contains("With our own numbers: delta2 = -3.");
        assertThat(Lesson05.dw2((n, d, j) -> n.a1[j] * d).toString()).contains("dw2 = (-12, 0).");
        assertThat(Lesson05.db2((n, d) -> d).toString()).contains("db2 = -3.");
        assertThat(Lesson05.da1((n, d, j) -> n.w2[j] * d).toString()).contains("da1 = (-4.5, 6).");
        assertThat(Lesson05.delta1((n, d, j) -> n.z1[j] > 0 ? d[j] : 0).toString())
                .contains("delta1 = (-4.5, 0).");
        assertThat(Lesson05.dw1((n, d, j) -> n.x * d[j]).toString()).contains("dw1 = (-9, 0).");
        assertThat(Lesson05.db1((n, d, j) -> d[j]).toString()).contains("db1 = (-4.5, 0).");
        assertThat(Lesson01.prediction((w, x) -> w * x).toString()).contains("a = 16.");
        assertThat(Lesson01.update((w, eta, slope) -> w - eta * slope).toString())
                .contains("w = 7.");
        assertThat(Lesson01.largestRate(a -> 2 / a).toString()).contains("bound = 1.");
        assertThat(Lesson05.delta((d, W, Z) -> d.dot(W.transposed()).times(Z.map(z -> z > 0 ? 1 : 0)))
                        .toString())
                .contains("delta = (-4.5, 0).");
        assertThat(Lesson05.dW((A, d) -> A.transposed().dot(d)).toString()).contains("dW = (-9, 0).");
        assertThat(Lesson05.db(d -> d.columnSums()).toString()).contains("db = (-4.5, 0).");
        assertThat(Lesson05.wakes((n, j) -> -n.x * n.w1[j]).toString()).contains("b1 = (-1, 2).");
        assertThat(Lesson05.tanh((z, a, da) -> da * (1 - a * a)).toString()).contains("delta1 = -0.01144");
        assertThat(Lesson05.samples((a, y) -> {
                            double sum = 0;
                            for (int i = 0; i < a.length; i++) sum += a[i] - y[i];
                            return sum / a.length;
                        })
                        .toString())
                .contains("db2 = -2.125.");
        assertThat(Lesson02.back((w, b, mean, deviation) -> List.of(w / deviation, b - w / deviation * mean))
                        .toString())
                .contains("w = 49.686, b = -5780.8.");
        assertThat(Lesson02.gradient((w, b, x, y) -> {
                            double dw = 0, db = 0;
                            for (int i = 0; i < x.length; i++) {
                                dw += (w * x[i] + b - y[i]) * x[i] / x.length;
                                db += (w * x[i] + b - y[i]) / x.length;
                            }
                            return List.of(dw, db);
                        })
                        .toString())
                .contains("dJ/dw = -5.8734, dJ/db = -1.7743.");
        assertThat(Lesson02.steps((m, batch, epochs) -> (m + batch - 1) / batch * epochs)
                        .toString())
                .contains("steps = 11.");
        assertThat(Lesson05.delta2(n -> n.a2).toString()).doesNotContain("own numbers");
    }

    @Test
    void whatIsRightAndWhatIsLeftIsSaidPartByPart() {
        Check check = Diagnosis.oneTwoOne(n -> List.of(Gradus.TODO, new double[2], new double[2], n.a2 - n.y));
        assertThat(check.hint(3).toString())
                .contains("Right already: db2.", "Still to do: dw1.", "db1, dw2: all is 0.");
    }

    @Test
    void shapesOtherThanSquareAreTriedLast() {
        Check check = Lesson05.dW((a, delta) -> {
            if (a.columns() != delta.columns()) throw new IllegalStateException("not made for that");
            return a.transposed().dot(delta);
        });
        assertThat(check.toString())
                .contains("right where all sides are equally long", "Your code throws IllegalStateException: not made");
    }

    @Test
    void anErrorInTheFormulaIsNoErrorOfTheCell() {
        assertThat(Lesson01.slope((w, x, y) -> x[99]).toString())
                .contains("Your code throws ArrayIndexOutOfBoundsException: Index 99 out of bounds for length 5.");
    }

    @Test
    void aFormulaThatWritesIntoItsInputsHurtsNobody() {
        Formula.Three<Double, double[], double[]> formula = (w, x, y) -> {
            double sum = 0;
            for (int i = 0; i < x.length; i++) sum += (y[i] = w * x[i] - y[i]) * x[i];
            return sum / x.length;
        };
        assertThat(Lesson01.slope(formula).passed()).isTrue();
        assertThat(Lesson01.slope(formula).passed()).isTrue();
    }

    @Test
    void hintsGoUpByLevels() {
        Check check = Lesson01.slope((w, x, y) -> {
            double sum = 0;
            for (int i = 0; i < x.length; i++) sum += (w * x[i] - y[i]) * x[i];
            return sum;
        });
        assertThat(check.toString()).contains("The worst is dJ/dw: yours", "More: .hint(1)");
        assertThat(check.hint().toString()).doesNotContain("factor", "1/m of the mean");
        assertThat(check.hint().hint().toString())
                .contains("one and the same factor")
                .doesNotContain("1/m of the mean");
        assertThat(check.hint().hint().hint().hint().toString()).contains("the 1/m of the mean is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.hint(4))
                .withMessage("level must lie between 1 and 3, but is 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lesson01.slope(null))
                .withMessage("slope is null; expected (w, x, y) -> …");
    }

    // ---- graders ----

    @Test
    void onlyAGraderGetsAnException(@TempDir Path folder) throws Exception {
        for (String asked : new String[] {"", "0", "1"}) {
            ProcessBuilder process =
                    Programs.java(Programs.THIS_JDK, List.of("-Dgradus.kernels=scalar"), Graded.class.getName());
            process.environment().put("GRADUS_GRADER", asked);
            Path said = folder.resolve("said" + asked);
            int exit = process.redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start()
                    .waitFor();
            assertThat(exit).as(Files.readString(said)).isEqualTo(asked.equals("1") ? 1 : 0);
            assertThat(Files.readString(said)).contains("✓", asked.equals("1") ? "Check$Failed: " : "✗");
        }
    }

    /** A program with an answer that is right, and one that is not. */
    static final class Graded {
        public static void main(String[] args) {
            System.setOut(new java.io.PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8));
            System.out.println(Lesson01.prediction((w, x) -> w * x));
            System.out.println(Lesson01.prediction((w, x) -> w + x));
        }
    }

    // ---- progress ----

    @Test
    void progressIsKeptInAFileOnRequest(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("progress.txt");
        assertThat(Check.progress()).hasToString("Nothing solved or guessed yet.");
        Lesson01.prediction((w, x) -> w * x);
        Check.keep(file.toString());
        Lesson01.update((w, eta, slope) -> w);
        Predict.choice("01.first-step").guess("B");
        assertThat(file).hasContent("01.prediction CORRECT\n01.update NOT_YET\npredict.01.first-step b\n");
        Lesson01.prediction((w, x) -> 0);
        assertThat(Files.readString(file)).contains("01.prediction CORRECT");

        Journal.forget();
        Check.keep(file);
        assertThat(Check.progress().entries()).hasSize(3).containsEntry("01.update", "NOT_YET");
        assertThat(Check.progress().toString())
                .contains("✓ Correct: 01.prediction  what the line predicts", "guess b: 01.first-step  The slope");
        assertThat(Predict.choice("01.first-step").guess()).isEqualTo("b");
    }

    @Test
    void aFileThatIsNoneOfOursIsRefusedAndLeftAsItIs(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("letter.txt"), "Dear Sir or Madam\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Check.keep(file))
                .withMessageContaining("line 1 of ")
                .withMessageContaining("must be a key and a word");
        assertThat(file).hasContent("Dear Sir or Madam");
    }

    @Test
    void aFileThatCannotBeWrittenSpoilsNoCheck(@TempDir Path folder) throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Check.keep(inner.resolve("progress.txt"));
        Files.delete(inner.resolve("progress.txt"));
        Files.delete(inner);
        Check check = Lesson01.prediction((w, x) -> w * x);
        assertThat(check.passed()).isTrue();
        assertThat(check.toString()).contains("Your progress could not be kept: cannot write");
    }
}
