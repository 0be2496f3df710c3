package dev.gradus.jupyter.cells;

import dev.gradus.jupyter.host.Messages;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** What a name that Java doesn't know may have been meant to be, of all that could stand in its place. */
final class Meant {
    private static final int LONGEST = 60; // characters of a name
    private static final Set<String> PRINTING = Set.of("print", "println"); // printf is one of Gradus' own
    private static final List<String> CONSTANTS = List.of("true", "false", "null");

    private Meant() {}

    /** The name that begins here, or an empty text. */
    static String name(String source, int start) {
        int end = start;
        while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) end++;
        return source.substring(start, end);
    }

    /** What the name at this place, or behind the dot at this place, may have been meant to be. */
    static Optional<String> hint(JShell shell, String source, int at) {
        boolean isMember = source.startsWith(".", at);
        int start = isMember ? at + 1 : at;
        String name = name(source, start);
        if (name.isEmpty() || name.length() > LONGEST) return Optional.empty();
        String behind = source.substring(start + name.length()).stripLeading();
        boolean isCall = behind.startsWith("(");
        if (isCall && !isMember && PRINTING.contains(name))
            return Optional.of(Messages.text("error.meant", "System.out." + name));
        if (!isMember && behind.startsWith("=") && !behind.startsWith("=="))
            return Optional.of(Messages.text("error.no-type", name));
        if (name.length() < 2) return Optional.empty();
        Set<String> possible = possible(shell, source.substring(0, start), name);
        if (!isCall && (possible.contains(name + "(") || possible.contains(name + "()")))
            return Optional.of(Messages.text("error.is-method", name));
        if (!isCall && !isMember) {
            if (possible.contains(name)) return Optional.of(Messages.text("error.is-class", name));
            possible.addAll(CONSTANTS);
        }
        return possible.stream()
                .filter(one -> !isCall || one.contains("("))
                .map(one -> name(one, 0))
                .filter(one -> distance(one, name) <= Math.max(1, Math.min(2, name.length() / 3)))
                .min(Comparator.comparingInt(one -> distance(one, name)))
                .filter(one -> !one.equals(name))
                .map(one -> Messages.text("error.meant", one));
    }

    private static Set<String> possible(JShell shell, String before, String name) {
        Set<String> possible = new LinkedHashSet<>();
        for (char first : new char[] {Character.toLowerCase(name.charAt(0)), Character.toUpperCase(name.charAt(0))}) {
            String upTo = before + first;
            shell.sourceCodeAnalysis().completionSuggestions(upTo, upTo.length(), new int[1]).stream()
                    .map(Suggestion::continuation)
                    .forEach(possible::add);
        }
        return possible;
    }

    /** Letters that are missing, too many, other ones, or two that changed places: Damerau, 1964. */
    static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 2) return 3;
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++)
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                d[i][j] = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1))
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
            }
        return d[a.length()][b.length()];
    }
}
