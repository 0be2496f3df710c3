package dev.gradus.jupyter.views;

import static dev.gradus.Gradus.linear;
import static dev.gradus.Gradus.sgd;
import static dev.gradus.Gradus.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autodiff.Value;
import dev.gradus.chart.Charts;
import dev.gradus.chart.Line;
import dev.gradus.chart.Screen;
import dev.gradus.check.Check;
import dev.gradus.check.GradientCheck;
import dev.gradus.check.lessons.Lesson01;
import dev.gradus.data.Dataset;
import dev.gradus.descent.Descent;
import dev.gradus.descent.DescentPath;
import dev.gradus.descent.Objective;
import dev.gradus.errors.Mismatch;
import dev.gradus.jupyter.Notebook;
import dev.gradus.jupyter.cells.Explainer;
import dev.gradus.jupyter.cells.Magics;
import dev.gradus.jupyter.films.Replay;
import dev.gradus.jupyter.host.NotebookHost;
import dev.gradus.jupyter.widgets.Button;
import dev.gradus.jupyter.widgets.Choice;
import dev.gradus.jupyter.widgets.DescentExplorer;
import dev.gradus.jupyter.widgets.Interact;
import dev.gradus.jupyter.widgets.Slider;
import dev.gradus.jupyter.widgets.TextField;
import dev.gradus.jupyter.widgets.Toggle;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Layer;
import dev.gradus.nn.LayerSetup;
import dev.gradus.nn.LayerSpec;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import dev.gradus.search.Search;
import dev.gradus.train.Progress;
import dev.gradus.train.Recording;
import dev.gradus.train.Trainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** No name ever becomes markup: a hundred hostile texts in every place that takes one, read as a browser reads them. */
class InjectionTest {
    /** What the markup may consist of. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("div", Set.of("style")),
            Map.entry("b", Set.of()),
            Map.entry("details", Set.of("onkeydown")),
            Map.entry("summary", Set.of()),
            Map.entry("pre", Set.of("style")),
            Map.entry("span", Set.of()),
            Map.entry("table", Set.of("style")),
            Map.entry("thead", Set.of()),
            Map.entry("tbody", Set.of()),
            Map.entry("tr", Set.of()),
            Map.entry("th", Set.of("align", "style")),
            Map.entry("td", Set.of("align", "style")),
            Map.entry("img", Set.of("alt", "width", "src")));

    private static final Pattern STYLE = Pattern.compile("[a-z-]+:[\\w#%(),. -]+(;[a-z-]+:[\\w#%(),. -]+)*;?");
    private static final Pattern PICTURE = Pattern.compile("data:image/png;base64,[A-Za-z0-9+/]+=*");
    private static final Pattern JSON_TEXT =
            Pattern.compile("\"([^\"\\\\\\x00-\\x1f<]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-f]{4})*\"");
    private static final Pattern JSON_NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?|true|false|null");

    private static final Set<String> SLOW =
            Set.of("names of layers and parameters", "functions and optimizers of descents");

    private final List<Map<String, String>> page = new ArrayList<>();

    @AfterEach
    void restore() {
        Screen.use(null);
        Progress.use(() -> status -> {});
        System.clearProperty("gradus.language");
    }

    // ---- where texts get in: each gets twenty at a time ----

    private static final Map<String, BiConsumer<List<String>, List<Object>>> PLACES = Map.ofEntries(
            Map.entry("classes of a dataset", (texts, shown) -> shown.add(dataset(texts))),
            Map.entry("classes of an evaluation and its report", (texts, shown) -> {
                Network network =
                        Network.input(2).dense(texts.size(), softmax()).seed(1).build();
                shown.add(network.evaluate(dataset(texts)));
                shown.add(network.evaluate(dataset(texts)).report());
            }),
            Map.entry("classes of a replay", (texts, shown) -> {
                Network network =
                        Network.input(2).dense(texts.size(), softmax()).seed(1).build();
                shown.add(Recording.of(network, dataset(texts)));
            }),
            Map.entry("names of layers and parameters", (texts, shown) -> {
                Network network = named(texts);
                shown.add(network);
                shown.addAll(network.parameters());
                Dataset data = Dataset.of(new double[][] {{1}, {2}}, new double[][] {{1}, {2}});
                shown.add(GradientCheck.of(network, new MeanSquaredError(), data));
                Recording recording = Recording.of(network, data);
                Trainer.of(network).epochs(3).onEpoch(recording).quiet().fit(data);
                shown.addAll(List.of(
                        recording,
                        Replay.weights(recording),
                        Replay.activations(recording),
                        Replay.gradients(recording)));
            }),
            Map.entry("a parameter alone", (texts, shown) -> texts.forEach(t -> shown.add(Parameter.of(t, 1, 2)))),
            Map.entry("names and cells of a table", (texts, shown) -> {
                Table table = Table.create(texts.get(0));
                for (int i = 0; i < texts.size(); i++)
                    table.addColumns(
                            i % 2 == 0
                                    ? StringColumn.create(i + texts.get(i), texts)
                                    : DoubleColumn.create(i + texts.get(i), new double[texts.size()]));
                shown.add(table);
            }),
            Map.entry("functions and optimizers of descents", (texts, shown) -> {
                for (String text : texts) shown.add(path(text, text));
                DescentPath[] paths =
                        texts.stream().map(t -> path(texts.get(0), t)).toArray(DescentPath[]::new);
                shown.add(Replay.of(paths[0], paths));
                DescentPath three = Descent.of(
                                Objective.of(3, x -> x[0] * x[0] + x[1] + x[2]).named(texts.get(1)))
                        .from(1, 2, 3)
                        .steps(3)
                        .run();
                shown.addAll(List.of(three, Replay.of(three)));
            }),
            Map.entry("labels of values", (texts, shown) -> {
                Value sum = Value.sum(IntStream.range(0, texts.size())
                        .mapToObj(i -> Value.of(i).label(texts.get(i)))
                        .toList());
                shown.addAll(List.of(sum.label(texts.get(0)), sum.plus(1).label(texts.get(1))));
            }),
            Map.entry("names, values and failures of a search", (texts, shown) -> {
                Search search = Search.grid().values(texts.get(0), texts.toArray());
                shown.add(search.run(trial -> {
                    if (trial.number() % 2 == 0) return trial.number();
                    throw new IllegalStateException(texts.get(trial.number() - 1));
                }));
            }),
            Map.entry("reasons of histories", (texts, shown) -> {
                for (String text : texts) {
                    Trainer trainer = Trainer.of(Samples.line()).epochs(2).onEpoch(epoch -> {
                        throw new IllegalStateException(text);
                    });
                    assertThatThrownBy(() -> trainer.fit(Samples.numbers()));
                    shown.add(trainer.history());
                }
            }),
            Map.entry("things with a toString", (texts, shown) -> {
                for (String text : texts)
                    shown.add(new Object() {
                        @Override
                        public String toString() {
                            return text;
                        }
                    });
            }),
            Map.entry("labels and values of controls", (texts, shown) -> {
                for (String text : texts) {
                    shown.addAll(List.of(Slider.of(text, 0, 1), Toggle.of(text), Button.of(text)));
                    shown.add(TextField.of(text).at(text));
                    shown.add(Choice.of(text, texts.toArray(String[]::new)));
                }
            }),
            Map.entry("what interact draws", (texts, shown) -> {
                for (String text : texts) {
                    shown.add(Interact.interact(Slider.of(text, 0, 1), v -> text + v));
                    shown.add(Interact.interact(Toggle.of(text), v -> {
                        throw new IllegalStateException(text);
                    }));
                }
            }),
            Map.entry("functions to explore", (texts, shown) -> {
                for (String text : texts)
                    shown.add(DescentExplorer.of(Objective.of(x -> x * x).named(text)));
            }),
            Map.entry("failures of a learner's answer", (texts, shown) -> {
                for (String text : texts) {
                    Check check = Lesson01.prediction((w, x) -> {
                        throw new IllegalStateException(text);
                    });
                    shown.addAll(List.of(check, check.hint(3), check.solution()));
                }
            }),
            Map.entry("charts and their words", (texts, shown) -> {
                for (String text : texts)
                    try {
                        Line line = new Line(text, new double[] {1, 2}, new double[] {1, 2});
                        Screen.show(Charts.lines(text, text, List.of(line)), text);
                    } catch (IllegalArgumentException noFont) {
                        Screen.show(Charts.lines("y", "x", List.of()), text);
                    }
            }));

    @TestFactory
    Stream<DynamicTest> noNameBecomesMarkup() {
        List<String> all = Hostile.all();
        assertThat(all).hasSize(100).doesNotHaveDuplicates();
        return PLACES.entrySet().stream()
                .map(place -> DynamicTest.dynamicTest(place.getKey(), () -> {
                    // Two places draw hundreds of pictures: in the normal build they get every fifth text.
                    List<String> texts = IntStream.range(0, all.size())
                            .filter(i ->
                                    i % 5 == 0 || !SLOW.contains(place.getKey()) || Boolean.getBoolean("gradus.deep"))
                            .mapToObj(all::get)
                            .toList();
                    for (int from = 0; from < texts.size(); from += 20) {
                        page.clear();
                        Notebook.start(new Page(page));
                        System.setProperty("gradus.language", from % 40 == 0 ? "en" : "zh");
                        List<Object> shown = new ArrayList<>();
                        place.getValue().accept(texts.subList(from, from + 20), shown);
                        for (Object thing : shown) page.add(Renderers.render(thing));
                        assertThat(page).isNotEmpty();
                        page.forEach(InjectionTest::check);
                    }
                }));
    }

    /** What a kernel shows beside an error or an answer, without a renderer in between. */
    @Test
    void noMessageBecomesMarkup() {
        Magics magics = new Magics(new Page(page));
        for (String text : Hostile.all()) {
            page.add(Explainer.note(text));
            page.add(new MismatchView(Mismatch.numbers(text, 2, "b", 3)).view().bundle());
            magics.line("lang", List.of(text));
        }
        assertThat(page).hasSizeGreaterThan(200).allSatisfy(InjectionTest::check);
    }

