package dev.gradus.jupyter.host;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The kernel that this program runs in, if there is one. */
public final class Host {
    private static volatile @Nullable NotebookHost current;

    private Host() {}

    /** From now on everything that is shown goes there; null for nowhere. */
    public static void use(@Nullable NotebookHost host) {
        current = host;
    }

    /** Where things are shown; null outside of a notebook. */
    public static @Nullable NotebookHost current() {
        return current;
    }

    /** An id for something new on the page. */
    public static String newId() {
        return "gradus-" + UUID.randomUUID();
    }
}
