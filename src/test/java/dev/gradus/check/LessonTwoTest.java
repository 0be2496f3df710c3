package dev.gradus.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.check.lessons.Lesson02;
import dev.gradus.data.Tables;
import dev.gradus.descent.Descent;
import dev.gradus.descent.Objective;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** What lesson 02 says of the penguins, and what its closing exercises ask one to change. */
class LessonTwoTest {
    private final Table penguins = measured(Tables.penguins());
    private final double[] flipper = column(penguins, "flipper_length_mm");
    private final double[] mass = column(penguins, "body_mass_g");

    @AfterEach
    void forget() {
        Journal.forget();
    }

    private static Table measured(Table all) {
        return all.where(all.doubleColumn("flipper_length_mm").isNotMissing());
    }

    private static double[] column(Table table, String name) {
        return table.doubleColumn(name).asDoubleArray();
    }

    private static double mean(double[] v) {
        return Arrays.stream(v).sum() / v.length;
    }

    private static double[] standardised(double[] v) {
        double mean = mean(v);
        double[] centred = Arrays.stream(v).map(u -> u - mean).toArray();
        double deviation = Math.sqrt(mean(Arrays.stream(centred).map(u -> u * u).toArray()));
        return Arrays.stream(centred).map(u -> u / deviation).toArray();
    }

    /** w and b. */
    private static double[] line(double[] x, double[] y) {
        double mx = mean(x), my = mean(y), xx = 0, xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - mx) * (x[i] - mx);
            xy += (x[i] - mx) * (y[i] - my);
        }
        return new double[] {xy / xx, my - xy / xx * mx};
    }

    private static double depth(Table some) {
        return line(column(some, "bill_depth_mm"), column(some, "body_mass_g"))[0];
    }

    private double depthOf(String species) {
        return depth(penguins.where(penguins.stringColumn("species").isEqualTo(species)));
    }

    @Test
    void aTrendInEachSpeciesAndTheOppositeOneInAll() {
        List<Double> slopes = List.of(depth(penguins), depthOf("Adelie"), depthOf("Chinstrap"), depthOf("Gentoo"));
        assertThat(slopes.get(0)).isCloseTo(-191.6, within(0.05));
        assertThat(slopes.subList(1, 4)).allMatch(slope -> slope > 204);
        assertThat(Lesson02.bySpecies(slopes).outcome()).isEqualTo(Check.Outcome.CORRECT);
        assertThat(Lesson02.bySpecies(List.of(slopes.get(0), slopes.get(2), slopes.get(1), slopes.get(3)))
                        .outcome())
                .isEqualTo(Check.Outcome.NOT_YET);
    }

    @Test
    void anotherPenguinTipsTheLineTheOtherWay() {
        double[] spoilt = mass.clone();
        spoilt[0] *= 10;
        assertThat(line(flipper, mass)[0]).isCloseTo(49.7, within(0.05));
        assertThat(line(flipper, spoilt)[0]).isCloseTo(39.7, within(0.05));
        assertThat(flipper[0]).isEqualTo(181).isLessThan(mean(flipper));
        assertThat(standardised(flipper)[0]).isCloseTo(-1.41835, within(5e-6));
        assertThat(spoilt[0] - mass[0]).isEqualTo(33_750);
        assertThat(line(standardised(flipper), spoilt)[0] - line(standardised(flipper), mass)[0])
                .isCloseTo(-1.41835 * 33_750 / 342, within(1e-3));
    }

    @Test
    void withStandardisedMassesTooTheBiasGoes() {
        double[] line = line(standardised(flipper), standardised(mass));
        assertThat(line[0]).isCloseTo(0.871, within(0.0005));
        assertThat(Lesson02.correlation(List.of(line[0], line[1])).outcome()).isEqualTo(Check.Outcome.CORRECT);
        assertThat(line[1]).isCloseTo(0, within(1e-12));
        assertThat(descent(standardised(flipper), standardised(mass), 1, 1)).containsExactly(line, within(1e-12));
    }

    @Test
    void oneStepOverStandardisedFlippers() {
        double[] s = standardised(flipper);
        assertThat(descent(s, mass, 1, 1)).containsExactly(line(s, mass), within(1e-9));
    }

    /** Between 0.16 and 0.163 the way along the explorer's valley turns from a swing that calms down to a run-away. */
    @Test
    void fromThisRateOnTheExplorerRunsAway() {
        double[] x = Arrays.stream(flipper).map(v -> (v - 170) / 10).toArray();
        double[] y = Arrays.stream(mass).map(v -> v / 1000).toArray();
        assertThat(Math.abs(descent(x, y, 0.16, 2000)[0])).isLessThan(1);
        assertThat(Math.abs(descent(x, y, 0.163, 2000)[0])).isGreaterThan(10);
    }

    private static double[] descent(double[] x, double[] y, double eta, int steps) {
        Objective cost = Objective.of(
                2,
                p -> {
                    double sum = 0;
                    for (int i = 0; i < x.length; i++) {
                        double error = p[0] * x[i] + p[1] - y[i];
                        sum += error * error;
                    }
                    return sum / (2 * x.length);
                },
                p -> {
                    double dw = 0, db = 0;
                    for (int i = 0; i < x.length; i++) {
                        double error = p[0] * x[i] + p[1] - y[i];
                        dw += error * x[i] / x.length;
                        db += error / x.length;
                    }
                    return new double[] {dw, db};
                });
        return Descent.of(cost).from(0, 0).learningRate(eta).steps(steps).run().last();
    }
}
