package dev.gradus.nn;

import java.util.List;
import java.util.Locale;

/**
 * A network at a glance.
 *
 * @param input the shape of one input sample
 * @param rows one for each layer
 */
public record Summary(String input, List<Row> rows) {
    /**
     * One layer.
     *
     * @param layer e.g. "dense, relu"
     * @param output the shape of a sample behind it
     * @param parameters how many numbers it learns
     * @param kept how many it keeps without learning them, such as running means
     */
    public record Row(String layer, String output, long parameters, long kept) {}

    /** How many numbers the network learns. */
    public long parameters() {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    /** How many numbers it keeps without learning them, such as running means. */
    public long kept() {
        return rows.stream().mapToLong(Row::kept).sum();
    }

    /** A text table; its last line, kept but not learnt, is there only if it says something. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(line("layer", "output", "parameters"));
        text.append('\n').append(line("input", input, ""));
        for (Row row : rows) text.append('\n').append(line(row.layer(), row.output(), count(row.parameters())));
        text.append('\n').append(line("total", "", count(parameters())));
        if (kept() > 0) text.append('\n').append(line("not learnt", "", count(kept())));
        return text.toString();
    }

    private static String line(String layer, String output, String parameters) {
        return String.format(Locale.ROOT, "%-18s %12s %12s", layer, output, parameters)
                .stripTrailing();
    }

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
