package dev.gradus.jupyter.widgets;

import dev.gradus.jupyter.host.Host;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.NotebookHost;
import dev.gradus.jupyter.host.Shown;
import dev.gradus.jupyter.host.View;
import dev.gradus.jupyter.views.Renderers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something on the page to touch. At the end of a cell it shows itself; {@link #show} does so in the middle of one. Beside
 * it the page gets a still picture and its words, which are what remains where there is no kernel.
 */
public abstract class Widget implements Shown {
    private @Nullable Panel panel;

    Widget() {}

    /** What it consists of; asked for once. */
    abstract Panel makePanel();

    /** The still picture and its words, as it stands now. */
    @Override
    public abstract View view();

    final synchronized Panel panel() {
        if (panel == null) panel = makePanel();
        return panel;
    }

    /** The forms by MIME type: the living one where the kernel can, and the still one always. */
    @Override
    public final Map<String, String> bundle() {
        Map<String, String> bundle = new LinkedHashMap<>(view().bundle());
        String packages = System.getProperty("gradus.lacking");
        if (packages != null) tellLacking(bundle, Messages.text("widget.lacking", packages));
        NotebookHost host = Host.current();
        // A page that has widgets and lacks the package of ours would show an error in place of the picture.
        boolean breaks = packages != null && !packages.contains("ipywidgets");
        String living = host == null || breaks ? null : panel().open(host);
        if (living != null) {
            bundle.put(WidgetModel.VIEW, living);
            if (packages == null) bundle.computeIfPresent(View.HTML, (type, still) -> still + lost());
        }
        return bundle;
    }

    /** Beneath the still form, which is all that a Jupyter without these packages shows. */
    private static void tellLacking(Map<String, String> bundle, String sentence) {
        bundle.computeIfPresent(View.HTML, (mime, html) -> html + Html.caption(sentence));
        bundle.computeIfPresent(View.TEXT, (mime, text) -> text + "\n" + sentence);
    }

    /** What a page says that shows the still picture in place of the living one; no committed notebook has it. */
    private static String lost() {
        return "<div class=\"gradus-lost\">" + Html.text(Messages.text("widget.lost")) + "</div>";
    }

    /** Shows it below the running cell, at once; outside of a notebook it prints its words. */
    public final void show() {
        NotebookHost host = Host.current();
        if (host == null) System.out.println(this);
        else host.show(Host.newId(), Renderers.render(this));
    }

    /** Its words. */
    @Override
    public String toString() {
        return view().text();
    }
}
