package dev.gradus.jupyter.films;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The threshold that slides over answers. */
class ThresholdTest {
    private static final double[] P = {0.9, 0.6, 0.25, 0.6, 0.1};
    private static final boolean[] ILL = {true, true, true, false, false};

    @AfterEach
    void restore() {
        System.clearProperty("gradus.language");
    }

    @Test
    void countsWhoIsSuspected() {
        assertThat(Threshold.slide(P, ILL)).hasToString("""
                A threshold t on 5 answers, 3 of which should be yes, from t = 0.00 to t = 1.00; area under the ROC curve 0.7500.
                   t  TP  FN  FP  TN
                0.00   3   0   2   0
                0.20   3   0   1   1
                0.40   2   1   1   1
                0.60   2   1   1   1
                0.80   1   2   0   2
                1.00   0   3   0   2""");
        assertThat(html())
                .contains("\"t = 0.60: 2 of 3 found, 1 missed; 1 false alarms\"")
                .contains("\"t = 0.61: 1 of 3 found, 2 missed; 0 false alarms\"");
        System.setProperty("gradus.language", "zh");
        assertThat(html()).contains("\"t = 0.60：3 个里找到 2 个，漏报 1 个；误报 1 个\"");
    }

    private static String html() {
        return Threshold.slide(P, ILL).view().html().toString();
    }

    /** How many lines each frame has in the which-th part of strokes. */
    private static List<Integer> lines(int which) {
        String html = html();
        int at = 0;
        for (int i = 0; i <= which; i++) at = html.indexOf("\"strokes\":", at) + 1;
        List<Integer> lines = new ArrayList<>();
        int depth = 0;
        for (int i = html.indexOf("\"frames\":", at) + 9; depth > 0 || lines.isEmpty(); i++) {
            if (html.charAt(i) == ']') depth--;
            if (html.charAt(i) != '[') continue;
            depth++;
            if (depth == 2) lines.add(0);
            if (depth == 3) lines.set(lines.size() - 1, lines.get(lines.size() - 1) + 1);
        }
        return lines;
    }

    /** Parts: the suspected side, the line between the lanes, misses, false alarms, the threshold. */
    @Test
    void theWrongOnesStandOut() {
        List<Integer> misses = lines(2);
        assertThat(misses).hasSize(101);
        assertThat(List.of(misses.get(0), misses.get(25), misses.get(26), misses.get(61), misses.get(100)))
                .containsExactly(0, 0, 1, 2, 3);
        List<Integer> alarms = lines(3);
        assertThat(List.of(alarms.get(0), alarms.get(10), alarms.get(11), alarms.get(60), alarms.get(61)))
                .containsExactly(2, 2, 1, 1, 0);
    }

    @Test
    void scoresThatAreNoSharesHaveTheirOwnRange() {
        Replay scores = Threshold.slide(new double[] {-3, 5, 1, 7}, new boolean[] {false, true, false, true});
        assertThat(scores.toString())
                .contains("from t = -3.00 to t = 7.20; area under the ROC curve 1.0000")
                .contains("\n -3.00   2   0   2   0")
                .contains("\n  7.20   0   2   0   2");
        assertThat(Threshold.slide(new double[] {4, 4}, new boolean[] {false, true})
                        .view()
                        .html()
                        .toString())
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void aCrowdStaysInItsLaneAndOnThePage() {
        double[] p = new double[3000];
        boolean[] yes = new boolean[3000];
        for (int i = 0; i < p.length; i++) {
            p[i] = i % 3 == 0 ? 0.999 : i / 3000.0;
            yes[i] = i % 3 == 0;
        }
        String html = Threshold.slide(p, yes).view().html().toString();
        assertThat(html.contains("application/json")).isTrue();
        assertThat(html.length()).isLessThan(ReplayView.LARGEST);
        Matcher dots = Pattern.compile("\\{\"dots\":[0-9.]+,\"x\":\\[.*?],\"y\":\\[(.*?)]")
                .matcher(html);
        for (double[] lane : new double[][] {{36, 151}, {151, 266}}) {
            assertThat(dots.find()).isTrue();
            assertThat(Arrays.stream(dots.group(1).split(",")).mapToDouble(Double::parseDouble))
                    .allMatch(y -> y > lane[0] && y < lane[1]);
        }
    }

    @Test
    void whatIsNoAnswerSaysWhy() {
        assertThatThrownBy(() -> Threshold.slide(P, new boolean[3])).hasMessageContaining("scores has 5 numbers");
        assertThatThrownBy(() -> Threshold.slide(P, new boolean[5])).hasMessageContaining("needs both kinds");
        assertThatThrownBy(() -> Threshold.slide(new double[] {0, Double.NaN}, new boolean[] {true, false}))
                .hasMessageContaining("scores[1] is NaN");
        assertThatThrownBy(() -> Threshold.slide(null, ILL)).hasMessageContaining("scores is null");
    }
}
