package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PointsTest {
    @Test
    void aSeedGivesTheSamePoints() {
        assertThat(Points.circle().trainPoints()).isEqualTo(Points.circle().trainPoints());
        assertThat(Points.circle().seed(1).trainPoints())
                .isNotEqualTo(Points.circle().trainPoints());
        Points.Point first =
                Points.spiral().samples(10).testShare(0).trainPoints().get(0);
        assertThat(first.x()).isEqualTo(0.22699524986977343);
    }

    @Test
    void classesLieWhereTheyBelong() {
        for (Points.Point p : Points.circle().trainPoints()) {
            double r = Math.sqrt(p.x() * p.x() + p.y() * p.y());
            assertThat(r < 3).isEqualTo(p.label() == 1);
        }
        for (Points.Point p : Points.xor().testPoints())
            assertThat(p.x() * p.y() > 0).isEqualTo(p.label() == 1);
        for (Points points : List.of(Points.circle(), Points.xor(), Points.gaussians(), Points.spiral())) {
            assertThat(points.trainPoints()).hasSize(200);
            assertThat(points.testPoints()).hasSize(200);
            assertThat(Stream.concat(points.trainPoints().stream(), points.testPoints().stream())
                            .filter(p -> p.label() == 1))
                    .hasSize(200);
        }
    }

    @Test
    void itIsTheCodeThatMakesIt() {
        assertThat(Points.circle()).hasToString("circle()");
        assertThat(Points.xor()
                        .noise(0.1)
                        .seed(3)
                        .samples(100)
                        .testShare(0.25)
                        .features("x", "x²")
                        .oneHot()
                        .and(1, 2, 0))
                .hasToString("xor().samples(100).noise(0.1).testShare(0.25).seed(3).features(\"x\", \"x²\").oneHot()"
                        + ".and(1.0, 2.0, 0)");
        assertThat(Points.own().and(1, 2, 1)).hasToString("ownPoints().and(1.0, 2.0, 1)");
    }

    @Test
    void aSmallTableIsWrittenOut() {
        double[][] x = {{0.5, -1}, {1e-7, 2}};
        assertThat(Points.of(Dataset.of(x, new int[] {0, 1})).testShare(0.5))
                .hasToString("Points.of(Dataset.of(new double[][] {{0.5, -1.0}, {1.0E-7, 2.0}}, new int[] {0, 1}))"
                        + ".testShare(0.5)");
        assertThat(Points.of(Dataset.of(x, new double[][] {{0}, {1}})))
                .hasToString("Points.of(Dataset.of(new double[][] {{0.5, -1.0}, {1.0E-7, 2.0}}, new int[] {0, 1}))");
        assertThat(Points.of(Dataset.of(x, new int[] {1, 0}).classes("a\"", "\\\t", "类")))
                .asString()
                .endsWith("new int[] {1, 0}).classes(\"a\\\"\", \"\\\\\\011\", \"类\"))");
        Points large = Points.of(Dataset.of(new double[31][2], new int[31]).classes("a", "b"));
        assertThat(large).hasToString("Points.of(data)");
        assertThat(large.isWritten()).isFalse();
        assertThat(Points.circle().isWritten()).isTrue();
    }

    @Test
    void datasetsForANetwork() {
        assertThat(Points.xor().train()).hasToString("Dataset of 200 samples: inputs 2, 1 target");
        assertThat(Points.xor().oneHot().test()).hasToString("Dataset of 200 samples: inputs 2, 2 classes");
        assertThat(Points.xor().features("x", "xy", "sin y").inputs(new double[][] {{2, 3}})[0])
                .containsExactly(2, 6, dev.gradus.math.Functions.sin(3));
        Dataset three = Dataset.of(new double[][] {{0, 1}, {1, 0}, {2, 2}}, new int[] {0, 1, 2})
                .classes("a", "b", "c");
        assertThat(Points.of(three).train().classes()).containsExactly("a", "b", "c");
        assertThat(Points.of(three).outputs()).isEqualTo(3);
    }

    @Test
    void whatItRefuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Points.circle().features("z"))
                .withMessage("features has \"z\"; expected some of [x, y, x², y², xy, sin x, sin y]");
        assertThatIllegalArgumentException().isThrownBy(() -> Points.circle().noise(2));
        assertThatIllegalArgumentException().isThrownBy(() -> Points.circle().and(0, 0, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Points.of(Dataset.of(new double[][] {{1, 2, 3}}, new int[] {0})));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Points.of(Dataset.of(new double[][] {{1, 2}, {2, 3}}, new double[][] {{1.5}, {2}})));
        assertThatIllegalStateException().isThrownBy(() -> Points.own().train());
        assertThatIllegalStateException().isThrownBy(() -> Points.own().noise(0.1));
        assertThatIllegalStateException()
                .isThrownBy(() -> Points.circle().testShare(0).test());
    }
}