    /** The check itself must see what it is there for. */
    @Test
    void theCheckSeesMarkup() {
        for (String bad : List.of(
                "<p>x</p>",
                "<b onclick=\"x\">x</b>",
                "<img alt=\"x\" width=\"1\" src=\"http://example\">",
                "<script>alert(1)</script>",
                "<!-- x -->",
                "<div style=\"background:url(x)\"></div>",
                "<b>$x$</b>",
                "<script type=\"application/json\">{\"x\":\"a\"b\"}</script>"))
            assertThatThrownBy(() -> check(Map.of("text/html", bad, "text/plain", "")))
                    .as(bad)
                    .isInstanceOf(AssertionError.class);
    }

    // ---- reading what comes out ----

    private static void check(Map<String, String> bundle) {
        assertThat(bundle.keySet()).isSubsetOf("text/html", "text/plain").contains("text/plain");
        if (!bundle.containsKey("text/html")) return;
        String html = Objects.requireNonNull(bundle.get("text/html"));
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        List<Node> nodes = parser.parseFragmentInput(html, new Element("body"), "");
        assertThat(parser.getErrors())
                .as(html.substring(0, Math.min(500, html.length())))
                .isEmpty();
        nodes.forEach(InjectionTest::check);
    }

    private static void check(Node node) {
        if (node instanceof TextNode text) {
            boolean alone = text.getWholeText().length() == 1;
            if (!alone) assertThat(text.getWholeText()).doesNotContain("$", "\\");
        } else if (node instanceof Element element) {
            if (element.tagName().equals("script")) script(element);
            else {
                assertThat(ALLOWED).containsKey(element.tagName());
                for (Attribute attribute : element.attributes())
                    attribute(element.tagName(), attribute.getKey(), attribute.getValue());
                element.childNodes().forEach(InjectionTest::check);
            }
        } else throw new AssertionError((node instanceof Comment ? "a comment: " : "") + node);
    }

