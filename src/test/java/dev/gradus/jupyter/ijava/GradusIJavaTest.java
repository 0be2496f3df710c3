package dev.gradus.jupyter.ijava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.chart.Screen;
import dev.gradus.data.Dataset;
import dev.gradus.nn.Network;
import dev.gradus.train.History;
import dev.gradus.train.Progress;
import dev.gradus.train.Trainer;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.JupyterIO;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import io.github.spencerpark.jupyter.messages.ContentType;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The adapter against the classes of the library that IJava is made with. */
class GradusIJavaTest {
    private final Kernel kernel = new Kernel();

    /** As IJava's own: it has magics and a banner, and keeps the code that it is given. */
    public static class Kernel extends BaseKernel {
        final List<String> code = new ArrayList<>();
        final Magics magics = new Magics();

        public Magics getMagics() {
            return magics;
        }

        @Override
        public DisplayData eval(String code) {
            this.code.add(code);
            if (code.equals("boom")) throw new IllegalStateException("boom");
            return code.startsWith("import") ? null : getRenderer().render(network());
        }

        @Override
        public String getBanner() {
            return "Java 17.0.1 :: IJava kernel 1.3.0 \nProtocol v5.3 implementation by jupyter-jvm-basekernel";
        }

        @Override
        public LanguageInfo getLanguageInfo() {
            return new LanguageInfo.Builder("Java").build();
        }
    }

    /** Without magics, as the library publishes it. */
    private static final class Bare extends BaseKernel {
        @Override
        public DisplayData eval(String code) {
            return null;
        }

        @Override
        public LanguageInfo getLanguageInfo() {
            return new LanguageInfo.Builder("Java").build();
        }
    }

    /** What would go to the page. */
    private static final class Wire extends ShellReplyEnvironment {
        final List<ContentType<?>> sent = new ArrayList<>();

        Wire() {
            super(null, null, null, null);
        }

        @Override
        public <T extends ContentType<T>> void publish(T content) {
            if (Thread.currentThread().isInterrupted()) throw new IllegalStateException("the channel is closed now");
            sent.add(content);
        }
    }

    private final Wire wire = new Wire();

    @BeforeEach
    void connect() throws ReflectiveOperationException {
        var set = JupyterIO.class.getDeclaredMethod("setEnv", ShellReplyEnvironment.class);
        set.setAccessible(true);
        set.invoke(kernel.getIO(), wire);
        GradusIJava.install(kernel);
    }

    @AfterEach
    void restore() {
        System.clearProperty("gradus.language");
        Screen.use(null);
        Progress.use(() -> status -> {});
    }

    private static Network network() {
        return Network.input(1).dense(1, Gradus.linear()).seed(1).build();
    }

    private static History train() {
        return Trainer.of(network()).epochs(3).fit(Dataset.of(new double[][] {{0}, {1}, {2}}, new double[][] {
            {0}, {2}, {4}
        }));
    }

    private static String text(DisplayData data) {
        return String.valueOf(data.getData(MIMEType.TEXT_PLAIN));
    }

    @Test
    void resultsHaveTheirForms() {
        DisplayData data = kernel.getRenderer().render(network());
        assertThat(text(data)).startsWith("layer ");
        assertThat(String.valueOf(data.getData(MIMEType.TEXT_HTML))).startsWith("<table");
        assertThat(text(kernel.getRenderer().render(new double[] {1, 2.5}))).contains("2.5");
    }

    @Test
    void theLessonsImportsAreThere() {
        assertThat(kernel.code).hasSize(1).first().asString().contains("import static dev.gradus.Gradus.*;");
    }

    @Test
    void aTrainingShowsOneBoardThatChanges() {
        train();
        assertThat(wire.sent.get(0)).isInstanceOf(PublishDisplayData.class);
        assertThat(wire.sent.subList(1, wire.sent.size())).allMatch(PublishUpdateDisplayData.class::isInstance);
        DisplayData last = (DisplayData) wire.sent.get(wire.sent.size() - 1);
        assertThat(text(last)).contains("3 epochs done");
        String id = ((DisplayData) wire.sent.get(0)).getDisplayId();
        new IJavaHost(kernel).update(id, Map.of("text/plain", "later"));
        last = (DisplayData) wire.sent.get(wire.sent.size() - 1);
        assertThat(last).isInstanceOf(PublishUpdateDisplayData.class);
        assertThat(last.getDisplayId()).isEqualTo(id);
    }

    @Test
    void sendingOnAnInterruptedThreadLeavesTheChannelOpen() {
        Thread.currentThread().interrupt();
        new IJavaHost(kernel).show("x", Map.of("text/plain", "text"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(wire.sent).hasSize(1);
    }

    @Test
    void aPlotGoesToThePage() {
        History history = train();
        wire.sent.clear();
        history.plot();
        assertThat(wire.sent).hasSize(1).first().isInstanceOf(PublishDisplayData.class);
    }

    @Test
    void theMagicsAreThere() throws Exception {
        kernel.magics.applyLineMagic("gradus", List.of());
        assertThat(text((DisplayData) wire.sent.get(0))).contains("IJava 1.3.0\n");
        kernel.magics.applyLineMagic("lang", List.of("zh"));
        assertThat(text((DisplayData) wire.sent.get(1))).contains("中文");
        kernel.magics.applyLineMagic("lang", List.of("en"));
        kernel.magics.applyCellMagic("cost", List.of(), "network");
        assertThat(text((DisplayData) wire.sent.get(3))).startsWith("layer ");
        assertThat(text((DisplayData) wire.sent.get(4))).contains(" allocated").endsWith(" (compiling included)");
        assertThatThrownBy(() -> kernel.magics.applyCellMagic("cost", List.of(), "boom"))
                .hasMessage("boom");
    }

    @Test
    void whatIsMissingIsSaidAndTheRestIsInstalled() {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Bare bare = new Bare();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            GradusIJava.install(bare);
        } finally {
            System.setErr(before);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("Gradus: could not set up the magics: ")
                .hasLineCount(1);
        assertThat(text(bare.getRenderer().render(network()))).startsWith("layer ");
        assertThat(new IJavaHost(bare).kernel()).isEqualTo("Bare");
    }

    @Test
    void cellsAreToldApart() {
        assertThat(new IJavaHost(kernel).cell()).isEqualTo("1");
    }
}
