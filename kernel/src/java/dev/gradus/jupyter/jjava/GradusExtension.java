package dev.gradus.jupyter.jjava;

import dev.gradus.data.TablePeek;
import dev.gradus.jupyter.Notebook;
import dev.gradus.jupyter.Renderers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Brings Gradus into a JJava kernel, which finds this class by itself: imports, renderers, boards and charts. */
public final class GradusExtension implements Extension {
    /** What a lesson needs not import. Java's own packages come first, as one would write them. */
    private static final List<String> IMPORTS = List.of(
            "java.util.*",
            "java.util.function.*",
            "java.util.stream.*",
            "java.nio.file.*",
            "static dev.gradus.Gradus.*",
            "dev.gradus.Gradus",
            "dev.gradus.chart.*",
            "dev.gradus.data.*",
            "dev.gradus.descent.*",
            "dev.gradus.jupyter.*",
            "static dev.gradus.jupyter.Interact.*",
            "dev.gradus.loss.*",
            "dev.gradus.math.*",
            "dev.gradus.nn.*",
            "dev.gradus.optim.*",
            "dev.gradus.train.*");

    private static final int GRACE = 500; // milliseconds, for the kernel's last messages

    /** Each step by itself, because an error here would keep the kernel from starting. */
    @Override
    public void install(BaseKernel kernel) {
        attempt("the renderers", () -> Renderers.types().forEach(type -> register(kernel, type)));
        attempt("the notebook", () -> Notebook.start(new JJavaHost(kernel)));
        attempt("the imports", () -> kernel.evalBuilder(imports()).eval());
    }

    private static void register(BaseKernel kernel, Class<?> type) {
        kernel.getRenderer()
                .createRegistration(type)
                .preferring("text/html")
                .supporting("text/html", "text/plain")
                .register((thing, context) -> Renderers.render(thing)
                        .forEach((mime, form) ->
                                context.getOutputContainer().putData(mime, JJavaHost.content(mime, form))));
    }

    private static String imports() {
        List<String> imports = new ArrayList<>(IMPORTS);
        if (TablePeek.type().isPresent()) imports.add("tech.tablesaw.api.*");
        return imports.stream().map(name -> "import " + name + ";").collect(Collectors.joining("\n"));
    }

    private static void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (Throwable failure) {
            System.err.println("Gradus: could not set up " + what + ": " + failure);
        }
    }

    /** The kernel leaves threads behind that would keep its process alive until Jupyter kills it, seconds later. */
    @Override
    public void uninstall(BaseKernel kernel) {
        Thread end = new Thread(
                () -> {
                    try {
                        Thread.sleep(GRACE);
                    } catch (InterruptedException now) {
                        Thread.currentThread().interrupt();
                    }
                    System.exit(0);
                },
                "gradus-end");
        end.setDaemon(true);
        end.start();
    }
}
