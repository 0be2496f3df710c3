package dev.gradus.jupyter.cells;

import dev.gradus.jupyter.host.Messages;
import java.util.Optional;

/** Characters that look like Java's and are none: a Chinese keyboard and a copied page have them. */
final class Lookalikes {
    private static final String TYPED = "；（）｛｝【】，。：！？＝＋－＊／＜＞％＆｜“”＂‘’＇、\u00a0\u3000\u2212\u2013";
    private static final String MEANT = ";(){}[],.:!?=+-*/<>%&|\"\"\"''',  --";

    private Lookalikes() {}

    static Optional<String> hint(String source, int at) {
        if (at >= source.length()) return Optional.empty();
        char typed = source.charAt(at);
        if (Character.getType(typed) == Character.FORMAT) return Optional.of(Messages.text("error.unseen"));
        int found = TYPED.indexOf(typed);
        if (found < 0) return Optional.empty();
        char meant = MEANT.charAt(found);
        return Optional.of(
                meant == ' '
                        ? Messages.text("error.blank")
                        : Messages.text("error.lookalike", String.valueOf(typed), String.valueOf(meant)));
    }
}
