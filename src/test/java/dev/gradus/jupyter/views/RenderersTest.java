package dev.gradus.jupyter.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Digits;
import dev.gradus.chart.Screen;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.math.Matrix;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RenderersTest {
    private static final Pattern PICTURE = Pattern.compile(
            "<img alt=\"([^\"<>]+)\" width=\"(\\d+)\" src=\"data:image/png;base64,([A-Za-z0-9+/=]+)\">");
    private static final Mnist MNIST = Digits.MNIST;

    private final Locale locale = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        System.clearProperty("gradus.language");
        Screen.use(null);
    }

    // ---- networks, histories, evaluations ----

    @Test
    void aNetworkIsATableWithATotal() {
        Map<String, String> bundle = Renderers.render(Samples.classifier());
        assertThat(bundle.get("text/plain")).isEqualTo("""
                        layer           output  parameters
                        input                2
                        dense, softmax       3           9
                        total                            9""");
        assertThat(bundle.get("text/html")).contains("<table", ">dense, softmax</td>", ">total</td>");
        assertThat(Renderers.render(Samples.classifier().summary())).isEqualTo(bundle);
    }

    @Test
    void aHistoryIsAPictureWithASentence() {
        Map<String, String> bundle = Renderers.render(Samples.history(4));
        assertThat(words(bundle))
                .matches(
                        "Accuracy and loss over 4 epochs: training accuracy begins and ends at 37.50 %; "
                                + "validation accuracy .*; training loss falls from \\d\\.\\d{4} to \\d\\.\\d{4}; validation loss .*\\.");
        assertThat(bundle.get("text/plain").lines())
                .hasSize(5)
                .first()
                .isEqualTo("epoch  training loss  training accuracy  validation loss  validation accuracy");
    }

    @Test
    void aHistoryOfOneEpochOrNone() {
        assertThat(words(Renderers.render(Samples.history(1))))
                .startsWith("Accuracy and loss after 1 epoch: training accuracy ")
                .doesNotContain("from");
        assertThat(Renderers.render(Samples.history(0))).isEqualTo(Map.of("text/plain", "No epoch was completed."));
    }

    @Test
    void aRegressionHasNoAccuracy() {
        Map<String, String> bundle = Renderers.render(Samples.regression(30));
        assertThat(words(bundle))
                .startsWith("Loss over 30 epochs: training loss falls from ")
                .doesNotContain("accuracy");
        assertThat(bundle.get("text/plain")).doesNotContain("accuracy", "NaN").contains("…");
        assertThat(bundle.get("text/plain").lines()).hasSize(22);
    }

    @Test
    void anEvaluationShowsTheWorstMistakes() {
        Map<String, String> bundle =
                Renderers.render(Samples.classifier().evaluate(Samples.classes("red", "green", "blue")));
        assertThat(words(bundle)).matches("Confusion matrix of 30 samples, \\d+ of them wrong; most often, .*");
        assertThat(bundle.get("text/plain")).contains("30 samples: loss ", "true \\ predicted", "confidence");
        assertThat(bundle.get("text/html")).contains(">confidence</th>");
    }

    @Test
    void mistakesInPicturesAreShownAsPictures() {
        Evaluation evaluation = dev.gradus.nn.Network.input(784)
                .dense(10, dev.gradus.Gradus.softmax())
                .build()
                .evaluate(MNIST.test().take(200));
        Map<String, String> bundle = Renderers.render(evaluation);
        Matcher pictures = PICTURE.matcher(bundle.get("text/html"));
        assertThat(pictures.results().map(picture -> picture.group(1)))
                .hasSize(2)
                .last()
                .asString()
                .matches("The 12 most confident of \\d+ mistakes, true → predicted: (\\d → \\d, ){11}\\d → \\d\\.");
    }

    @Test
    void anEvaluationOfNumbersIsOneLine() {
        Map<String, String> bundle = Renderers.render(Samples.line().evaluate(Samples.numbers()));
        assertThat(bundle.get("text/plain")).matches("4 samples: loss \\d+\\.\\d{4}");
    }

    @Test
    void anEvaluationOfQuestionsReportsEachOutput() {
        Dataset data =
                Dataset.of(new double[][] {{0, 1}, {1, 0}, {1, 1}}, new double[][] {{1, 1, 0}, {0, 1, 1}, {0, 0, 0}});
        Evaluation evaluation = dev.gradus.nn.Network.input(2)
                .dense(3, dev.gradus.Gradus.sigmoid())
                .seed(1)
                .build()
                .evaluate(data);
        Map<String, String> english = Renderers.render(evaluation);
        assertThat(english.get("text/plain"))
                .matches("(?s)3 samples: loss \\d\\.\\d{4}, accuracy \\d+\\.\\d\\d % of 9 answers, yes or no\\n"
                        + "output  precision .*samples of yes\\n0 .*\\n1 .*\\n2 .*\\nmean .*")
                .doesNotContain("true", "mistakes");
        assertThat(english.get("text/html")).contains(">output</th>").doesNotContain("<img");
        System.setProperty("gradus.language", "zh");
        try {
            assertThat(Renderers.render(evaluation).get("text/plain")).contains("9 个是非判断的准确率", "输出", "答案为“是”的样本数");
            assertThat(Renderers.render(evaluation.report()).get("text/plain")).contains("输出");
        } finally {
            System.clearProperty("gradus.language");
        }
    }

    @Test
    void anEvaluationWithoutNumbersSaysWhy() {
        dev.gradus.nn.Network network = Samples.classifier();
        network.parameters().get(1).set(new double[] {0, Double.NaN, 0});
        assertThat(Renderers.render(network.evaluate(Samples.classes("a", "b", "c")))
                        .get("text/plain"))
                .isEqualTo("30 samples: the outputs are NaN: 0.bias of layer 0 (dense) holds NaN;"
                        + " train again, or load finite weights");
    }

    @Test
    void namesThatNoFontCanDrawBecomeNumbers() {
        Dataset data = Samples.classes("\uDBFF\uDFFD", "<b>", "c");
        Map<String, String> bundle = Renderers.render(Samples.classifier().evaluate(data));
        assertThat(bundle.get("text/html"))
                .contains("<img", "the picture shows numbers: 0 = \uDBFF\uDFFD, 1 = &lt;b&gt;");
    }

    // ---- data ----

    @Test
    void picturesAreAGridWithTheirClasses() {
        Map<String, String> bundle = Renderers.render(MNIST.train());
        assertThat(words(bundle))
                .startsWith("The first 30 as pictures: 5 0 4 1 9 2 1 3 1 4 ")
                .endsWith(".");
        assertThat(bundle.get("text/plain")).startsWith("60,000 samples: inputs 1 × 28 × 28, 10 classes\n");
        assertThat(Renderers.render(MNIST).get("text/plain"))
                .startsWith("MNIST: 60,000 samples to train, 10,000 to test\n");
        assertThat(words(Renderers.render(MNIST.test().take(2)))).isEqualTo("All 2 as pictures: 7 2.");
    }

    @Test
    void otherDataIsATableOfTheFirstRows() {
        assertThat(Renderers.render(Samples.classes("a", "b", "c")).get("text/plain"))
                .startsWith("""
                        30 samples: inputs 2, 3 classes
                        x[0]  x[1]  class
                           0  0.00  a
                           1  0.25  b
                        """)
                .endsWith("\n… and 20 more rows");
        assertThat(Renderers.render(Samples.numbers()).get("text/plain")).isEqualTo("""
                        4 samples: inputs 1, targets 1
                        x[0]  y
                           0  0
                           1  2
                           2  4
                           3  6""");
    }

    @Test
    void aTableOfTablesawIsCapped() {
        Table table = Table.create("fruit")
                .addColumns(
                        StringColumn.create(
                                "name", Stream.generate(() -> "apple").limit(150)),
                        DoubleColumn.create(
                                "g",
                                DoubleStream.generate(() -> 876.5000000000002).limit(150)),
                        IntColumn.create("n", new int[150]));
        Map<String, String> bundle = Renderers.render(table);
        assertThat(bundle.get("text/plain"))
                .startsWith("fruit: 150 rows, 3 columns\nname       g  n\napple  876.5  0\n")
                .endsWith("\n… and 140 more rows");
        assertThat(bundle.get("text/html")).contains("… and 140 more rows").doesNotContain("0000002");
    }

    @Test
    void arraysShowTheirShapeAndFirstValues() {
        assertThat(text(new double[] {0.1, -2, Double.NaN})).isEqualTo("double[3]\n [0.1, -2.0, NaN]");
        assertThat(text(new float[] {0.1f})).isEqualTo("float[1]\n [0.1]");
        assertThat(text(new int[] {})).isEqualTo("int[0]\n []");
        assertThat(text(new int[] {123_456_789, -1})).isEqualTo("int[2]\n [123456789, -1]");
        assertThat(text(new double[] {1e-9, 1})).isEqualTo("double[2]\n [0, 1]");
        assertThat(text(new double[] {1e-9, 2e20})).isEqualTo("double[2]\n [1.000e-09, 2.000e+20]");
        assertThat(text(new double[100])).endsWith(", 0, …]");
        assertThat(text(new double[12][11])).startsWith("double[12][11]\n").endsWith("…]\n … and 2 more rows");
        assertThat(text(new int[][] {{1, 20}, null, {3}})).isEqualTo("int[3][]\n [ 1, 20]\n []\n [ 3]");
        assertThat(text(Matrix.of(new double[][] {{1, 2.5}}))).isEqualTo("1 × 2 matrix\n [1.0, 2.5]");
    }

    // ---- safety ----

    @Test
    void noNameBecomesMarkup() {
        Dataset data = Samples.classes(Samples.HOSTILE);
        Table table = Table.create(Samples.HOSTILE[0])
                .addColumns(
                        StringColumn.create(Samples.HOSTILE[1], Samples.HOSTILE),
                        DoubleColumn.create(Samples.HOSTILE[2], 1, 2, 3));
        Evaluation evaluation = Samples.classifier().evaluate(data);
        for (Object thing : List.of(data, evaluation, table)) {
            String html = Renderers.render(thing).get("text/html");
            String rest = PICTURE.matcher(html)
                    .replaceAll("")
                    .replaceAll(
                            "</?(div|table|thead|tbody|tr|td|th|b)( align=\"\\w+\")?( style=\"[\\w:;,.()% -]*\")?>", "")
                    .replaceAll("<span>[$\\\\]</span>", "");
            assertThat(rest).doesNotContain("<", ">", "\"", "'", "$", "\\");
            assertThat(html).contains("&lt;script&gt;", "&amp;amp;");
        }
    }

    @Test
    void nothingIsThrownOut() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new StackOverflowError();
            }
        };
        assertThat(Renderers.render(broken).get("text/plain")).contains("StackOverflowError");
        assertThat(Renderers.render(null)).isEqualTo(Map.of("text/plain", "null"));
        // A language bundle that fails stands for anything that fails inside of a renderer.
        System.setProperty("gradus.language", "en");
        Messages.bundle("en").keySet().stream().toList().forEach(key -> hidden(key.toString()));
    }

    /** Every renderer survives without the text. */
    private static void hidden(String key) {
        Object text = Messages.bundle("en").remove(key);
        try {
            for (Object thing : things()) assertThat(Renderers.render(thing)).containsKey("text/plain");
        } finally {
            Messages.bundle("en").put(key, text);
        }
    }

    private static List<Object> things() {
        return List.of(
                Samples.classifier(),
                Samples.classifier().evaluate(Samples.classes("a", "b", "c")),
                Samples.numbers(),
                new double[3][100],
                Table.create("t").addColumns(IntColumn.create("n", new int[50])));
    }

    // ---- languages ----

    @Test
    void theSameInEveryCountry() {
        List<Object> things = List.of(
                Samples.classifier(),
                Samples.history(3),
                Samples.classifier().evaluate(Samples.classes("a", "b", "c")),
                MNIST.train(),
                Samples.classes("a", "b", "c"),
                new double[] {0.25, 1000.5},
                Table.create("t").addColumns(DoubleColumn.create("n", 0.25, 1000.5)));
        List<Map<String, String>> here = things.stream().map(Renderers::render).toList();
        for (Locale country : List.of(Locale.GERMANY, Locale.CHINA)) {
            Locale.setDefault(country);
            assertThat(things.stream().map(Renderers::render).toList()).isEqualTo(here);
        }
    }

    @Test
    void inChinese() {
        System.setProperty("gradus.language", "zh");
        assertThat(Renderers.render(Samples.classifier()).get("text/plain")).isEqualTo("""
                        层              输出  参数数量
                        输入               2
                        dense, softmax     3         9
                        合计                         9""");
        assertThat(words(Renderers.render(Samples.history(2)))).startsWith("2 轮训练中的准确率与损失：训练准确率");
    }

    @Test
    void outputsStaySmall() {
        Evaluation evaluation = dev.gradus.nn.Network.input(784)
                .dense(10, dev.gradus.Gradus.softmax())
                .build()
                .evaluate(MNIST.test().take(1000));
        for (Object thing : List.of(Samples.history(5), evaluation, MNIST, MNIST.train()))
            assertThat(Renderers.render(thing).get("text/html")).hasSizeLessThan(150_000);
    }

    private static String text(Object array) {
        Map<String, String> bundle = Renderers.render(array);
        assertThat(bundle).containsOnlyKeys("text/plain");
        return bundle.get("text/plain");
    }

    /** The words of the first picture, which must be one. */
    private static String words(Map<String, String> bundle) {
        Matcher picture = PICTURE.matcher(bundle.get("text/html"));
        assertThat(picture.find()).isTrue();
        assertThat(Base64.getDecoder().decode(picture.group(3))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(Integer.parseInt(picture.group(2))).isBetween(40, 900);
        return picture.group(1);
    }
}
