package dev.gradus.data;

import java.util.List;
import java.util.Map;

/** What {@link Tables#of} makes a table of, e.g. the history of a training. It knows nothing of Tablesaw itself. */
@FunctionalInterface
public interface Tabular {
    /**
     * The columns by their names, in order and equally long; each holds numbers of one kind (all {@code Integer}, or all
     * {@code Double} with NaN for what is missing), or anything else as text.
     */
    Map<String, List<?>> columns();
}
