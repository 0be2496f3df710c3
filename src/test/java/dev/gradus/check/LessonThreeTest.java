package dev.gradus.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.data.Dataset;
import dev.gradus.data.Standardizer;
import dev.gradus.data.Tables;
import dev.gradus.math.Functions;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** What lesson 03 says was found in its closing exercises. */
class LessonThreeTest {
    private static final DoubleBinaryOperator CROSS_ENTROPY = (a, y) -> a - y;
    private static final DoubleBinaryOperator SQUARES = (a, y) -> (a - y) * a * (1 - a);

    private static Dataset pair(String other, String... measures) {
        Table all = Tables.penguins();
        Table two = all.where(all.stringColumn("species").isIn("Adelie", other));
        for (String measure : measures)
            two = two.dropWhere(two.numberColumn(measure).isMissing());
        Dataset raw = Tables.labelled(two, "species", measures);
        return Standardizer.of(raw).apply(raw);
    }

    /** As the lesson trains: η = 1, all samples in each step. */
    private static double[] train(Dataset data, double[] start, int steps, DoubleBinaryOperator delta) {
        double[] w = start.clone();
        for (int step = 0; step < steps; step++) {
            double[] g = new double[3];
            for (int i = 0; i < data.size(); i++) {
                double d = delta.applyAsDouble(Functions.sigmoid(z(w, data.input(i))), data.label(i)) / data.size();
                g[0] += d * data.input(i)[0];
                g[1] += d * data.input(i)[1];
                g[2] += d;
            }
            for (int k = 0; k < 3; k++) w[k] -= g[k];
        }
        return w;
    }

    private static double z(double[] w, double[] x) {
        return w[0] * x[0] + w[1] * x[1] + w[2];
    }

    private static int errors(Dataset data, double[] w) {
        int wrong = 0;
        for (int i = 0; i < data.size(); i++) if ((z(w, data.input(i)) > 0) != (data.label(i) == 1)) wrong++;
        return wrong;
    }

    @Test
    void aFairStartWakesTheTwin() {
        Dataset bills = pair("Chinstrap", "bill_length_mm", "bill_depth_mm");
        assertThat(errors(bills, train(bills, new double[3], 60, CROSS_ENTROPY)))
                .isEqualTo(6);
        assertThat(errors(bills, train(bills, new double[3], 60, SQUARES))).isEqualTo(7);
        double[] bad = {-8, 0, -4};
        assertThat(errors(bills, train(bills, bad, 60, CROSS_ENTROPY))).isEqualTo(6);
        assertThat(errors(bills, train(bills, bad, 60, SQUARES))).isEqualTo(109);
    }

    @Test
    void gentoosCanJustBeSeparatedByTheBill() {
        Dataset bills = pair("Gentoo", "bill_length_mm", "bill_depth_mm");
        assertThat(errors(bills, train(bills, new double[3], 1000, CROSS_ENTROPY)))
                .isEqualTo(1);
        assertThat(errors(bills, train(bills, new double[3], 10_000, CROSS_ENTROPY)))
                .isZero();
    }

    /** Of the penguin nearest to the boundary, and so of all: it only ever gets surer. */
    @Test
    void nothingContradictsIt() {
        Dataset apart = pair("Gentoo", "bill_depth_mm", "flipper_length_mm");
        double before = leastSure(apart, train(apart, new double[3], 100, CROSS_ENTROPY));
        double after = leastSure(apart, train(apart, new double[3], 10_000, CROSS_ENTROPY));
        assertThat(1 - before).isCloseTo(0.325, within(0.0005));
        assertThat(1 - after).isCloseTo(0.038, within(0.0005));
    }

    private static double leastSure(Dataset data, double[] w) {
        double least = 1;
        for (int i = 0; i < data.size(); i++) {
            double a = Functions.sigmoid(z(w, data.input(i)));
            least = Math.min(least, data.label(i) == 1 ? a : 1 - a);
        }
        return least;
    }
}
