package dev.gradus.data.photo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The one thing that is drawn on a photographed sheet, dark on light or light on dark: whatever differs from the paper
 * clearly, hangs together, and doesn't touch the picture's edge as a table or a thumb would.
 */
public final class Ink {
    private static final double FAINTEST = 0.12; // of the paper's light, that ink differs by
    private static final double TIMES_SPREAD = 4;
    private static final double CUT = 0.45; // of the ink's strength, from which on a pixel belongs to it
    private static final double SPECK = 0.04; // of the largest piece
    private static final double NEAR = 0.3; // of the largest piece's side, within which others belong to it
    private static final double STANDS_OUT = 0.5; // of all ink, that one thing has
    private static final int SMALLEST = 12; // pixels of the longer side

    /** Why there is none. */
    public enum Trouble {
        /** Nothing differs from the paper. */
        BLANK,
        /** What there is, touches the edge. */
        AT_THE_EDGE,
        /** Several things, or noise. */
        SEVERAL,
        /** Too few pixels to read it. */
        SMALL
    }

    /** That there is no single thing. */
    public static final class NotFound extends Exception {
        private static final long serialVersionUID = 1;
        private final Trouble trouble;

        NotFound(Trouble trouble) {
            super(trouble.name());
            this.trouble = trouble;
        }

        public Trouble trouble() {
            return trouble;
        }
    }

    /** Rows and columns from which and up to which something reaches, the last ones included. */
    public record Box(int top, int bottom, int left, int right) {
        public int height() {
            return bottom - top + 1;
        }

        public int width() {
            return right - left + 1;
        }

        int side() {
            return Math.max(height(), width());
        }

        Box and(Box other) {
            return new Box(
                    Math.min(top, other.top),
                    Math.max(bottom, other.bottom),
                    Math.min(left, other.left),
                    Math.max(right, other.right));
        }

        /** How many rows or columns lie between. */
        int distance(Box other) {
            int down = Math.max(other.top - bottom, top - other.bottom);
            int across = Math.max(other.left - right, left - other.right);
            return Math.max(0, Math.max(down, across));
        }
    }

    private record Piece(List<Integer> pixels, Box box, double mass, boolean atEdge) {}

    /** What was found. */
    public final Box box;

    /** Of the box, row by row: 0 is paper, 1 is ink. */
    public final double[] pixels;

    /** Whether it is dark on light. */
    public final boolean isDark;

    private Ink(Box box, double[] pixels, boolean isDark) {
        this.box = box;
        this.pixels = pixels;
        this.isDark = isDark;
    }

    /**
     * Finds it.
     *
     * @param grey rows × columns numbers, row by row, from 0, black, to 1, white
     */
    public static Ink on(double[] grey, int rows, int columns) throws NotFound {
        Paper paper = Paper.under(grey, rows, columns);
        boolean dark = isDark(grey, paper);
        double middle = paper.middle();
        double[] strength = new double[grey.length]; // as shares of what paper could lose, or win; in a shadow less
        for (int i = 0; i < grey.length; i++) {
            double light = Math.max(0.05, paper.light[i]);
            if (!dark) light *= (1 - middle) / middle;
            strength[i] = Math.max(0, (dark ? paper.light[i] - grey[i] : grey[i] - paper.light[i]) / light);
        }
        double noise = TIMES_SPREAD * paper.spread / (dark ? middle : 1 - middle);
        double full = full(strength, Math.max(FAINTEST, noise));
        List<Piece> pieces = pieces(strength, Math.max(CUT * full, noise), columns);
        List<Piece> chosen = chosen(pieces);
        return new Ink(boxOf(chosen), cut(strength, full, chosen, columns), dark);
    }

    /** Ink is the minority that lies far from the paper: cubes say on which side. */
    private static boolean isDark(double[] grey, Paper paper) {
        double sum = 0;
        for (int i = 0; i < grey.length; i++) {
            double away = paper.light[i] - grey[i];
            if (Math.abs(away) > TIMES_SPREAD * paper.spread) sum += away * away * away;
        }
        return sum >= 0;
    }

