package dev.gradus.jupyter.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Meter;
import dev.gradus.jupyter.host.NotebookHost;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.math.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MagicsTest {
    private static byte[] kept; // so that the compiler can't leave it out

    private final Page page = new Page();
    private final Magics magics = new Magics(page);

    /** A kernel whose only code is a product of matrices and an array. */
    private static final class Page implements NotebookHost {
        final List<Map<String, String>> shown = new ArrayList<>();

        @Override
        public void show(String id, Map<String, String> bundle) {
            shown.add(bundle);
        }

        @Override
        public void update(String id, Map<String, String> bundle) {}

        @Override
        public String kernel() {
            return "JJava <1.0a8>";
        }

        @Override
        public void run(String code, Meter meter) {
            if (code.equals("nothing")) return;
            meter.on();
            try {
                kept = new byte[3_000_000];
                if (code.contains("boom")) throw new IllegalStateException("boom");
                Matrix a = Matrix.zeros(100, 100);
                if (code.contains("multiply")) a.multiply(a, a.like());
            } finally {
                meter.off();
            }
            if (code.contains("compile")) meter.includesCompiling();
        }

        String text() {
            return shown.get(shown.size() - 1).get("text/plain");
        }

        String html() {
            return shown.get(shown.size() - 1).get("text/html");
        }
    }

    @AfterEach
    void restore() {
        System.clearProperty("gradus.language");
    }

    @Test
    void gradusTellsWhatRunsHere() {
        magics.line("gradus", List.of());
        assertThat(page.text().lines())
                .hasSize(8)
                .anyMatch(line -> line.matches("kernel +JJava <1.0a8>"))
                .anyMatch(line -> line.matches("Java +" + Runtime.version().feature() + ".*"))
                .anyMatch(line -> line.matches("loops +vector"))
                .anyMatch(line -> line.matches("threads +\\d+"))
                .anyMatch(line -> line.matches("memory +[\\d.]+ MB of [\\d.]+ [MG]B used"))
                .anyMatch(line -> line.matches("messages +English"));
        assertThat(page.html()).contains("<table", "JJava &lt;1.0a8&gt;").doesNotContain("JJava <");
        System.setProperty("gradus.language", "zh");
        magics.line("gradus", List.of());
        assertThat(page.text()).contains("内核", "向量", "中文");
    }

    @Test
    void costTellsTimeMemoryAndMultiplyAdds() throws Exception {
        page.run("", new Meter()); // loads what it needs, once
        magics.cell("cost", List.of(), "multiply");
        assertThat(page.text())
                .matches("[\\d.]+ (µs|ms|s) · [\\d.]+ MB allocated · 1,000,000 multiply-adds, [\\d.]+ [kMGT] a second");
        assertThat(page.html()).contains(page.text());
        magics.cell("cost", List.of(), "compile");
        assertThat(page.text()).matches("[\\d.]+ (µs|ms|s) · 3\\.\\d\\d MB allocated \\(compiling included\\)");
    }

    @Test
    void whatDoesNotCompileCostsNothing() throws Exception {
        magics.cell("cost", List.of(), "nothing");
        assertThat(page.shown).isEmpty();
    }

    @Test
    void whatFailsHasItsCostToo() {
        page.run("", new Meter());
        assertThatThrownBy(() -> magics.cell("cost", List.of(), "boom")).hasMessage("boom");
        assertThat(page.text()).matches("[\\d.]+ (µs|ms|s) · 3\\.\\d\\d MB allocated");
    }

    @Test
    void langChangesTheLanguageOfMessages() {
        magics.line("lang", List.of("zh"));
        assertThat(page.text()).isEqualTo("消息语言为中文。用 %lang en 或 %lang zh 更改。");
        assertThat(Messages.text("figure.loss")).isEqualTo("损失");
        magics.line("lang", List.of("en"));
        magics.line("lang", List.of());
        assertThat(page.text()).isEqualTo("Messages are in English. Change it with %lang en or %lang zh.");
        magics.line("lang", List.of("fr"));
        assertThat(page.text()).isEqualTo("there are no messages in \"fr\"; choose one of en, zh");
        assertThatThrownBy(() -> Messages.use("fr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are no messages in \"fr\"; choose one of en, zh");
    }

    @Test
    void nothingElseIsAMagic() {
        assertThatThrownBy(() -> magics.line("cost", List.of())).hasMessage("there is no magic %cost");
        assertThatThrownBy(() -> magics.cell("lang", List.of(), "")).hasMessage("there is no magic %%lang");
    }

    @Test
    void aMeterCountsWhatIsInsideAnotherOnce() {
        Meter meter = new Meter();
        Matrix a = Matrix.zeros(10, 10);
        Matrix result = a.like();
        meter.on();
        meter.on();
        a.multiply(a, result);
        meter.off();
        a.multiply(a, result);
        meter.off();
        a.multiply(a, result);
        meter.off();
        assertThat(meter.multiplyAdds()).isEqualTo(2000);
    }

    @Test
    void numbersKeepThreeDigits() {
        assertThat(List.of(Numbers.bytes(999), Numbers.bytes(1000), Numbers.bytes(12_345_678), Numbers.bytes(999_600)))
                .containsExactly("999 B", "1.00 kB", "12.3 MB", "1.00 MB");
        assertThat(List.of(
                        Numbers.seconds(4.2e-7), Numbers.seconds(0.0123), Numbers.seconds(12.34), Numbers.seconds(75)))
                .containsExactly("0.42 µs", "12.3 ms", "12.3 s", "75.0 s");
        assertThat(List.of(Numbers.rate(12), Numbers.rate(123_456_789_012.0))).containsExactly("12", "123 G");
    }
}
