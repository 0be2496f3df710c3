package dev.gradus.jupyter.views;

import dev.gradus.chart.Pictures;
import dev.gradus.data.Dataset;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.evaluation.Evaluation.Mistake;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Loss and accuracy, the confusion matrix, and the worst mistakes; of questions of yes and no a report on each output. */
final class EvaluationView {
    private static final int MISTAKES = 12;
    private static final int COLUMNS = 6; // of pictures of mistakes
    private static final int CLASSES = 25; // of which a confusion matrix can be read

    private EvaluationView() {}

    static View of(Evaluation evaluation) {
        boolean classes = evaluation.data().isClassification();
        String headline = headline(evaluation, classes);
        Html title = Html.title(headline);
        if (!evaluation.trouble().isEmpty()) {
            String line = headline + Messages.text("colon") + evaluation.trouble();
            return new View(Html.title(line), line);
        }
        if (evaluation.data().isMultiLabel()) {
            Grid report = ReportView.grid(evaluation.report());
            return new View(Html.of(title, report.html()), headline + "\n" + report.text());
        }
        if (!classes) return new View(title, headline);
        List<String> names = names(evaluation);
        List<Mistake> mistakes = evaluation.mistakes();
        View confusion = confusion(evaluation, names, mistakes.size());
        View worst = worst(evaluation.data(), names, mistakes);
        return new View(
                Html.of(title, confusion.html(), worst.html()),
                headline + "\n\n" + (confusion.text() + "\n\n" + worst.text()).strip());
    }

    private static String headline(Evaluation evaluation, boolean classes) {
        String samples = Messages.count("samples", evaluation.size());
        if (!evaluation.trouble().isEmpty()) return samples;
        String loss = Numbers.loss(evaluation.loss());
        String accuracy = Numbers.share(evaluation.accuracy());
        return evaluation.data().isMultiLabel()
                ? Messages.text("evaluation.outputs", samples, loss, accuracy, Numbers.count(evaluation.answers()))
                : Messages.text(classes ? "evaluation.classes" : "evaluation.numbers", samples, loss, accuracy);
    }

    /** A single output of 0 or 1 counts as two classes without names. */
    private static List<String> names(Evaluation evaluation) {
        List<String> names = evaluation.data().classes();
        int count = evaluation.confusion().length;
        return names.size() == count
                ? names
                : IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    // ---- the confusion matrix ----

    private static View confusion(Evaluation evaluation, List<String> names, int mistakes) {
        int[][] counts = evaluation.confusion();
        if (counts.length > CLASSES) return new View(Html.NONE, "");
        String words = words(evaluation.size(), counts, names, mistakes);
        Html picture = DrawnNames.picture(
                names, shown -> Html.picture(Pictures.png(Pictures.confusion(counts, shown)), words));
        Grid grid = new Grid().words(Messages.text("confusion.corner"));
        for (String name : names) grid.numbers(name);
        for (int truth = 0; truth < counts.length; truth++) {
            List<String> row = new ArrayList<>(List.of(names.get(truth)));
            for (int count : counts[truth]) row.add(String.valueOf(count));
            grid.row(row);
        }
        return new View(picture, grid.text());
    }

    /** "Confusion matrix of 10,000 samples, 707 of them wrong; most often 4 → 9 (35), 7 → 2 (30), 5 → 3 (28).". */
    private static String words(int size, int[][] counts, List<String> names, int mistakes) {
        record Cell(int truth, int predicted, int count) {}
        List<String> frequent = IntStream.range(0, counts.length * counts.length)
                .mapToObj(i ->
                        new Cell(i / counts.length, i % counts.length, counts[i / counts.length][i % counts.length]))
                .filter(cell -> cell.truth() != cell.predicted() && cell.count() > 0)
                .sorted(Comparator.comparingInt((Cell cell) -> -cell.count()))
                .limit(3)
                .map(cell -> names.get(cell.truth()) + " → " + names.get(cell.predicted()) + " (" + cell.count() + ")")
                .toList();
        String text = Messages.text("confusion.words", Messages.count("samples", size), Numbers.count(mistakes));
        if (!frequent.isEmpty())
            text += Messages.text("confusion.frequent", String.join(Messages.text("list.comma"), frequent));
        return text + Messages.text("sentence.end");
    }

    // ---- mistakes ----

    private static View worst(Dataset data, List<String> names, List<Mistake> mistakes) {
        if (mistakes.isEmpty()) return new View(Html.NONE, "");
        List<Mistake> shown = mistakes.subList(0, Math.min(MISTAKES, mistakes.size()));
        Grid grid = new Grid()
                .numbers(Messages.text("mistakes.index"))
                .words(Messages.text("mistakes.truth"))
                .words(Messages.text("mistakes.predicted"))
                .numbers(Messages.text("mistakes.confidence"));
        for (Mistake mistake : shown)
            grid.row(
                    String.valueOf(mistake.index()),
                    names.get(mistake.truth()),
                    names.get(mistake.predicted()),
                    Numbers.share(mistake.confidence()));
        String title = mistakes.size() <= shown.size()
                ? Messages.count("mistakes.all", mistakes.size())
                : Messages.text("mistakes.some", shown.size(), Numbers.count(mistakes.size()));
        Html html = DataView.isPictures(data) ? pictures(data, names, shown, title) : grid.html();
        return new View(Html.of(Html.line(title), html), title + "\n" + grid.text());
    }

    private static Html pictures(Dataset data, List<String> names, List<Mistake> shown, String title) {
        String words = title
                + Messages.text("colon")
                + String.join(
                        Messages.text("list.comma"),
                        shown.stream().map(mistake -> caption(mistake, names)).toList())
                + Messages.text("sentence.end");
        int[] which = shown.stream().mapToInt(Mistake::index).toArray();
        return DrawnNames.picture(names, drawn -> {
            List<String> captions =
                    shown.stream().map(mistake -> caption(mistake, drawn)).toList();
            return Html.picture(DataView.grid(data, which, captions, COLUMNS), words);
        });
    }

    private static String caption(Mistake mistake, List<String> names) {
        return names.get(mistake.truth()) + " → " + names.get(mistake.predicted());
    }
}
