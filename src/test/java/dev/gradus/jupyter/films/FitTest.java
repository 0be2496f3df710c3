package dev.gradus.jupyter.films;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.descent.Descent;
import dev.gradus.descent.Objective;
import dev.gradus.jupyter.host.View;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The line that tilts beside the point that slides. */
class FitTest {
    private static final double[] X = {1, 1, 2};
    private static final double[] Y = {2, 4, 6};
    private static final Objective J =
            Objective.of(w -> (w - 3) * (w - 3) + 1 / 3.0).named("J(w)");
    private static final Fit LINE = Fit.of(X, Y, (w, x) -> w * x, J);
    private static final Objective PLANE =
            Objective.of((w, b) -> (w - 2) * (w - 2) + b * b).named("J(w, b)");
    private static final Fit TWO = Fit.of(X, Y, (w, b, x) -> w * x + b, PLANE);

    @AfterEach
    void restore() {
        System.clearProperty("gradus.language");
    }

    /** The numbers of each frame of the first part of this kind. */
    private static List<double[]> frames(Replay replay, String kind, int which) {
        String html = replay.view().html().toString();
        Matcher parts =
                Pattern.compile("\\{\"" + kind + "\":.*?\"frames\":\\[(.*?)]]]").matcher(html);
        for (int i = 0; i <= which; i++) assertThat(parts.find()).isTrue();
        List<double[]> frames = new ArrayList<>();
        for (String frame : (parts.group(1) + "]]]").split("]],")) {
            Matcher number = Pattern.compile("-?[0-9.]+").matcher(frame);
            List<Double> numbers = new ArrayList<>();
            while (number.find()) numbers.add(Double.valueOf(number.group()));
            frames.add(numbers.stream().mapToDouble(v -> v).toArray());
        }
        return frames;
    }

    @Test
    void slidesOverEveryParameter() {
        Replay slide = LINE.slide(-2, 8);
        assertThat(slide).hasToString("""
                        The line on its data on the left, J(w) on the right, for w from -2 to 8.
                         w   J(w)
                        -2  25.33
                         0  9.333
                         2  1.333
                         4  1.333
                         6  9.333
                         8  25.33""");
        assertThat(slide.view().html().toString())
                .contains("alt=\"w = 4, J(w) = 1.333\"")
                .contains("\"w = 3, J(w) = 0.3333\"");
    }

    @Test
    void theLineIsTheOneOfTheFrameAndReachesTheSamplesThatItFits() {
        List<double[]> lines = frames(LINE.slide(-2, 8), "strokes", 1);
        List<double[]> errors = frames(LINE.slide(-2, 8), "strokes", 0);
        assertThat(lines).hasSize(101);
        // w = 2 goes through the first sample, w = 3 through the last, w = 4 through the second.
        assertThat(error(errors.get(40), 0)).isZero();
        assertThat(error(errors.get(50), 2)).isZero();
        assertThat(error(errors.get(60), 1)).isZero();
        assertThat(error(errors.get(60), 0)).isNegative(); // the line is above, where pixels are less
        double[] flat = lines.get(20); // w = 0
        for (int i = 1; i < flat.length; i += 2) assertThat(flat[i]).isEqualTo(flat[1]);
    }

    private static double error(double[] segments, int sample) {
        return segments[4 * sample + 3] - segments[4 * sample + 1];
    }

    @Test
    void theLineThroughTheOriginBringsItsCost() {
        Objective cost = Fit.of(X, Y).cost();
        assertThat(cost).hasToString("J(w)");
        assertThat(cost.value(8)).isEqualTo(76 / 3.0);
        assertThat(Fit.of(X, Y).slide(-2, 8)).hasToString(LINE.slide(-2, 8).toString());
    }

    @Test
    void goesWhereADescentWent() {
        Replay walk =
                LINE.along(Descent.of(J).from(8).learningRate(0.1).steps(30).run());
        assertThat(walk.toString()).startsWith("J(w) by sgd(0.1): 30 steps from 8 to 3.006, J from 25.33 to 0.3334.\n");
        assertThat(frames(walk, "strokes", 0)).hasSize(31);
    }

    @Test
    void ofARunAwayTheLineIsShownAsFarAsItGets() {
        Replay wild =
                LINE.along(Descent.of(J).from(3.5).learningRate(1.2).steps(40).run());
        double[] last =
                frames(wild, "strokes", 1).get(wild.view().html().toString().contains("step 40") ? 40 : 0);
        assertThat(last[last.length - 1]).isLessThan(-1000);
        Replay lost =
                LINE.along(Descent.of(J).from(3.5).learningRate(9).steps(900).run());
        assertThat(lost.view().html().toString()).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void withTwoParametersThePointSlidesOverAMap() {
        assertThat(TWO.along(Descent.of(PLANE).from(0, 3).steps(5).run()).toString())
                .startsWith("J(w, b) by sgd(0.1): 5 steps");
        assertThat(TWO.slide(new double[] {-1, 0}, new double[] {4, 1}).toString())
                .contains("for (w, b) from (-1, 0) to (4, 1).");
    }

    @Test
    void staysSmallEnoughForAPageAndSpeaksChinese() {
        View view = TWO.slide(new double[] {-1, 0}, new double[] {4, 1}).view();
        assertThat(view.html().toString().length()).isLessThan(ReplayView.LARGEST);
        double[] many = new double[400];
        for (int i = 0; i < many.length; i++) many[i] = i;
        View large = Fit.of(many, many, (w, x) -> w * x, J).slide(-2, 8).view();
        assertThat(large.html().toString()).contains("application/json").hasSizeLessThan(ReplayView.LARGEST);
        System.setProperty("gradus.language", "zh");
        assertThat(LINE.slide(-2, 8).toString()).startsWith("左边是数据上的直线，右边是 J(w)，w 从 -2 到 8。");
    }

    @Test
    void whatDoesNotFitSaysWhy() {
        assertThatThrownBy(() -> Fit.of(X, new double[2], (w, x) -> w * x, J))
                .hasMessage("x has 3 numbers, but y has 2");
        assertThatThrownBy(() -> Fit.of(new double[0], new double[0], (w, x) -> w * x, J))
                .hasMessageContaining("x is empty");
        assertThatThrownBy(() -> Fit.of(X, Y, (w, x) -> w * x, PLANE))
                .hasMessage("the model has 1 parameter, but J(w, b) has 2 variables");
        assertThatThrownBy(() -> Fit.of(X, new double[] {1, 2, Double.NaN}, (w, x) -> w * x, J))
                .hasMessageContaining("y[2]");
        assertThatThrownBy(() -> TWO.slide(-2, 8)).hasMessage("from has 1 number, but J(w, b) has 2 variables");
        assertThatThrownBy(() -> LINE.slide(3, 3)).hasMessageContaining("are the same");
        assertThatThrownBy(() -> LINE.along(Descent.of(PLANE).from(0, 0).run()))
                .hasMessage("path has 2 numbers, but J(w) has 1 variable");
        assertThat(LINE.toString()).contains("3 samples").contains("J(w)");
    }
}
