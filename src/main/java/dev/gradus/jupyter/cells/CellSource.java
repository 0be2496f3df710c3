package dev.gradus.jupyter.cells;

/** Reads a cell's Java just far enough to know how it ends. */
public final class CellSource {
    private final String code;
    private int at;
    private char last; // character that is neither white space nor comment

    private CellSource(String code) {
        this.code = code;
    }

    /** Whether the cell ends with a semicolon, comments aside: then it shows no result. Magics have results of their own. */
    public static boolean endsWithSemicolon(String code) {
        String trimmed = code.strip();
        if (trimmed.startsWith("%%")
                || trimmed.substring(trimmed.lastIndexOf('\n') + 1).startsWith("%")) return false;
        return new CellSource(code).lastCharacter() == ';';
    }

    private char lastCharacter() {
        while (at < code.length()) {
            if (code.startsWith("//", at)) skipTo("\n");
            else if (code.startsWith("/*", at)) skipTo("*/");
            else if (code.startsWith("\"\"\"", at)) literal("\"\"\"");
            else if (code.charAt(at) == '"') literal("\"");
            else if (code.charAt(at) == '\'') literal("'");
            else {
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
