package dev.gradus.errors;

import java.io.Serializable;

/**
 * Two shapes that don't go together, for whoever wants to draw them. Both are as they take part: a factor that is
 * transposed has its sizes exchanged.
 */
public record Mismatch(Box first, Box second) implements Serializable {
    /** A size that is not the matter: m samples, n numbers. */
    public static final int ANY = -1;

    /** What a box stands for. An argument has a name of its own; for the others each language has a word. */
    public enum Part {
        ARGUMENT,
        RESULT,
        /** What the network takes. */
        INPUT,
        /** What the network gives. */
        OUTPUT,
        WINDOW,
        PICTURE
    }

    /**
     * One of the two.
     *
     * @param name of an argument, e.g. "A"; empty for any other part
     * @param rows or {@link #ANY}
     * @param columns or {@link #ANY}
     * @param rowsFit whether they are as many as they have to be
     * @param columnsFit whether they are as many as they have to be
     */
    public record Box(Part part, String name, int rows, int columns, boolean rowsFit, boolean columnsFit)
            implements Serializable {
        public static Box of(String name, int rows, int columns) {
            return new Box(Part.ARGUMENT, name, rows, columns, true, true);
        }

        public static Box of(Part part, int rows, int columns) {
            return new Box(part, "", rows, columns, true, true);
        }

        /** The same with its marks. */
        public Box mark(boolean rowsFit, boolean columnsFit) {
            return new Box(part, name, rows, columns, rowsFit, columnsFit);
        }

        public Box transposed(boolean exchanged) {
            return exchanged ? new Box(part, name + "ᵀ", columns, rows, columnsFit, rowsFit) : this;
        }
    }

    /** Two that should have one shape; the sizes that differ don't fit. */
    public static Mismatch of(Box first, Box second) {
        boolean rows = first.rows == second.rows;
        boolean columns = first.columns == second.columns;
        return new Mismatch(first.mark(rows, columns), second.mark(rows, columns));
    }

    /** A·B: the inner sizes don't fit; if they do, it is the result that differs. */
    public static Mismatch product(Box a, Box b, Box result) {
        if (a.columns != b.rows) return new Mismatch(a.mark(true, false), b.mark(false, true));
        return of(Box.of(a.name + "·" + b.name, a.rows, b.columns), result);
    }

    /** Samples of so many numbers each, and a network that takes others. */
    public static Mismatch input(String name, int numbers, int taken) {
        return of(Box.of(name, ANY, numbers), Box.of(Part.INPUT, ANY, taken));
    }

    /** Targets of so many numbers each, and a network that gives others. */
    public static Mismatch output(String name, int numbers, int given) {
        return of(Box.of(name, ANY, numbers), Box.of(Part.OUTPUT, ANY, given));
    }

    /** Rows that should be equally long. */
    public static Mismatch numbers(String name, int numbers, String other, int others) {
        return of(Box.of(name, 1, numbers), Box.of(other, 1, others));
    }

    /** Data that should have equally many samples. */
    public static Mismatch samples(String name, int samples, String other, int others) {
        return of(Box.of(name, samples, ANY), Box.of(other, others, ANY));
    }
}
