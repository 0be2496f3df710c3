package dev.gradus.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.GraphicsEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

class ScreenTest {
    private final XYChart chart = Charts.curves("loss", 1, List.of(new Curve("train", new double[] {2, 1})));

    @AfterEach
    void forgetViewer() {
        Screen.use(null);
    }

    @Test
    void aViewerGetsChartAndWords() {
        List<Object> shown = new ArrayList<>();
        Screen.use((c, words) -> shown.addAll(List.of(c, words)));
        Screen.show(chart, "loss falls");
        assertThat(shown).containsExactly(Pictures.of(chart), "loss falls");
    }

    @Test
    void neverOverwritesAFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("gradus-2.png"), "mine");
        assertThat(Screen.save(Pictures.of(chart), folder)).isEqualTo(folder.resolve("gradus-1.png"));
        assertThat(Screen.save(Pictures.of(chart), folder)).isEqualTo(folder.resolve("gradus-3.png"));
        assertThat(folder.resolve("gradus-2.png")).hasContent("mine");
        assertThat(folder.resolve("gradus-3.png")).hasBinaryContent(Pictures.png(chart));
    }

    @Test
    void withoutADisplayPrintsOneLine() throws IOException {
        assumeTrue(GraphicsEnvironment.isHeadless());
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Screen.show(chart, "loss falls");
        } finally {
            System.setOut(before);
        }
        String line = printed.toString(StandardCharsets.UTF_8).strip();
        assertThat(line).endsWith(".png: loss falls").doesNotContain("\n");
        Path path = Path.of(line.substring(0, line.indexOf(": loss falls")));
        assertThat(path).hasBinaryContent(Pictures.png(chart));
        Files.delete(path);
    }
}
