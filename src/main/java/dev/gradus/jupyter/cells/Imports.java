package dev.gradus.jupyter.cells;

import dev.gradus.jupyter.views.TablePeek;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/** What a lesson needs not import. */
public final class Imports {
    /** Java's own packages come first, as one would write them. */
    private static final List<String> NAMES = List.of(
            "java.util.*",
            "java.util.function.*",
            "java.util.stream.*",
            "java.nio.file.*",
            "static dev.gradus.Gradus.*",
            "dev.gradus.Gradus",
            "dev.gradus.activation.*",
            "dev.gradus.autodiff.*",
            "dev.gradus.chart.*",
            "dev.gradus.chart.canvas.GraphNode",
            "dev.gradus.chart.canvas.Trail",
            "dev.gradus.check.*",
            "dev.gradus.check.lessons.*",
            "dev.gradus.data.*",
            "dev.gradus.data.sound.*",
            "dev.gradus.descent.*",
            "dev.gradus.errors.*",
            "dev.gradus.evaluation.*",
            "dev.gradus.explorer.Silenced",
            "dev.gradus.inside.*",
            "dev.gradus.jupyter.films.Fit",
            "dev.gradus.jupyter.films.Replay",
            "dev.gradus.jupyter.films.Threshold",
            "dev.gradus.jupyter.widgets.*",
            "static dev.gradus.jupyter.widgets.Interact.*",
            "dev.gradus.loss.*",
            "dev.gradus.math.*",
            "dev.gradus.nn.*",
            "dev.gradus.optim.*",
            "dev.gradus.pretrained.*",
            "dev.gradus.reuse.*",
            "dev.gradus.search.*",
            "dev.gradus.train.*");

    private Imports() {}

    /** All of them as Java; Tablesaw's among them where Tablesaw is. */
    public static String code() {
        List<String> names = new ArrayList<>(NAMES);
        if (TablePeek.type().isPresent()) names.add("tech.tablesaw.api.*");
        return names.stream().map(name -> "import " + name + ";").collect(Collectors.joining("\n"));
    }

    /**
     * Makes all imports in one step: JShell compiles each that it gets by itself, and more than twenty compilations are a quarter of
     * a kernel's start. That it takes several is promised nowhere, so what it made of them is looked at.
     *
     * @return whether it took them all
     */
    public static boolean takeAtOnce(JShell shell) {
        // JShell calls them by the first one's name, and forgets all when that is imported again: nobody imports this.
        String code = "import dev.gradus.jupyter.cells.Imports.*;\n" + code();
        SnippetEvent event = shell.eval(code).get(0);
        return event.status() == Snippet.Status.VALID
                && shell.sourceCodeAnalysis().wrapper(event.snippet()).wrapped().contains(code);
    }
}
