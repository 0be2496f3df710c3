package dev.gradus.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The inputs of the checks: always the same, easy to calculate with, and beyond the reach of learners' code. */
class GivenTest {
    private static Given drawn(int index) {
        return Given.of("numbers", index).draw("X", 20, 30);
    }

    @Test
    void drawnNumbersHaveOneDecimalBothSignsAndNoZero() {
        Set<Double> tenths = new TreeSet<>();
        for (double v : drawn(0).row("X")) tenths.add(v * 10);
        // 600 of them: each of ±0.1, ±0.2 … ±2
        assertThat(tenths).hasSize(40).doesNotContain(0.0).allMatch(v -> Math.abs(v) <= 20 && v == Math.rint(v));
    }

    @Test
    void whatIsDrawnDependsOnKeyAndIndexAlone() {
        assertThat(drawn(0).row("X")).isEqualTo(drawn(0).row("X")).isNotEqualTo(drawn(1).row("X"));
        assertThat(drawn(0).row("X"))
                .isNotEqualTo(Given.of("others", 0).draw("X", 20, 30).row("X"));
        List<Given> cases = Given.cases(3, "numbers", g -> g.draw("X", 20, 30));
        assertThat(cases).hasSize(3);
        for (int c = 0; c < 3; c++) assertThat(cases.get(c).row("X")).isEqualTo(drawn(c).row("X"));
    }

    @Test
    void oneHotRowsTakeTurns() {
        Set<Integer> firsts = new TreeSet<>();
        for (int index = 0; index < 20; index++) {
            double[][] y = Given.of("y", index).oneHot("Y", 4, 3).rows("Y");
            int first = first(y[0]);
            firsts.add(first);
            for (int i = 0; i < 4; i++) {
                assertThat(Arrays.stream(y[i]).sum()).isEqualTo(1);
                assertThat(first(y[i])).isEqualTo((first + i) % 3);
            }
        }
        assertThat(firsts).containsExactly(0, 1, 2);
    }

    private static int first(double[] row) {
        for (int k = 0; k < row.length; k++) if (row[k] == 1) return k;
        throw new AssertionError("no 1 in " + Arrays.toString(row));
    }

    @Test
    void readingGivesCopies() {
        Given g = Given.of("copies", 0).set("w", 1, 2).set("W", Given.matrix(2, 2, 1, 2, 3, 4));
        g.row("w")[0] = 9;
        g.rows("W")[1][0] = 9;
        g.m("W").set(1, 1, 9);
        assertThat(g).hasToString("w = (1, 2), W = [1 2; 3 4]");
        assertThat(g.rows("W")).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(Given.sum(g.m("W"))).isEqualTo(10);
        assertThat(g.has("w")).isTrue();
        assertThat(g.has("v")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> g.number("v")).withMessage("nothing is given as v");
    }

    @Test
    void changedInputsLeaveTheOthersAlone() {
        Given g = Given.of("changes", 0).set("x", 0.5).set("w", 1, 2);
        assertThat(g.with("w", 0, 1, -3)).hasToString("x = 0.5, w = (1, -3)");
        assertThat(g.set0("w")).hasToString("x = 0.5, w = (0, 0)");
        assertThat(g).hasToString("x = 0.5, w = (1, 2)");
        assertThat(g.number("x")).isEqualTo(0.5);
        assertThat(g.m("x")).isInstanceOf(Matrix.class);
    }
}
