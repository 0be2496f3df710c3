package dev.gradus.jupyter.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A piece of markup. Text gets in through {@link #text} alone, which escapes it, so no name of a class or a column can
 * ever become markup.
 *
 * <p>All of it survives JupyterLab's sanitizer, which untrusted notebooks go through; where inline styles are removed,
 * as on GitHub, plain tables and pictures remain. Colours come from the page, so that it reads well in light and dark.
 */
public final class Html {
    public static final Html NONE = new Html("");

    /** Readable on white and on black. */
    private static final String BLUE = "#3a8fc4";

    private static final String LINE = "1px solid rgba(128,128,128,0.35)";

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** Any text, shown as it is. */
    public static Html text(String text) {
        StringBuilder safe = new StringBuilder();
        for (char c : text.toCharArray()) safe.append(safe(c));
        return new Html(safe.toString());
    }

    private static String safe(char c) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            case '$', '\\' -> "<span>" + c + "</span>"; // a lone one can't start a formula
            default -> c == '\n' || c >= ' ' ? String.valueOf(c) : " ";
        };
    }

    /** Any text as the value of an attribute. */
    private static String attribute(String text) {
        return '"' + text(text).markup.replaceAll("<span>(.)</span>", "$1").replaceAll("\\s+", " ") + '"';
    }

    /** A PNG file of two pixels for each one of the page, with the words for those who can't see it. */
    public static Html picture(byte[] png, String words) {
        int width = ByteBuffer.wrap(png).getInt(16) / 2; // where the PNG header has it
        return new Html("<img alt=" + attribute(words) + " width=\"" + width + "\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png) + "\">");
    }

    /** A WAV file with the page's own buttons to play it; it lies in the page. */
    public static Html sound(byte[] wav, String words) {
        return new Html("<audio controls aria-label=" + attribute(words) + " src=\"" + wav(wav) + "\"></audio>");
    }

    /** The address of a WAV file that lies in the page. */
    public static String wav(byte[] wav) {
        return "data:audio/wav;base64," + Base64.getEncoder().encodeToString(wav);
    }

    /** Markup that this class made before. */
    public static Html markup(String markup) {
        return new Html(markup);
    }

    /** Text in lines of its own. */
    public static Html preformatted(String text) {
        return new Html("<pre style=\"margin:4px 0\">" + text(text).markup + "</pre>");
    }

    /** What something is, above its figures. */
    public static Html title(String text) {
        return block("margin:4px 0 8px", new Html("<b>" + text(text).markup + "</b>"));
    }

    /** What stands between two pictures. */
    public static Html line(String text) {
        return block("margin:10px 0 4px", text(text));
    }

    /** A small line that steps back behind what it explains. */
    public static Html caption(String text) {
        return block("margin:2px 0 6px;font-size:12px;opacity:0.7", text(text));
    }

    /** Data for a script, as JSON. Less-than signs, which stand in its texts alone, are escaped: no text ends the element. */
    public static Html data(String json) {
        return new Html("<script type=\"application/json\">" + json.replace("<", "\\u003c") + "</script>");
    }

    /** One of our own scripts, byte for byte as in its file beside that class. */
    public static Html script(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException(file + " is missing; is the Gradus jar complete?");
            return new Html("<script>" + new String(in.readAllBytes(), StandardCharsets.UTF_8) + "</script>");
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    public static Html block(String style, Html content) {
        return new Html("<div style=\"" + style + "\">" + content.markup + "</div>");
    }

    /**
     * What a click unfolds, without any script. Plain keys stay in it, since in JupyterLab x would cut the cell that it
     * belongs to; those pressed with Shift or Ctrl, such as Shift + Enter, go on.
     */
    public static Html details(String summary, Html content) {
        return new Html(
                "<details onkeydown=\"event.shiftKey||event.ctrlKey||event.metaKey||event.stopPropagation()\"><summary>"
                        + text(summary).markup + "</summary>\n" + content.markup + "</details>");
    }

    /** The parts below one another, without gaps of their own. */
    public static Html of(Html... parts) {
        return new Html(Arrays.stream(parts).map(part -> part.markup).collect(Collectors.joining("\n")));
    }

    /** A bar of which a share is full. */
    public static Html bar(double share) {
        String full = String.format(Locale.ROOT, "%.1f%%", 100 * Math.max(0, Math.min(1, share)));
        String round = "height:8px;border-radius:4px;";
        Html inside = block(round + "width:" + full + ";background-color:" + BLUE, NONE);
        return block(round + "margin:2px 0 8px;background-color:rgba(128,128,128,0.25)", inside);
    }

    /** Columns are right-aligned unless {@code left} says so; a line above the last row where it is a total. */
    public static Html table(List<String> head, List<List<String>> rows, List<Boolean> left, boolean total) {
        StringBuilder table = new StringBuilder("<table style=\"margin:0 0 6px;border-collapse:collapse\">\n");
        table.append("<thead>").append(row("th", head, left, "border-bottom:" + LINE + ";"));
        table.append("</thead>\n<tbody>\n");
        for (int i = 0; i < rows.size(); i++) {
            boolean last = total && i == rows.size() - 1;
            table.append(row("td", rows.get(i), left, last ? "border-top:" + LINE + ";font-weight:bold;" : ""));
            table.append('\n');
        }
        return new Html(table.append("</tbody></table>").toString());
    }

    private static String row(String tag, List<String> cells, List<Boolean> left, String style) {
        StringBuilder row = new StringBuilder("<tr>");
        for (int j = 0; j < cells.size(); j++) {
            String align = left.get(j) ? "left" : "right";
            // A heading that says nothing is none: it would be read aloud.
            String kind = cells.get(j).isEmpty() ? "td" : tag;
            // Both: JupyterLab's own rules outdo the attribute, and GitHub removes the style.
            row.append("<%s align=\"%s\" style=\"%stext-align:%s;padding:4px 12px;white-space:nowrap\">"
                    .formatted(kind, align, style, align));
            row.append(text(cells.get(j)).markup).append("</").append(kind).append('>');
        }
        return row.append("</tr>").toString();
    }

    /** The markup. */
    @Override
    public String toString() {
        return markup;
    }
}
