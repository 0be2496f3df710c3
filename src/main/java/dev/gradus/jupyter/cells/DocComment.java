package dev.gradus.jupyter.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A docstring as one reads it, without its markup. */
final class DocComment {
    private static final Pattern CODE = Pattern.compile("\\{@(?:code|literal|value)\\s++([^{}]*+)\\}");
    private static final Pattern LINK =
            Pattern.compile("\\{@link(?:plain)?\\s++([^\\s{}(]*+(?:\\([^()]*+\\))?+)\\s*+([^{}]*+)\\}");

    private DocComment() {}

    static String text(String comment) {
        String text = CODE.matcher(comment).replaceAll(match -> quoted(match.group(1)));
        text = LINK.matcher(text)
                .replaceAll(match -> quoted(match.group(2).isBlank() ? name(match.group(1)) : match.group(2)));
        List<String> parts = new ArrayList<>();
        for (String part : text.split("(?m)(?=^[ \\t]*+@(?:param|return|throws)\\b)|<p>|(?=<pre>)|</pre>"))
            parts.add(part(part));
        parts.removeIf(String::isBlank);
        StringBuilder words = new StringBuilder();
        for (String part : parts) {
            if (!words.isEmpty())
                words.append(
                        part.startsWith("  ") && words.lastIndexOf("\n  ") > words.lastIndexOf("\n\n") ? "\n" : "\n\n");
            words.append(part);
        }
        return words.toString();
    }

    /** Lines flow together, but not those of a program. */
    private static String part(String part) {
        if (part.startsWith("<pre>")) return plain(part).indent(2).stripTrailing();
        String flowing = plain(part).strip().replaceAll("\\s+", " ");
        if (flowing.startsWith("@param ")) return "  " + flowing.substring(7).replaceFirst(" ", ": ");
        if (flowing.startsWith("@return ")) return "  → " + flowing.substring(8);
        if (flowing.startsWith("@throws ")) return "  " + flowing.substring(8).replaceFirst(" ", " ");
        return flowing;
    }

    private static String plain(String markup) {
        return markup.replaceAll("</?[a-zA-Z][^<>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** "Trainer#fit(Dataset)" → "Trainer.fit". */
    private static String name(String reference) {
        return reference.replaceFirst("\\(.*", "").replaceFirst("^#", "").replace('#', '.');
    }

    private static String quoted(String text) {
        return java.util.regex.Matcher.quoteReplacement(
                text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
}
