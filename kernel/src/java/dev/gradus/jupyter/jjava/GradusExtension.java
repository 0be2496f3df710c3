package dev.gradus.jupyter.jjava;

import static dev.gradus.jupyter.host.Adapters.attempt;

import dev.gradus.jupyter.Notebook;
import dev.gradus.jupyter.cells.Imports;
import dev.gradus.jupyter.cells.Magics;
import dev.gradus.jupyter.views.Renderers;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.kernel.JavaKernel;

/** Brings Gradus into a JJava kernel, which finds this class by itself: imports, renderers, boards and charts. */
public final class GradusExtension implements Extension {
    private static final int GRACE = 500; // milliseconds, for the kernel's last messages

    /** Each step by itself, because an error here would keep the kernel from starting. */
    @Override
    public void install(BaseKernel kernel) {
        attempt("the renderers", () -> Renderers.types().forEach(type -> register(kernel, type)));
        attempt("the notebook", () -> Notebook.start(new JJavaHost(kernel)));
        attempt("the magics", () -> magics(kernel, new Magics(new JJavaHost(kernel))));
        attempt("the imports", () -> {
            if (!(kernel instanceof JavaKernel java) || !Imports.takeAtOnce(java.getJShell()))
                kernel.evalBuilder(Imports.code()).eval();
        });
    }

    private static void register(BaseKernel kernel, Class<?> type) {
        kernel.getRenderer()
                .createRegistration(type)
                .preferring("text/html")
                .supporting("text/html", "text/markdown", "text/plain")
                .register((thing, context) -> (kernel instanceof GradusKernel
                                ? Renderers.renderOrFail(thing)
                                : Renderers.render(thing))
                        .forEach((mime, form) ->
                                context.getOutputContainer().putData(mime, JJavaHost.content(mime, form))));
    }

    private static void magics(BaseKernel kernel, Magics magics) {
        for (String name : Magics.LINES)
            kernel.getMagicsRegistry().registerLineMagic(name, (k, arguments) -> {
                magics.line(name, arguments);
                return null;
            });
        for (String name : Magics.CELLS)
            kernel.getMagicsRegistry().registerCellMagic(name, (k, arguments, body) -> {
                magics.cell(name, arguments, body);
                return null;
            });
    }

    /** The kernel leaves threads behind that would keep its process alive until Jupyter kills it, seconds later. */
    @Override
    public void uninstall(BaseKernel kernel) {
        Background.startIn(GRACE, "gradus-end", () -> System.exit(0));
    }
}
