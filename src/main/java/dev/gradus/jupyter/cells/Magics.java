package dev.gradus.jupyter.cells;

import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Host;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Meter;
import dev.gradus.jupyter.host.NotebookHost;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.View;
import dev.gradus.math.Engine;
import java.util.List;

/**
 * The magics, the same in every kernel: {@code %gradus} tells what runs here, {@code %lang en|zh} changes the language of
 * messages, {@code %%cost} runs a cell and tells what it took. They show what they have to say and have no value, since
 * kernels differ in what they do with one.
 */
public final class Magics {
    /** Those with a line of arguments. */
    public static final List<String> LINES = List.of("gradus", "lang");

    /** Those that take the rest of the cell. */
    public static final List<String> CELLS = List.of("cost");

    private final NotebookHost host;

    public Magics(NotebookHost host) {
        this.host = host;
    }

    /** Does what a line says. */
    public void line(String name, List<String> arguments) {
        switch (name) {
            case "gradus" -> show(overview());
            case "lang" -> show(language(arguments));
            default -> throw new IllegalArgumentException("there is no magic %" + name);
        }
    }

    /** Runs a cell. What goes wrong in it comes out, but what it cost until then is shown. */
    public void cell(String name, List<String> arguments, String body) throws Exception {
        if (!name.equals("cost")) throw new IllegalArgumentException("there is no magic %%" + name);
        Meter meter = new Meter();
        try {
            host.run(body, meter);
        } finally {
            if (meter.hasRun()) show(cost(meter));
        }
    }

    private void show(View view) {
        host.show(Host.newId(), view.bundle());
    }

    // ---- %lang ----

    private static View language(List<String> arguments) {
        try {
            if (!arguments.isEmpty()) Messages.use(arguments.get(0));
            return new View(Html.NONE, Messages.text("language.now", Messages.text("language.name")));
        } catch (IllegalArgumentException unknown) {
            return new View(Html.NONE, unknown.getMessage());
        }
    }

    // ---- %gradus ----

    private View overview() {
        Runtime vm = Runtime.getRuntime();
        Grid grid = new Grid().words("Gradus").words(version());
        row(grid, "gradus.kernel", host.kernel());
        row(grid, "gradus.java", Runtime.version() + ", " + System.getProperty("java.vendor"));
        row(grid, "gradus.loops", Messages.text("gradus.loops." + Engine.kernels()));
        row(grid, "gradus.threads", String.valueOf(Engine.threads()));
        row(
                grid,
                "gradus.memory",
                Messages.text(
                        "gradus.memory.of",
                        Numbers.bytes(vm.totalMemory() - vm.freeMemory()),
                        Numbers.bytes(vm.maxMemory())));
        row(grid, "gradus.work", Numbers.count(Engine.multiplyAdds()));
        row(grid, "gradus.language", Messages.text("language.name"));
        return new View(grid.html(), grid.text());
    }

    private static void row(Grid grid, String key, String value) {
        grid.row(Messages.text(key), value);
    }

    /** As the jar's manifest has it; there is none while Gradus itself is tested. */
    private static String version() {
        String version = Magics.class.getPackage().getImplementationVersion();
        return version == null ? "–" : version;
    }

    // ---- %%cost ----

    /** "0.214 s · 12.3 MB allocated · 2,460,000,000 multiply-adds, 11.5 G a second". */
    private static View cost(Meter meter) {
        String text = Messages.text(
                "cost", Numbers.seconds(meter.seconds()), meter.bytes() < 0 ? "–" : Numbers.bytes(meter.bytes()));
        if (meter.multiplyAdds() > 0)
            text += Messages.text(
                    "cost.work",
                    Numbers.count(meter.multiplyAdds()),
                    Numbers.rate(meter.multiplyAdds() / meter.seconds()));
        if (meter.isCompiling()) text += Messages.text("cost.compiling");
        return new View(Html.caption(text), text);
    }
}