    private static final String KEYS_STAY = "event.shiftKey||event.ctrlKey||event.metaKey||event.stopPropagation()";

    private static void attribute(String tag, String name, String value) {
        assertThat(ALLOWED.get(tag)).contains(name);
        switch (name) {
            case "style" -> assertThat(value).matches(STYLE).doesNotContain("url", "expression");
            case "align" -> assertThat(value).isIn("left", "right");
            case "width" -> assertThat(value).matches("\\d+");
            case "src" -> assertThat(PICTURE.matcher(value).matches()).isTrue();
            case "onkeydown" -> assertThat(value).isEqualTo(KEYS_STAY); // our own, letter by letter
            default -> assertThat(name).isEqualTo("alt"); // any text
        }
    }

    /** Our own file, byte for byte, or data. */
    private static void script(Element element) {
        String content = ((DataNode) element.childNode(0)).getWholeData();
        assertThat(element.childNodeSize()).isEqualTo(1);
        if (element.attributes().isEmpty()) assertThat(content).isEqualTo(ownScript());
        else {
            assertThat(element.attributes().asList().toString()).isEqualTo("[type=\"application/json\"]");
            assertThat(isJson(content))
                    .as(content.replaceAll("[A-Za-z0-9+/=]{200,}", "…"))
                    .isTrue();
        }
    }

