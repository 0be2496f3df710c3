package dev.gradus.evaluation;

import dev.gradus.data.Tabular;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Precision, recall and F1 of every class, and their plain means ("macro"). Weighted by samples ("micro"), each of the
 * three would be the accuracy. Where each output answers a question of yes and no, it's a report on the yes of every
 * output.
 *
 * @param isMultiLabel whether the rows are outputs, and not classes
 * @param rows one a class, or one an output
 * @param accuracy the share of right answers
 */
public record ClassReport(boolean isMultiLabel, List<Row> rows, double accuracy) implements Tabular {
    /**
     * One class, or the yes of one output.
     *
     * @param name of the class; the index of the output
     * @param precision of all answers with this class, the share that was right
     * @param recall of all samples of this class, the share that was found
     * @param f1 the harmonic mean of both
     * @param samples how many are of this class
     */
    public record Row(String name, double precision, double recall, double f1, int samples) {}

    public ClassReport {
        rows = List.copyOf(rows);
    }

    @Override
    public Map<String, List<?>> columns() {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        columns.put(of(), rows.stream().map(Row::name).toList());
        columns.put("precision", rows.stream().map(Row::precision).toList());
        columns.put("recall", rows.stream().map(Row::recall).toList());
        columns.put("f1", rows.stream().map(Row::f1).toList());
        columns.put("samples", rows.stream().map(Row::samples).toList());
        return columns;
    }

    private String of() {
        return isMultiLabel ? "output" : "class";
    }

    /** A text table. */
    @Override
    public String toString() {
        int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        String format = "%-" + Math.max(8, width) + "s";
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, format, of()))
                .append("  precision    recall        f1   samples");
        for (Row row : rows)
            text.append('\n')
                    .append(String.format(Locale.ROOT, format, row.name()))
                    .append(share("%11s", row.precision()))
                    .append(share("%10s", row.recall()))
                    .append(share("%10s", row.f1()))
                    .append(String.format(Locale.ROOT, "%,10d", row.samples()));
        return text.append('\n')
                .append(String.format(Locale.ROOT, format, "mean"))
                .append(share("%11s", mean(Row::precision)))
                .append(share("%10s", mean(Row::recall)))
                .append(share("%10s", mean(Row::f1)))
                .append(String.format(
                        Locale.ROOT,
                        "%,10d",
                        rows.stream().mapToInt(Row::samples).sum()))
                .append("\naccuracy ")
                .append(share("%s", accuracy))
                .toString();
    }

    private double mean(java.util.function.ToDoubleFunction<Row> figure) {
        return Metrics.mean(rows.size(), k -> figure.applyAsDouble(rows.get(k)));
    }

    private static String share(String format, double share) {
        String text = Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
        return String.format(Locale.ROOT, format, text);
    }
}
