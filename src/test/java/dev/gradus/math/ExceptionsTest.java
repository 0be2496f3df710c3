package dev.gradus.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gradus.data.Dataset;
import dev.gradus.errors.ArgumentException;
import dev.gradus.errors.LayerException;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Mismatch.Box;
import dev.gradus.errors.Mismatch.Part;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import dev.gradus.errors.TrainingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What exceptions know, beside their words. */
class ExceptionsTest {
    private static Matrix matrix(int rows, int columns) {
        return Matrix.zeros(rows, columns);
    }

    private static Mismatch mismatch(String message, ThrowingCallable mistake) {
        ShapeException e = catchThrowableOfType(ShapeException.class, mistake);
        assertThat(e).hasMessage(message);
        return e.mismatch();
    }

    @Test
    void theInnerSizesOfAProductAreTheMatterElseItsResult() {
        assertThat(mismatch(
                        "A·B does not fit: A is 3 × 4, B is 5 × 2, the result is 3 × 2",
                        () -> matrix(3, 4).multiply(matrix(5, 2), matrix(3, 2))))
                .isEqualTo(new Mismatch(
                        Box.of("A", 3, 4).mark(true, false), Box.of("B", 5, 2).mark(false, true)));
        assertThat(mismatch(
                        "A·Bᵀ does not fit: A is 3 × 4, B is 2 × 5, the result is 3 × 2",
                        () -> matrix(3, 4).multiplyTransposed(matrix(2, 5), matrix(3, 2))))
                .isEqualTo(new Mismatch(
                        Box.of("A", 3, 4).mark(true, false), Box.of("Bᵀ", 5, 2).mark(false, true)));
        assertThat(mismatch(
                        "Aᵀ·B does not fit: A is 4 × 3, B is 5 × 2, the result is 3 × 2",
                        () -> matrix(4, 3).addTransposedProduct(matrix(5, 2), matrix(3, 2))))
                .isEqualTo(new Mismatch(
                        Box.of("Aᵀ", 3, 4).mark(true, false), Box.of("B", 5, 2).mark(false, true)));
        assertThat(mismatch(
                        "A·B does not fit: A is 3 × 4, B is 4 × 2, the result is 6 × 2",
                        () -> matrix(3, 4).multiply(matrix(4, 2), matrix(6, 2))))
                .isEqualTo(new Mismatch(
                        Box.of("A·B", 3, 2).mark(false, true),
                        Box.of(Part.RESULT, 6, 2).mark(false, true)));
    }

    @Test
    void shapesThatShouldBeOneAreMarkedWhereTheyDiffer() {
        assertThat(mismatch(
                        "both matrices must have one shape: 3 × 4 and 2 × 4",
                        () -> matrix(3, 4).times(matrix(2, 4))))
                .isEqualTo(new Mismatch(
                        Box.of("A", 3, 4).mark(false, true), Box.of("B", 2, 4).mark(false, true)));
        assertThat(mismatch(
                        "a row for a 3 × 4 matrix must be 1 × 4, but is 3 × 4",
                        () -> matrix(3, 4).checkRow(matrix(3, 4))))
                .isEqualTo(new Mismatch(Box.of("A", 3, 4), Box.of("row", 3, 4).mark(false, true)));
        assertThat(mismatch(
                        "inputs[1] has 2 numbers, but inputs[0] has 3",
                        () -> Dataset.of(new double[][] {{1, 2, 3}, {1, 2}}, new int[2])))
                .isEqualTo(Mismatch.numbers("inputs[1]", 2, "inputs[0]", 3));
        assertThat(mismatch("inputs has 2 samples, but labels has 3", () -> Dataset.of(new double[2][1], new int[3])))
                .isEqualTo(new Mismatch(
                        Box.of("inputs", 2, Mismatch.ANY).mark(false, true),
                        Box.of("labels", 3, Mismatch.ANY).mark(false, true)));
    }

    @Test
    void aWindowIsTooLargeOnTheSidesWhereItIs() {
        assertThat(mismatch(
                        "a window of 5 × 5 is larger than its input of 1 × 2 × 8 with padding 1",
                        () -> new Window(1, 2, 8, 5, 1, 1)))
                .isEqualTo(new Mismatch(
                        Box.of(Part.WINDOW, 5, 5).mark(false, true),
                        Box.of(Part.PICTURE, 4, 10).mark(false, true)));
    }

    @Test
    void anArgumentIsNamedWithWhatWasExpectedAndWhatCame() {
        assertThat(argument(() -> Require.positive("learningRate", -1)))
                .isEqualTo("learningRate|above 0|-1.0|learningRate must be above 0, but is -1.0");
        assertThat(argument(() -> Require.notNegative("lambda", -1)))
                .isEqualTo("lambda|at least 0|-1.0|lambda must be at least 0, but is -1.0");
        assertThat(argument(() -> Require.atLeast("n", 0, 1)))
                .isEqualTo("n|at least 1|0|n must be at least 1, but is 0");
        assertThat(argument(() -> Require.between("fraction", 1, 0, 1)))
                .isEqualTo("fraction|between 0 and 1|1.0|fraction must lie between 0 and 1, but is 1.0");
        assertThat(argument(() -> Require.within("i", 5, 0, 4)))
                .isEqualTo("i|between 0 and 4|5|i must lie between 0 and 4, but is 5");
        assertThat(argument(() -> Require.finite("low", Double.NaN)))
                .isEqualTo("low|a finite number|NaN|low must be a finite number, but is NaN");
        assertThat(argument(() -> Require.share("beta1", 1)))
                .isEqualTo("beta1|at least 0 and below 1|1.0|beta1 must be at least 0 and below 1, but is 1.0");
        assertThat(argument(() -> Require.notNull("spec", null, "a layer")))
                .isEqualTo("spec|a layer|null|spec is null; expected a layer");
    }

    private static String argument(ThrowingCallable mistake) {
        ArgumentException e = catchThrowableOfType(ArgumentException.class, mistake);
        return String.join("|", e.argument(), e.expected(), e.came(), e.getMessage());
    }

    @Test
    void aLayerAndAPlaceInATrainingAreKept() {
        RuntimeException cause = new IllegalArgumentException("b");
        LayerException unbuilt = new LayerException("a", "2", "dense", cause);
        assertThat(unbuilt).hasMessage("a").hasCause(cause);
        assertThat(unbuilt.layer()).isEqualTo("2");
        assertThat(unbuilt.name()).isEqualTo("dense");
        assertThat(unbuilt.mismatch()).isNull();
        Mismatch shapes = Mismatch.output("data", 3, 2);
        assertThat(new LayerException("a", "2", "dense", shapes).mismatch()).isEqualTo(shapes);
        TrainingException failure = new TrainingException("a", 3, 7);
        assertThat(failure.epoch()).isEqualTo(3);
        assertThat(failure.batch()).isEqualTo(7);
    }

    @Test
    void theyCanBeWrittenAndReadAsAllExceptionsOfJava() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ShapeException("a", Mismatch.input("x", 3, 4)));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((ShapeException) in.readObject()).mismatch()).isEqualTo(Mismatch.input("x", 3, 4));
        }
    }
}
