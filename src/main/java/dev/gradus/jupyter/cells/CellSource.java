package dev.gradus.jupyter.cells;

import java.util.ArrayList;
import java.util.List;

/** Reads a cell's Java just far enough to know how it ends. */
public final class CellSource {
    private final String code;
    private int at;
    private char last; // character that is neither white space nor comment
    private int open; // brackets
    private final List<Integer> magics = new ArrayList<>();

    private CellSource(String code) {
        this.code = code;
    }

    /** Whether the cell ends with a semicolon, comments aside: then it shows no result. Magics have results of their own. */
    public static boolean endsWithSemicolon(String code) {
        String trimmed = code.strip();
        if (cellMagic(code) >= 0
                || trimmed.substring(trimmed.lastIndexOf('\n') + 1).startsWith("%")) return false;
        return new CellSource(code).lastCharacter() == ';';
    }

    /** Where the line of a cell magic begins: the first that isn't blank or a comment; below 0 if it is none. */
    public static int cellMagic(String code) {
        CellSource source = new CellSource(code);
        while (source.at < code.length())
            if (Character.isWhitespace(code.charAt(source.at))) source.at++;
            else if (!source.comment()) break;
        return code.startsWith("%%", source.at) ? source.at : -1;
    }

    /**
     * Where magics of one line begin: at the start of a line, outside of literals, comments and brackets, where the text
     * before is complete, or behind an = sign. No Java can stand there.
     */
    public static List<Integer> lineMagics(String code) {
        CellSource source = new CellSource(code);
        source.lastCharacter();
        return source.magics;
    }

    private boolean comment() {
        if (code.startsWith("//", at)) skipTo("\n");
        else if (code.startsWith("/*", at)) skipTo("*/");
        else return false;
        return true;
    }

    private boolean isMagic() {
        return code.charAt(at) == '%'
                && at + 1 < code.length()
                && Character.isLetter(code.charAt(at + 1))
                && (last == '=' || open == 0 && (last == 0 || last == ';' || last == '}') && startsLine());
    }

    private boolean startsLine() {
        int before = at - 1;
        while (before >= 0 && Character.isWhitespace(code.charAt(before)) && code.charAt(before) != '\n') before--;
        return before < 0 || code.charAt(before) == '\n';
    }

    private char lastCharacter() {
        while (at < code.length()) {
            if (comment()) continue;
            if (code.startsWith("\"\"\"", at)) literal("\"\"\"");
            else if (code.charAt(at) == '"') literal("\"");
            else if (code.charAt(at) == '\'') literal("'");
            else if (isMagic()) {
                magics.add(at);
                skipTo("\n");
                last = ';';
            } else {
                if ("([{".indexOf(code.charAt(at)) >= 0) open++;
                if (")]}".indexOf(code.charAt(at)) >= 0) open--;
                if (!Character.isWhitespace(code.charAt(at))) last = code.charAt(at);
                at++;
            }
        }
        return last;
    }

    private void skipTo(String end) {
        int found = code.indexOf(end, at + 2);
        at = found < 0 ? code.length() : found + end.length();
    }

    /** A text, in which a backslash takes the meaning from what follows. */
    private void literal(String quote) {
        last = quote.charAt(0);
        at += quote.length();
        while (at < code.length() && !code.startsWith(quote, at)) at += code.charAt(at) == '\\' ? 2 : 1;
        at += quote.length();
    }
}
