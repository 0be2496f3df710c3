package dev.gradus.jupyter.widgets;

import dev.gradus.chart.Pictures;
import dev.gradus.chart.canvas.Picture;
import dev.gradus.descent.DescentPath;
import dev.gradus.errors.Require;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import dev.gradus.jupyter.views.Renderers;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * Controls and what is made of them: whenever the reader moves one, a function is called with the new values, and what it
 * gives is drawn: a chart, a text, a matrix, whatever a cell may end with.
 *
 * <pre>{@code
 * interact(Slider.of("a", -2, 2).at(1), a -> curve(a))
 * interact(a, b, (x, y) -> x + " · " + y + " = " + x * y)
 * interact(() -> "a = " + a.value(), a, b, c)                 // any number of controls
 * }</pre>
 *
 * What the function throws is shown in the place of its result.
 */
public final class Interact extends Widget {
    private final List<Control<?>> controls;
    private final Supplier<?> function;
    private @Nullable View shown;

    private Interact(List<Control<?>> controls, Supplier<?> function) {
        this.controls = controls;
        this.function = function;
    }

    /** Draws f(value) whenever the control has a new value. */
    public static <A> Widget interact(Control<A> a, Function<? super A, ?> f) {
        Require.notNull("f", f, "a function of the control's value");
        return new Interact(List.of(Require.notNull("a", a, "a control")), () -> f.apply(a.value()));
    }

    /** Draws f(value of a, value of b) whenever one of them has a new value. */
    public static <A, B> Widget interact(Control<A> a, Control<B> b, BiFunction<? super A, ? super B, ?> f) {
        Require.notNull("f", f, "a function of the two controls' values");
        return new Interact(
                List.of(Require.notNull("a", a, "a control"), Require.notNull("b", b, "a control")),
                () -> f.apply(a.value(), b.value()));
    }

    /** Draws what f gives whenever one of the controls has a new value; f reads them by {@code value()}. */
    public static Widget interact(Supplier<?> f, Control<?>... controls) {
        Require.notNull("f", f, "a function that reads the controls' values");
        for (int i = 0; i < controls.length; i++) Require.notNull("controls[" + i + "]", controls[i], "a control");
        return new Interact(List.copyOf(Arrays.asList(controls)), f);
    }

    @Override
    Panel makePanel() {
        View now = shown == null ? draw() : shown;
        Panel panel = new Panel(controls);
        return panel.onChange(() -> panel.set(Map.of("html", markup(result(true)))))
                .set(Map.of("html", markup(now)));
    }

    /** The result for the values of now, below a line that tells them. */
    @Override
    public View view() {
        View result = draw();
        String line = controls.stream()
                .filter(control -> !(control instanceof Button))
                .map(control -> control.label() + " = " + control.words())
                .collect(Collectors.joining(" · "));
        Html html = line.isEmpty() ? Html.NONE : Html.caption(line);
        return new View(
                Html.of(html, Html.markup(markup(result))), (line.isEmpty() ? "" : line + "\n") + result.text());
    }

    private View draw() {
        View result;
        try {
            result = result(false);
        } catch (Throwable failure) {
            Html trouble = Panel.trouble(failure);
            result = new View(trouble, String.valueOf(failure));
        }
        shown = result;
        return result;
    }

    private View result(boolean soon) {
        return form(function.get(), soon);
    }

    /** The forms of whatever a function may give; soon: pictures that are ready soon rather than small. */
    static View form(@Nullable Object thing, boolean soon) {
        if (thing == null) return new View(Html.NONE, "");
        if (thing instanceof DescentPath path) return picture(path.picture(), Renderers.words(path), soon);
        if (thing instanceof Chart<?, ?> chart) {
            return picture(Pictures.of(chart), Renderers.title(chart), soon);
        }
        if (thing instanceof Picture picture) return picture(picture, Renderers.title(picture), soon);
        if (thing instanceof BufferedImage image) {
            String words = Messages.text("chart.image", image.getWidth(), image.getHeight());
            return new View(Html.picture(Pictures.png(image), words), words);
        }
        Map<String, String> bundle = Renderers.render(thing);
        String html = bundle.get(View.HTML);
        return new View(html == null ? Html.NONE : Html.markup(html), bundle.get(View.TEXT));
    }

    private static View picture(Picture picture, String words, boolean soon) {
        return new View(Html.picture(soon ? Pictures.quickPng(picture) : picture.png(), words), words);
    }

    private static String markup(View view) {
        return view.html() == Html.NONE
                ? Html.preformatted(view.text()).toString()
                : view.html().toString();
    }
}
