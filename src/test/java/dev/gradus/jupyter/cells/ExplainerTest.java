package dev.gradus.jupyter.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors as a learner reads them, from cells that a JShell without a kernel runs. */
class ExplainerTest {
    private final Deque<Throwable> thrown = new ArrayDeque<>();
    private final JShell shell =
            JShell.builder().executionEngine(new Engine(thrown), Map.of()).build();
    private final Resets resets = new Resets();
    private final Explainer explainer = new Explainer(shell, new SnippetPlaces(), resets);
    private int cells;

    @BeforeEach
    void listen() {
        shell.onSnippetEvent(explainer::note);
        run("import static dev.gradus.Gradus.*;");
    }

    @AfterEach
    void close() {
        shell.close();
        System.clearProperty("gradus.language");
    }

    /** JShell's engine in this process, which keeps what comes out of a cell, as the kernel's does. */
    private record Engine(Deque<Throwable> thrown) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "keeping";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return new DirectExecutionControl() {
                @Override
                protected String invoke(Method code) throws Exception {
                    try {
                        return super.invoke(code);
                    } catch (InvocationTargetException e) {
                        thrown.push(e.getCause());
                        throw e;
                    }
                }
            };
        }
    }

    /** Runs a cell; gives the lines of its error without colours, or none. */
    private List<String> run(String code) {
        return explain(code).map(ExplainerTest::plain).orElse(List.of());
    }

    private Optional<Explanation> explain(String code) {
        explainer.begin(++cells, code);
        for (String rest = code; !rest.isBlank(); ) {
            var part = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (part.source() == null) return Optional.of(explainer.incomplete(rest.strip()));
            for (SnippetEvent event : shell.eval(part.source().stripLeading())) {
                if (event.causeSnippet() != null) continue;
                if (event.exception() instanceof EvalException e)
                    return Optional.of(explainer.thrown(new CellFailure(thrown.pop(), e.getStackTrace())));
                if (event.exception() != null) return Optional.of(explainer.thrown(event.exception()));
                if (event.status() == jdk.jshell.Snippet.Status.REJECTED)
                    return Optional.of(explainer.refused(event.snippet()));
            }
            rest = part.remaining();
        }
        return Optional.empty();
    }

    /** The drawing in front of a cell's error; empty if there is none. */
    private String drawing(String code) {
        return explain(code).orElseThrow().picture().getOrDefault("text/plain", "");
    }

    private static List<String> plain(Explanation explanation) {
        return explanation.lines().stream()
                .map(line -> line.replaceAll("\u001b\\[[\\d;]*m", ""))
                .toList();
    }

    @Test
    void theLearnersLineComesFirstAndTheCallersLast() {
        run("int ratio(int a, int b) {\n    return a / b;\n}");
        assertThat(run("int c = 1;\n\nratio(c,\n    0)"))
                .containsExactly(
                        "cell 2, line 2:  return a / b;",
                        "ArithmeticException: / by zero",
                        "  called in line 3:  ratio(c,");
        assertThat(run("// one\n\nfor (int i = 0; i < 2; i++)\n    ratio(1, i);"))
                .contains("  called in line 4:  ratio(1, i);");
    }

    @Test
    void framesOfOthersAreLeftOutAndCausesAreNamed() {
        assertThat(run("throw new IllegalStateException(\"a\", new RuntimeException(\"b\"));"))
                .containsExactly(
                        "line 1:  throw new IllegalStateException(\"a\", new RuntimeException(\"b\"));",
                        "IllegalStateException: a",
                        "caused by RuntimeException: b");
        assertThat(run("java.util.List.of(1).get(3)")).hasSize(2);
    }

    @Test
    void compileErrorsPointAtThePlaceInTheCell() {
        assertThat(run("int a = 3;\nint b = a +\n    four(4);"))
                .containsExactly("line 3:", "    four(4);", "    ^^^^", "cannot find symbol: method four(int)");
        assertThat(run("int c = \"abc\";"))
                .containsExactly(
                        "line 1:",
                        "int c = \"abc\";",
                        "        ^^^^^",
                        "incompatible types: String cannot be converted to int");
        assertThat(run("Math.max(1,")).last().asString().contains("something is still open");
    }

    @Test
    void aMethodThatHidesAFactoryIsExplained() {
        run("double sigmoid(double z) { return z; }");
        assertThat(run("var s = sigmoid();")).last().asString().startsWith("→ Your own method sigmoid(…) hides");
        run("double sigma(double z) { return z; }");
        assertThat(run("sigma()")).last().asString().doesNotContain("→");
    }

    @Test
    void aNewDefinitionTellsWhatItTookAway() {
        run("record Point(int x) {}");
        run("var p = new Point(1); int n = p.x();");
        assertThat(resets.news()).isEmpty();
        run("record Point(int x, int y) {}");
        assertThat(resets.news().orElseThrow())
                .contains("Point was defined anew")
                .endsWith("p. Run the cells that make it again.");
        assertThat(resets.news()).isEmpty();
        assertThat(run("p.x()")).last().asString().startsWith("→ p lost its value when Point was defined anew.");
        run("var p = new Point(1, 2);");
        assertThat(run("p.z()")).last().asString().doesNotContain("lost");
    }

    @Test
    void whatIsNotDefinedYetIsNamed() {
        run("double twice(double x) { return total(x); }");
        assertThat(run("twice(2)")).contains("twice uses what isn't defined (yet): method total(double)");
    }

    @Test
    void endlessCallsAreOneLine() {
        run("int deep(int n) { return deep(n + 1) + 1; }");
        assertThat(run("deep(0)")).hasSize(3).element(1).isEqualTo("StackOverflowError");
    }

    @Test
    void inChineseToo() {
        System.setProperty("gradus.language", "zh");
        assertThat(run("int b = four(4);")).contains("第 1 行：").last().asString().startsWith("找不到符号: ");
        assertThat(plain(explainer.stopped(true))).hasSize(2).first().isEqualTo("已停止。");
    }

    // ---- shapes ----

    @Test
    void shapesThatDontFitAreDrawnFromWhatWasThrown() {
        run(
                "import dev.gradus.errors.*; import dev.gradus.math.*; Matrix m(int rows, int columns) { return Matrix.zeros(rows, columns); }");
        assertThat(drawing("m(3, 4).multiply(m(5, 2), m(3, 2))"))
                .isEqualTo(String.join(
                        "\n",
                        "     4 ≠             2",
                        "  ┌───────┐       ┌─────┐",
                        "3 │   A   │   5 ≠ │  B  │",
                        "  └───────┘       └─────┘"));
        assertThat(drawing("m(3, 4).multiplyTransposed(m(2, 5), m(3, 2))")).contains("4 ≠", "5 ≠ │  Bᵀ  │", " 2\n");
        assertThat(drawing("m(4, 3).addTransposedProduct(m(5, 2), m(3, 2))")).contains("4 ≠", "3 │  Aᵀ", "5 ≠ │");
        assertThat(drawing("m(3, 4).times(m(2, 4))")).contains("3 ≠ │", "2 ≠ │", "  4  ");
        assertThat(drawing("m(3, 4).times(m(1, 5))"))
                .contains("4 ≠", "5 ≠", "row")
                .doesNotContain("1 ≠");
        assertThat(drawing("m(3, 4).multiply(m(4, 2), m(3, 7))")).contains("A·B", "result", "2 ≠", "7 ≠");
        assertThat(drawing("dev.gradus.data.Dataset.of(new double[2][5], new double[3][2])"))
                .contains("2 ≠ │  inputs", "3 ≠ │", " n  ");
        assertThat(drawing("throw new ShapeException(\"a\", Mismatch.input(\"x\", 3, 4));"))
                .contains("m │   x   │", "network's input", "3 ≠", "4 ≠");
        run("var net = dev.gradus.nn.Network.input(4).dense(2, dev.gradus.Gradus.softmax()).build();");
        assertThat(drawing("net.predict(new double[3])")).contains("3 ≠", "4 ≠", "network's input");
        assertThat(drawing("net.evaluate(dev.gradus.data.Dataset.of(new double[2][4], new int[] {0, 2}))"))
                .contains("3 ≠", "2 ≠", "network's output");
        assertThat(drawing("m(-1, 2)")).isEmpty();
    }

    @Test
    void aLayersShapesAreDrawnToo() {
        run(
                "import dev.gradus.errors.*; import dev.gradus.math.*; import static dev.gradus.Gradus.*; import dev.gradus.nn.Network;");
        assertThat(drawing("Network.input(1, 3, 8).conv2d(2, 5, relu()).build()"))
                .contains("5 ≠ │", "window", "3 ≠ │", "picture")
                .doesNotContain("8 ≠");
        assertThat(drawing("throw new LayerException(\"a\", \"1\", \"scale\", Mismatch.numbers(\"b\", 2, \"c\", 3));"))
                .contains("2 ≠", "3 ≠");
        assertThat(drawing("throw new LayerException(\"a\", \"1\", \"scale\", new RuntimeException());"))
                .isEmpty();
    }

    @Test
    void causesAreDrawnToo() {
        run(
                "import dev.gradus.errors.*; import dev.gradus.math.*; Matrix a = Matrix.zeros(3, 4); Matrix b = Matrix.zeros(3, 5);");
        String tried = "try { a.times(b); } catch (IllegalArgumentException e) { %s }";
        assertThat(drawing(tried.formatted("throw new RuntimeException(\"mine\", new Error(e));")))
                .contains("4 ≠", "5 ≠");
        assertThat(drawing(tried.formatted("throw new RuntimeException(\"mine\");")))
                .isEmpty();
    }

    @Test
    void whatOnlySoundsLikeOursIsNotDrawn() {
        run(
                "import dev.gradus.errors.*; import dev.gradus.math.*; Matrix a = Matrix.zeros(3, 4); Matrix b = Matrix.zeros(3, 5);");
        Explanation ours = explain("a.times(b)").orElseThrow();
        assertThat(ours.name()).isEqualTo("ShapeException");
        assertThat(drawing("throw new IllegalArgumentException(\"" + ours.message() + "\");"))
                .isEmpty();
        run("class ShapeException extends RuntimeException { ShapeException(String s) { super(s); } }");
        assertThat(drawing("throw new ShapeException(\"" + ours.message() + "\");"))
                .isEmpty();
        assertThat(
                        drawing(
                                "try { a.times(b); } catch (RuntimeException e) { throw new IllegalStateException(e.getMessage()); }"))
                .isEmpty();
    }

    @Test
    void causesMayGoRoundInACircle() {
        RuntimeException a = new RuntimeException("a");
        a.initCause(new RuntimeException("b", a));
        assertThat(explainer.thrown(a).picture()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x[0] ", "REPL.$JShell$1", "java.util.", "dev.gradus.", "A·", "1 × 2 "})
    void aLongMessageIsExplainedInNoTime(String part) {
        String message = part.repeat(2_000_000 / part.length());
        resets.note(shell.eval("int x = 1;").get(0));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            explainer.thrown(new IllegalArgumentException(message));
            explainer.thrown(new NullPointerException(message));
        });
    }

    // ---- how a cell ends ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1;",
                "1; // one",
                "1;\n/* ; */ ",
                "f(\"a\");",
                "s = \"\"\"\n  \"x\" ;\n  \"\"\";",
                "c = ';';",
                "x = \"\\\"\";"
            })
    void endsWithASemicolon(String code) {
        assertThat(CellSource.endsWithSemicolon(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1 // one;",
                "\";\"",
                "';'",
                "\"\"\"\n;\"\"\"",
                "{ f(); }",
                "%%cost\nf();",
                "f();\n%time g();",
                "/* ;"
            })
    void doesNotEndWithASemicolon(String code) {
        assertThat(CellSource.endsWithSemicolon(code)).isFalse();
    }

    // ---- help ----

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "History Trainer.fit(dev.gradus.data.Dataset data)|Trains on the data.",
                "dev.gradus.train.Trainer|Trains a network: epochs of mini-batches",
                "t:dev.gradus.train.Trainer|Trains a network: epochs of mini-batches",
                "Optimizer dev.gradus.Gradus.sgd(double learningRate)|Gradient descent: θ ← θ − η ∂J/∂θ",
                "dev.gradus.optim.Sgd(double learningRate)|Gradient descent: θ ← θ − η ∂J/∂θ",
                "dev.gradus.optim.Optimizer.Rule|"
            })
    void docstringsAreFoundByTheirSignatures(String signature, String words) {
        SourceDocs docs = new SourceDocs(java.nio.file.Path.of("src/main/java/dev/gradus"));
        assertThat(DocComment.text(docs.comment(signature))).startsWith(words == null ? "" : words);
        assertThat(docs.comment("int Math.max(int a, int b)")).isNull();
    }

    @Test
    void docstringsLoseTheirMarkup() {
        assertThat(
                        DocComment.text(
                                " Trains {@link Trainer#fit(Dataset) so}, see {@link #stop}.\n <p>{@code a < b}\n\n @param n how\n   many\n @return all\n"))
                .isEqualTo("Trains so, see stop.\n\na < b\n\n  n: how many\n  → all");
    }
}
