package dev.gradus.jupyter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a kernel must offer. A bundle has one form of the same output for each MIME type, text/plain among them. */
public interface NotebookHost {
    /** Shows a bundle below the running cell, under an id that nothing else has. */
    void show(String id, Map<String, String> bundle);

    /** Replaces what was shown under the id. */
    void update(String id, Map<String, String> bundle);

    /** Something equal for as long as one cell runs; null where the kernel doesn't tell. */
    default @Nullable Object cell() {
        return null;
    }

    /** What runs the cells and its version, such as "JJava 1.0a8". */
    default String kernel() {
        return "?";
    }

    /**
     * Runs code and shows what it ends with, as if it were a cell. The meter is on while the code itself runs; where the
     * kernel can't tell that from compiling it, all the time.
     */
    default void run(String code, Meter meter) throws Exception {
        throw new UnsupportedOperationException("this kernel can't run a cell inside a cell");
    }
}
