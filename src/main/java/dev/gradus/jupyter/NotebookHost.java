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
}
