package dev.gradus.check;

import dev.gradus.check.Equation.Term;
import dev.gradus.math.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes equations as LaTeX, for MathJax, and as Unicode text, for pages without; the same numbers in both. */
final class Typeset {
    private Typeset() {}

    // ---- LaTeX ----

    /** Some equations below one another, each side on a line of its own, aligned at their equals signs. */
    static String latex(List<Equation> equations) {
        String lines = equations.stream().map(Typeset::lines).collect(Collectors.joining(" \\\\[4pt]\n"));
        return "$$\n\\begin{aligned}\n" + lines + "\n\\end{aligned}\n$$";
    }

    private static String lines(Equation equation) {
        List<String> sides = equation.sides().stream().map(Typeset::latexOf).toList();
        String rest = sides.stream().skip(1).map(side -> "&= " + side).collect(Collectors.joining(" \\\\\n"));
        return sides.get(0) + " " + rest;
    }

    /** Some equations behind one another. */
    static String latexRow(List<Equation> equations) {
        return equations.stream()
                .map(e -> e.sides().stream().map(Typeset::latexOf).collect(Collectors.joining(" = ")))
                .collect(Collectors.joining(" \\qquad ", "$$\n", "\n$$"));
    }

    private static String latexOf(List<Term> side) {
        return side.stream().map(term -> latex(term, side.size() > 1)).collect(Collectors.joining(" "));
    }

    private static String latex(Term term, boolean amongOthers) {
        Matrix numbers = term.numbers();
        if (numbers == null) return term.latex();
        if (numbers.size() == 1) {
            String number = latex(numbers.get(0, 0));
            return amongOthers && number.startsWith("-") ? "(" + number + ")" : number;
        }
        return IntStream.range(0, numbers.rows())
                .mapToObj(i ->
                        Arrays.stream(numbers.row(i)).mapToObj(Typeset::latex).collect(Collectors.joining(" & ")))
                .collect(Collectors.joining(" \\\\ ", "\\begin{pmatrix} ", " \\end{pmatrix}"));
    }

    private static String latex(double number) {
        String text = Verdict.figure(number).replace("∞", "\\infty");
        return text.replaceFirst("e(-?\\d+)$", " \\\\cdot 10^{$1}");
    }

    // ---- Unicode ----

    /** Some equations below one another. */
    static String plain(List<Equation> equations) {
        return equations.stream().map(Typeset::plain).collect(Collectors.joining("\n"));
    }

    /** The sides below one another, aligned at their equals signs; matrices as blocks of lines. */
    private static String plain(Equation equation) {
        List<String> text = new ArrayList<>();
        List<String> left = tile(equation.sides().get(0));
        int width = left.get(0).length();
        for (int s = 1; s < equation.sides().size(); s++) {
            List<String> first = s == 1 ? left : List.of(" ".repeat(width));
            text.addAll(
                    beside(List.of(first, List.of("="), tile(equation.sides().get(s)))));
        }
        return text.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    private static List<String> tile(List<Term> side) {
        return beside(side.stream().map(term -> tile(term, side.size() > 1)).toList());
    }

    private static List<String> tile(Term term, boolean amongOthers) {
        Matrix numbers = term.numbers();
        if (numbers == null) return List.of(term.plain());
        if (numbers.size() == 1) {
            String number = Verdict.figure(numbers.get(0, 0));
            return List.of(amongOthers && number.startsWith("-") ? "(" + number + ")" : number);
        }
        int[] widths = new int[numbers.columns()];
        for (int i = 0; i < numbers.rows(); i++)
            for (int j = 0; j < widths.length; j++)
                widths[j] =
                        Math.max(widths[j], Verdict.figure(numbers.get(i, j)).length());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < numbers.rows(); i++) {
            List<String> cells = new ArrayList<>();
            for (int j = 0; j < widths.length; j++) {
                String cell = Verdict.figure(numbers.get(i, j));
                cells.add(" ".repeat(widths[j] - cell.length()) + cell);
            }
            lines.add(bracket(true, i, numbers.rows()) + String.join("  ", cells) + bracket(false, i, numbers.rows()));
        }
        return lines;
    }

    private static char bracket(boolean left, int line, int lines) {
        if (lines == 1) return left ? '[' : ']';
        if (line == 0) return left ? '⎡' : '⎤';
        if (line == lines - 1) return left ? '⎣' : '⎦';
        return left ? '⎢' : '⎥';
    }

    /** Blocks of lines in one row, each in the middle of the highest. */
    private static List<String> beside(List<List<String>> tiles) {
        int height = tiles.stream().mapToInt(List::size).max().orElse(1);
        List<String> lines = new ArrayList<>(Collections.nCopies(height, ""));
        for (int t = 0; t < tiles.size(); t++) {
            List<String> tile = tiles.get(t);
            int above = (height - tile.size()) / 2;
            int width = tile.get(0).length();
            for (int i = 0; i < height; i++) {
                boolean inside = i >= above && i < above + tile.size();
                String part = inside ? tile.get(i - above) : " ".repeat(width);
                lines.set(i, lines.get(i) + (t == 0 ? "" : " ") + part);
            }
        }
        return lines;
    }
}
