package dev.gradus.jupyter.views;

import dev.gradus.autodiff.Value;
import dev.gradus.chart.ImageGrid;
import dev.gradus.chart.canvas.GraphPicture;
import dev.gradus.chart.canvas.HeatGrid;
import dev.gradus.chart.canvas.Picture;
import dev.gradus.chart.canvas.SurfacePicture;
import dev.gradus.check.Check;
import dev.gradus.check.Derivation;
import dev.gradus.check.GradientCheck;
import dev.gradus.check.Journal;
import dev.gradus.check.Prediction;
import dev.gradus.data.Dataset;
import dev.gradus.data.Digit;
import dev.gradus.data.Mnist;
import dev.gradus.data.sound.Sound;
import dev.gradus.descent.DescentPath;
import dev.gradus.descent.Ending;
import dev.gradus.evaluation.ClassReport;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.evaluation.RocCurve;
import dev.gradus.jupyter.films.DescentView;
import dev.gradus.jupyter.films.RecordingView;
import dev.gradus.jupyter.films.Replay;
import dev.gradus.jupyter.films.SoundView;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.Shown;
import dev.gradus.jupyter.host.View;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.nn.Summary;
import dev.gradus.search.LearningRateFinder;
import dev.gradus.search.SearchResults;
import dev.gradus.train.Epoch;
import dev.gradus.train.History;
import dev.gradus.train.Recording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.internal.chartpart.Chart;

/** Turns what a cell ends with into what the page shows. */
public final class Renderers {
    private static final Map<Class<?>, Function<Object, View>> VIEWS = new LinkedHashMap<>();

    static {
        add(Network.class, network -> NetworkView.of(network.summary()));
        add(Summary.class, NetworkView::of);
        add(History.class, HistoryView::of);
        add(Evaluation.class, EvaluationView::of);
        add(Dataset.class, DataView::of);
        add(Mnist.class, DataView::of);
        add(Digit.class, DataView::of);
        add(Matrix.class, ArrayView::of);
        add(Chart.class, ChartView::of);
        add(Picture.class, Renderers::picture);
        add(Check.class, CheckView::of);
        add(Prediction.class, CheckView::of);
        add(Journal.class, CheckView::of);
        add(Derivation.class, derivation -> new View(Html.NONE, derivation.toString(), derivation.markdown()));
        add(Replay.class, Replay::view);
        add(Sound.class, SoundView::of);
        add(Recording.class, RecordingView::of);
        add(DescentPath.class, DescentView::of);
        add(Ending.class, DescentView::of);
        add(Epoch.class, HistoryView::of);
        add(Value.class, TapeView::of);
        add(GradientCheck.class, GradientCheckView::of);
        add(RocCurve.class, RocView::of);
        add(ClassReport.class, ReportView::of);
        add(SearchResults.class, SearchView::of);
        add(LearningRateFinder.Found.class, FinderView::of);
        add(Parameter.class, ParameterView::of);
        add(Shown.class, Shown::view);
        for (Class<?> type : List.of(double[].class, float[].class, int[].class)) VIEWS.put(type, ArrayView::of);
        for (Class<?> type : List.of(double[][].class, float[][].class, int[][].class)) VIEWS.put(type, ArrayView::of);
    }

    /** What lives on the page where there are widgets; they are a room above, and say so when a notebook starts. */
    private static final Map<Class<?>, Function<Object, @Nullable Shown>> LIVING = new ConcurrentHashMap<>();

    private Renderers() {}

    /** From now on things of this type are shown as what the function gives; null for their still form. */
    public static <T> void living(Class<T> type, Function<T, @Nullable Shown> alive) {
        LIVING.put(type, thing -> alive.apply(type.cast(thing)));
    }

    /** A chart of one's own, or one that a result hands out. */
    private static View picture(Picture picture) {
        String words = Messages.text("chart", title(picture));
        return new View(Html.picture(picture.png(), words), words);
    }

    /** What a picture shows, in the language of the page. */
    public static String title(Picture picture) {
        if (picture instanceof SurfacePicture surface) return ChartView.words(surface);
        if (picture instanceof ImageGrid grid) return ChartView.words(grid);
        if (picture instanceof HeatGrid grid) return heat(grid);
        return picture instanceof GraphPicture ? Messages.text("chart.graph") : picture.title();
    }

    private static String heat(HeatGrid grid) {
        int[] at = grid.strongest();
        String words = switch (grid.kind()) {
            case ATTENTION -> "chart.attention";
            case OVER_TIME -> "chart.overtime";
            case NAMED -> "chart.named";
        };
        return Messages.text(
                words, grid.title(), grid.row(at[0]), grid.column(at[1]), Numbers.share(grid.value(at[0], at[1])));
    }

    /** What a chart shows: its title, and a sentence made of its numbers. */
    public static String title(Chart<?, ?> chart) {
        return ChartView.words(chart);
    }

    private static <T> void add(Class<T> type, Function<T, View> view) {
        VIEWS.put(type, thing -> view.apply(type.cast(thing)));
    }

    /** All types that have a form of their own; Tablesaw's table is among them where Tablesaw is. */
    public static List<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>(VIEWS.keySet());
        TablePeek.type().ifPresent(types::add);
        types.add(Object.class); // whatever has no better form
        return types;
    }

    /**
     * The forms by MIME type: text/plain always, text/html where it says more. Never fails: what can't be shown well is
     * shown as its toString, since some kernels don't survive an error here.
     */
    public static Map<String, String> render(@Nullable Object thing) {
        try {
            return renderOrFail(thing);
        } catch (Throwable failure) {
            return new View(Html.NONE, plain(thing, failure)).bundle();
        }
    }

    /** The same for a kernel that survives an error, and tells it: whatever the thing's own methods throw comes out. */
    public static Map<String, String> renderOrFail(@Nullable Object thing) {
        Shown shown = thing instanceof Shown itself ? itself : living(thing);
        return shown != null ? shown.bundle() : still(thing).bundle();
    }

    /** What a chart of the thing shows, in one sentence: the first line of its text. */
    public static String words(Object thing) {
        String text = Objects.requireNonNull(render(thing).get(View.TEXT), "every form has a text");
        return text.lines().findFirst().orElse("");
    }

    private static @Nullable Shown living(@Nullable Object thing) {
        Function<Object, @Nullable Shown> alive = thing == null ? null : LIVING.get(thing.getClass());
        return alive == null ? null : alive.apply(thing);
    }

    /** What it looks like without a kernel. */
    public static View still(@Nullable Object thing) {
        for (Map.Entry<Class<?>, Function<Object, View>> entry : VIEWS.entrySet())
            if (entry.getKey().isInstance(thing)) return entry.getValue().apply(thing);
        if (TablePeek.isTable(thing)) return DataView.of(TablePeek.peek(thing, DataView.ROWS));
        return ValueView.of(thing);
    }

    private static String plain(@Nullable Object thing, Throwable failure) {
        try {
            return String.valueOf(thing);
        } catch (Throwable second) {
            return thing.getClass().getSimpleName() + " (" + failure.getClass().getSimpleName() + ")";
        }
    }
}
