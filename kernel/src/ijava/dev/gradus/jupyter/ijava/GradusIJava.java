package dev.gradus.jupyter.ijava;

import static dev.gradus.jupyter.host.Adapters.attempt;

import dev.gradus.jupyter.Notebook;
import dev.gradus.jupyter.cells.Imports;
import dev.gradus.jupyter.cells.Magics;
import dev.gradus.jupyter.views.Renderers;
import io.github.spencerpark.jupyter.kernel.BaseKernel;

/**
 * Brings Gradus into an IJava kernel, which looks for nothing by itself: its start-up script has to call {@link #install}.
 */
public final class GradusIJava {
    private GradusIJava() {}

    /** Imports, renderers, magics, boards and charts, for {@code IJava.getKernelInstance()}. */
    public static void install(BaseKernel kernel) {
        IJavaHost host = new IJavaHost(kernel);
        attempt("the renderers", () -> Renderers.types().forEach(type -> register(kernel, type)));
        attempt("the notebook", () -> Notebook.start(host));
        attempt("the magics", () -> register(kernel, new Magics(host)));
        attempt("the imports", () -> kernel.eval(Imports.code()));
    }

    private static void register(BaseKernel kernel, Class<?> type) {
        kernel.getRenderer()
                .createRegistration(type)
                .preferring("text/html")
                .supporting("text/html", "text/markdown", "text/plain")
                .register((thing, context) -> Renderers.render(thing)
                        .forEach((mime, form) -> context.getOutputContainer().putData(mime, form)));
    }

    /** The library has magics, but only IJava's own kernel, which is not published, hands them out. */
    private static void register(BaseKernel kernel, Magics magics) throws ReflectiveOperationException {
        var registry = (io.github.spencerpark.jupyter.kernel.magic.registry.Magics)
                kernel.getClass().getMethod("getMagics").invoke(kernel);
        for (String name : Magics.LINES)
            registry.registerLineMagic(name, arguments -> {
                magics.line(name, arguments);
                return null;
            });
        for (String name : Magics.CELLS)
            registry.registerCellMagic(name, (arguments, body) -> {
                magics.cell(name, arguments, body);
                return null;
            });
    }
}
