package dev.gradus.jupyter;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gradus.data.Dataset;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors as a learner reads them, from cells that a JShell without a kernel runs. */
class ExplainerTest {
    private final JShell shell = JShell.builder().executionEngine("local").build();
    private final SnippetPlaces places = new SnippetPlaces();
    private final Resets resets = new Resets();
    private final Explainer explainer = new Explainer(shell, places, resets);
    private int cells;

    @BeforeEach
    void listen() {
        shell.onSnippetEvent(event -> {
            resets.note(event);
            if (event.causeSnippet() == null)
                places.note(event.snippet().id(), event.snippet().source());
        });
        run("import static dev.gradus.Gradus.*;");
    }

    @AfterEach
    void close() {
        shell.close();
        System.clearProperty("gradus.language");
    }

    /** Runs a cell; gives the lines of its error without colours, or none. */
    private List<String> run(String code) {
        places.begin(++cells, code);
        for (String rest = code; !rest.isBlank(); ) {
            var part = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (part.source() == null) return plain(explainer.incomplete(rest.strip()));
            for (SnippetEvent event : shell.eval(part.source().stripLeading())) {
                if (event.causeSnippet() != null) continue;
                if (event.exception() != null) return plain(explainer.thrown(event.exception()));
                if (event.status() == jdk.jshell.Snippet.Status.REJECTED)
                    return plain(explainer.refused(event.snippet()));
            }
            rest = part.remaining();
        }
        return List.of();
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
    void shapesThatDontFitAreDrawnFromTheRealMessages() {
        assertThat(drawing(() -> matrix(3, 4).multiply(matrix(5, 2), matrix(3, 2))))
                .isEqualTo(String.join(
                        "\n",
                        "     4 ≠             2",
                        "  ┌───────┐       ┌─────┐",
                        "3 │   A   │   5 ≠ │  B  │",
                        "  └───────┘       └─────┘"));
        assertThat(drawing(() -> matrix(3, 4).times(matrix(2, 4)))).contains("3 ≠ │", "2 ≠ │", "  4  ");
        assertThat(drawing(() -> matrix(3, 4).times(matrix(1, 5)))).contains("4 ≠", "5 ≠");
        assertThat(drawing(() -> matrix(3, 4).multiply(matrix(4, 2), matrix(3, 7))))
                .contains("A·B", "result", "7 ≠");
        Network network = Network.input(4).dense(2, linear()).build();
        assertThat(drawing(() -> network.predict(new double[] {1, 2, 3}))).contains("network's input", "3 ≠", "4 ≠");
        assertThat(drawing(() -> network.evaluate(Dataset.of(new double[2][5], new double[2][2]))))
                .contains("5 ≠");
        assertThat(drawing(() -> network.evaluate(Dataset.of(new double[2][4], new double[2][3]))))
                .contains("network's output", "3 ≠", "2 ≠");
        assertThat(ShapeMismatch.in("n must be at least 1, but is 0")).isEmpty();
    }

    private static Matrix matrix(int rows, int columns) {
        return Matrix.zeros(rows, columns);
    }

    private static String drawing(org.assertj.core.api.ThrowableAssert.ThrowingCallable mistake) {
        String message = catchThrowable(mistake).getMessage();
        ShapeMismatch shapes = ShapeMismatch.in(message).orElseThrow(() -> new AssertionError(message));
        assertThat(shapes.html().toString()).contains(" ≠<");
        return shapes.text();
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

    @Test
    void valuesPrintReadably() {
        record Run(double[] w, String name) {}
        assertThat(ValueView.text(new Run(new double[] {1, 2}, "b"), 0))
                .isEqualTo("Run[w=double[2] [1.0, 2.0], name=b]");
        assertThat(ValueView.text(new int[][] {{1}, {2, 3}}, 0)).isEqualTo("int[2][] [[1], [2, 3]]");
        assertThat(ValueView.text(List.of(new float[] {1}), 0)).isEqualTo("[float[1] [1.0]]");
        assertThat(ValueView.text(Map.of("a", List.of(1)), 0)).isEqualTo("{a=[1]}");
        assertThat(ValueView.text(new String[3][0], 0)).isEqualTo("String[3][0] [[], [], []]");
        Object[] self = {null};
        self[0] = self;
        assertThat(ValueView.text(self, 0)).endsWith("…]]]]]");
    }
}
