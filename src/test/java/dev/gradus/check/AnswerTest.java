package dev.gradus.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever a formula gives is read: numbers, lists, arrays and matrices. */
class AnswerTest {
    private record Row(Object answer, String shape, double... numbers) {}

    @TestFactory
    Stream<DynamicTest> numbersOfManyTypes() {
        return Stream.of(
                        new Row(2, "a number", 2),
                        new Row(2.5f, "a number", 2.5),
                        new Row(new double[] {3}, "a number", 3),
                        new Row(new double[] {1, 2, 3}, "3 numbers", 1, 2, 3),
                        new Row(new float[] {1, 2}, "2 numbers", 1, 2),
                        new Row(new int[] {1, 2}, "2 numbers", 1, 2),
                        new Row(new Double[] {1.5, 2.5}, "2 numbers", 1.5, 2.5),
                        new Row(List.of(1, 2.5), "2 numbers", 1, 2.5),
                        new Row(new double[][] {{1, 2}, {3, 4}, {5, 6}}, "3 × 2", 1, 2, 3, 4, 5, 6),
                        new Row(new double[][] {{1}, {2}}, "2 × 1", 1, 2),
                        new Row(new double[][] {{1, 2}}, "2 numbers", 1, 2),
                        new Row(List.of(new double[] {1, 2}, new double[] {3, 4}), "2 × 2", 1, 2, 3, 4),
                        new Row(List.of(List.of(1, 2), List.of(3, 4)), "2 × 2", 1, 2, 3, 4),
                        new Row(Matrix.of(new double[][] {{1, 2}, {3, 4}}), "2 × 2", 1, 2, 3, 4))
                .map(row -> DynamicTest.dynamicTest(row.answer.getClass().getSimpleName() + " " + row.shape, () -> {
                    assertThat(Answer.matrix(row.answer).toArray()).containsExactly(row.numbers);
                    assertThat(Answer.shape(row.answer)).isEqualTo(row.shape);
                    assertThat(Answer.isUnfilled(row.answer)).isFalse();
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoNumbers() {
        return Stream.of(
                        new Row("two", "a text"),
                        new Row(OptionalDouble.of(2), "a number that is still wrapped up (.getAsDouble() unwraps it)"),
                        new Row(OptionalInt.of(2), "a number that is still wrapped up (.getAsInt() unwraps it)"),
                        new Row(Optional.of(2.0), "a number that is still wrapped up (.get() unwraps it)"),
                        new Row(
                                DoubleStream.of(2),
                                "a stream that nothing has been made of yet (.sum() or .toArray() ends it)"),
                        new Row(new Object(), "no number"),
                        new Row(new double[][] {{1, 2}, {3}}, "a list that is no table of numbers"),
                        new Row(new double[][] {{1}, {2, 3}}, "a list that is no table of numbers"),
                        new Row(new Object[] {1, "two"}, "a list that is no table of numbers"),
                        new Row(new Object[] {1, null}, "a list that is no table of numbers"),
                        new Row(new Object[] {1, new double[] {1, 2}}, "a list that is no table of numbers"),
                        new Row(new String[][] {{"one"}}, "a list that is no table of numbers"))
                .map(row -> DynamicTest.dynamicTest(row.shape, () -> {
                    assertThat(Answer.matrix(row.answer)).isNull();
                    assertThat(Answer.shape(row.answer)).isEqualTo(row.shape);
                    assertThat(Answer.isUnfilled(row.answer)).isFalse();
                }));
    }

    @Test
    void nothingIsFilledInWhereAllIsNaN() {
        double todo = Double.NaN;
        for (Object empty : Arrays.asList(
                null,
                todo,
                Float.NaN,
                new double[] {todo, todo},
                new double[][] {{todo}, {todo}},
                List.of(todo, new double[] {todo}),
                Arrays.asList(null, null))) assertThat(Answer.isUnfilled(empty)).isTrue();
        for (Object begun : List.of(
                0, new double[] {todo, 0}, new double[][] {{todo}, {1}}, List.of(todo, 1), new double[0], List.of()))
            assertThat(Answer.isUnfilled(begun)).isFalse();
        assertThat(Answer.shape((Object) null)).isEqualTo("nothing");
    }

    @Test
    void severalThingsAreTakenApart() {
        double[][] rows = {{1, 2}, {3, 4}};
        Object[] things = {1, 2};
        assertThat(Answer.parts(List.of(1, 2), 2, false)).containsExactly(1, 2);
        assertThat(Answer.parts(things, 2, false)).containsExactly(1, 2);
        assertThat(Answer.parts(things, 2, true)).containsExactly(1, 2);
        assertThat(Answer.parts(rows, 2, false)).containsExactly(rows[0], rows[1]);
        // Rows alone are the first of several where that is a matrix; and one thing is never taken apart.
        assertThat(Answer.parts(rows, 2, true)).containsExactly((Object) rows);
        assertThat(Answer.parts(things, 1, false)).containsExactly((Object) things);
        assertThat(Answer.parts(List.of(1, 2), 1, false)).containsExactly(List.of(1, 2));
        assertThat(Answer.parts(new double[] {1, 2}, 2, false)).hasSize(1);
    }
}