    /** How strong the ink is where it is strongest, outliers apart. */
    private static double full(double[] strength, double least) throws NotFound {
        double[] strong =
                Arrays.stream(strength).filter(s -> s > least).sorted().toArray();
        if (strong.length < SMALLEST) throw new NotFound(Trouble.BLANK);
        return strong[(int) (0.9 * (strong.length - 1))];
    }

    /** What hangs together, over corners, too. */
    private static List<Piece> pieces(double[] strength, double cut, int columns) {
        int rows = strength.length / columns;
        boolean[] seen = new boolean[strength.length];
        List<Piece> pieces = new ArrayList<>();
        for (int start = 0; start < strength.length; start++) {
            if (seen[start] || strength[start] <= cut) continue;
            seen[start] = true;
            List<Integer> pixels = new ArrayList<>(List.of(start));
            Box box = new Box(start / columns, start / columns, start % columns, start % columns);
            double mass = 0;
            for (int next = 0; next < pixels.size(); next++) {
                int i = pixels.get(next) / columns;
                int j = pixels.get(next) % columns;
                box = box.and(new Box(i, i, j, j));
                mass += strength[pixels.get(next)];
                for (int y = Math.max(0, i - 1); y <= Math.min(rows - 1, i + 1); y++)
                    for (int x = Math.max(0, j - 1); x <= Math.min(columns - 1, j + 1); x++) {
                        int at = y * columns + x;
                        if (seen[at] || strength[at] <= cut) continue;
                        seen[at] = true;
                        pixels.add(at);
                    }
            }
            boolean atEdge = box.top == 0 || box.left == 0 || box.bottom == rows - 1 || box.right == columns - 1;
            pieces.add(new Piece(pixels, box, mass, atEdge));
        }
        return pieces;
    }

    /** The largest piece that touches no edge, and what belongs to it. */
    private static List<Piece> chosen(List<Piece> pieces) throws NotFound {
        if (pieces.isEmpty()) throw new NotFound(Trouble.BLANK);
        List<Piece> inside =
                new ArrayList<>(pieces.stream().filter(piece -> !piece.atEdge).toList());
        if (inside.isEmpty()) throw new NotFound(Trouble.AT_THE_EDGE);
        inside.sort(Comparator.comparingDouble((Piece piece) -> -piece.mass));
        Piece largest = inside.get(0);
        List<Piece> chosen = new ArrayList<>(List.of(largest));
        inside.remove(0);
        for (boolean more = true; more; ) {
            Box all = boxOf(chosen);
            List<Piece> near = inside.stream()
                    .filter(piece ->
                            piece.mass > SPECK * largest.mass && piece.box.distance(all) <= NEAR * largest.box.side())
                    .toList();
            chosen.addAll(near);
            inside.removeAll(near);
            more = !near.isEmpty();
        }
        double mass = mass(chosen);
        if (mass < STANDS_OUT * (mass + mass(inside))) throw new NotFound(Trouble.SEVERAL);
        Box box = boxOf(chosen);
        if (box.side() < SMALLEST) throw new NotFound(Trouble.SMALL);
        if (box.width() > 2 * box.height()) throw new NotFound(Trouble.SEVERAL);
        return chosen;
    }

    private static double mass(List<Piece> pieces) {
        return pieces.stream().mapToDouble(Piece::mass).sum();
    }

    private static Box boxOf(List<Piece> pieces) {
        return pieces.stream().map(Piece::box).reduce(Box::and).orElseThrow();
    }

    /** The ink of the chosen pieces and of the pixels beside them, whose greys make smooth edges; all else is paper. */
    private static double[] cut(double[] strength, double full, List<Piece> chosen, int columns) {
        Box box = boxOf(chosen);
        double[] pixels = new double[box.height() * box.width()];
        for (Piece piece : chosen)
            for (int at : piece.pixels)
                for (int i = Math.max(box.top, at / columns - 1); i <= Math.min(box.bottom, at / columns + 1); i++)
                    for (int j = Math.max(box.left, at % columns - 1); j <= Math.min(box.right, at % columns + 1); j++)
                        pixels[(i - box.top) * box.width() + j - box.left] =
                                Math.max(0, Math.min(1, strength[i * columns + j] / full));
        return pixels;
    }
}
