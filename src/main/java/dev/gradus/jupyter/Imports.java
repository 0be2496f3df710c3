package dev.gradus.jupyter;

import dev.gradus.data.TablePeek;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
            "dev.gradus.autodiff.*",
            "dev.gradus.chart.*",
            "dev.gradus.check.*",
            "dev.gradus.data.*",
            "dev.gradus.descent.*",
            "dev.gradus.jupyter.*",
            "static dev.gradus.jupyter.Interact.*",
            "dev.gradus.loss.*",
            "dev.gradus.math.*",
            "dev.gradus.nn.*",
            "dev.gradus.optim.*",
            "dev.gradus.train.*");

    private Imports() {}

    /** All of them as Java; Tablesaw's among them where Tablesaw is. */
    public static String code() {
        List<String> names = new ArrayList<>(NAMES);
        if (TablePeek.type().isPresent()) names.add("tech.tablesaw.api.*");
        return names.stream().map(name -> "import " + name + ";").collect(Collectors.joining("\n"));
    }
}
