package dev.gradus.jupyter;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is shown of one thing.
 *
 * @param html for pages; {@link Html#NONE} where plain text is the better form
 * @param text the same, for those who see no pictures
 */
record View(Html html, String text) {
    static final String HTML = "text/html";
    static final String TEXT = "text/plain";

    /** The forms by MIME type. */
    Map<String, String> bundle() {
        Map<String, String> bundle = new LinkedHashMap<>();
        if (html != Html.NONE) bundle.put(HTML, html.toString());
        bundle.put(TEXT, text);
        return bundle;
    }
}