    private static String ownScript() {
        try (var in = Replay.class.getResourceAsStream("replay.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Texts and numbers become 0, then whole lists and objects, until one is left. */
    private static boolean isJson(String content) {
        String rest = JSON_NUMBER.matcher(replaceTexts(content)).replaceAll("0").replace(", ", ",");
        for (String before = ""; !before.equals(rest); ) {
            before = rest;
            rest = rest.replaceAll("\\[(0(,0)*+)?+\\]|\\{(0:0(,0:0)*+)?+\\}", "0");
        }
        return rest.equals("0");
    }

    /** Possessive, because texts are long and a regex that backtracks is deep. */
    private static String replaceTexts(String json) {
        return Pattern.compile(JSON_TEXT.pattern().replace(")*", ")*+"))
                .matcher(json)
                .replaceAll("0");
    }

    // ---- things with names ----

    private static Dataset dataset(List<String> classes) {
        int n = 3 * classes.size();
        double[][] inputs = new double[n][];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            inputs[i] = new double[] {i % 7, i % 5};
            labels[i] = i % classes.size();
        }
        return Dataset.of(inputs, labels).classes(classes.toArray(String[]::new));
    }

    private static DescentPath path(String function, String optimizer) {
        Optimizer inner = sgd(0.01);
        Optimizer named = new Optimizer() {
            @Override
            public double learningRate() {
                return inner.learningRate();
            }

            @Override
            public Rule rule(Parameter parameter) {
                return inner.rule(parameter);
            }

            @Override
            public String toString() {
                return optimizer;
            }
        };
        return Descent.of(Objective.of(x -> x * x).named(function))
                .from(3)
                .optimizer(named)
                .steps(3)
                .run();
    }

    /** Layers that scale, each with a name and a parameter of that name. */
    private static Network named(List<String> names) {
        var builder = Network.input(1);
        for (String name : names.subList(0, 8)) builder.layer((LayerSpec) setup -> new Named(name, setup));
        return builder.dense(1, linear()).build();
    }

    private static final class Named implements Layer {
        private final String name;
        private final Parameter weight;

        Named(String name, LayerSetup setup) {
            this.name = name;
            weight = setup.parameter(name, 1, 1);
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            return x;
        }

        @Override
        public Matrix backward(Matrix delta) {
            weight.gradient().addScaled(1, delta.columnSums());
            return delta;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(weight);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private record Page(List<Map<String, String>> bundles) implements NotebookHost {
        @Override
        public void show(String id, Map<String, String> bundle) {
            bundles.add(bundle);
        }

        @Override
        public void update(String id, Map<String, String> bundle) {
            bundles.add(bundle);
        }
    }
}
