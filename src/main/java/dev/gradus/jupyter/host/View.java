package dev.gradus.jupyter.host;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is shown of one thing.
 *
 * @param html for pages; {@link Html#NONE} where plain text is the better form
 * @param text the same, for those who see no pictures
 * @param markdown with LaTeX between dollars, where formulas are to be typeset; else empty
 */
public record View(Html html, String text, String markdown) {
    public static final String HTML = "text/html";
    public static final String MARKDOWN = "text/markdown";
    public static final String TEXT = "text/plain";

    public View(Html html, String text) {
        this(html, text, "");
    }

    /** The forms by MIME type. */
    public Map<String, String> bundle() {
        Map<String, String> bundle = new LinkedHashMap<>();
        if (html != Html.NONE) bundle.put(HTML, html.toString());
        if (!markdown.isEmpty()) bundle.put(MARKDOWN, markdown);
        bundle.put(TEXT, text);
        return bundle;
    }
}
