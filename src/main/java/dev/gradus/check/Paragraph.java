package dev.gradus.check;

import java.util.List;

/**
 * What stands together in a derivation.
 *
 * @param heading its key; empty where equations follow
 * @param inRow whether they stand behind one another, where there is room
 */
record Paragraph(String heading, boolean inRow, List<Equation> equations) {
    String markdown() {
        if (!heading.isEmpty()) return "**" + Texts.of(heading) + "**";
        return inRow ? Typeset.latexRow(equations) : Typeset.latex(equations);
    }

    String plain() {
        return heading.isEmpty() ? Typeset.plain(equations) : "— " + Texts.of(heading) + " —";
    }
}
