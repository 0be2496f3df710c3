package dev.gradus.math;

import dev.gradus.errors.Require;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The shape of one sample: how many rows it has in a matrix, and what one row is. Plain features (n) and a picture
 * (channels, height, width) are one row; a sequence of T things is T rows, so that m of them are m·T rows.
 */
public final class Shape implements Serializable {
    private final int rows; // T; 1 for what is no sequence
    private final int[] row; // (features) or (channels, height, width)
    private final int vocabulary; // where each row is a token: how many there are; else 0

    private Shape(int rows, int[] row, int vocabulary) {
        this.rows = Require.atLeast("rows", rows, 1);
        this.row = Require.notNull("row", row, "(features) or (channels, height, width)")
                .clone();
        this.vocabulary = vocabulary;
    }

    /** One row: (features), or (channels, height, width). */
    public static Shape of(int... row) {
        return new Shape(1, row, 0);
    }

    /** T rows of so many numbers each. */
    public static Shape sequence(int rows, int features) {
        return new Shape(rows, new int[] {features}, 0);
    }

    /** T rows with one token each: a whole number from 0 to below the vocabulary's size, which is no quantity. */
    public static Shape tokens(int rows, int vocabulary) {
        return new Shape(rows, new int[] {1}, Require.atLeast("vocabulary", vocabulary, 1));
    }

    /** As many rows, each of which is this now. */
    public Shape withRow(int... row) {
        return new Shape(rows, row, 0);
    }

    /** T, how many rows one sample has; 1 for what is no sequence. */
    public int rows() {
        return rows;
    }

    /** What one row is: (features), or (channels, height, width). */
    public int[] row() {
        return row.clone();
    }

    /** Numbers in one row. */
    public int columns() {
        return size(row);
    }

    /** Numbers in one sample, all rows together. */
    public int size() {
        return Math.multiplyExact(rows, columns());
    }

    /** How many tokens there are, where a row is one; 0 where rows are numbers. */
    public int vocabulary() {
        return vocabulary;
    }

    /** Whether rows are (channels, height, width). */
    public boolean isPicture() {
        return row.length == 3;
    }

    /** How many numbers a shape has. */
    public static int size(int[] shape) {
        int size = 1;
        for (int n : Require.notNull("shape", shape, "its sizes")) size = Math.multiplyExact(size, n);
        return size;
    }

    /** "1 × 28 × 28". */
    public static String text(int[] shape) {
        return Arrays.stream(Require.notNull("shape", shape, "its sizes"))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" × "));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape
                && rows == shape.rows
                && vocabulary == shape.vocabulary
                && Arrays.equals(row, shape.row);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + vocabulary) + Arrays.hashCode(row);
    }

    /** "784", "1 × 28 × 28", "12 × 8" of a sequence, "12 tokens". */
    @Override
    public String toString() {
        if (vocabulary > 0) return rows + (rows == 1 ? " token" : " tokens");
        return (rows == 1 ? "" : rows + " × ") + text(row);
    }
}
