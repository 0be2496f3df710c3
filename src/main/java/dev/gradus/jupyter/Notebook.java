package dev.gradus.jupyter;

import dev.gradus.chart.Pictures;
import dev.gradus.chart.Screen;
import dev.gradus.train.Progress;
import java.util.UUID;
import org.knowm.xchart.internal.chartpart.Chart;

/** What makes a notebook of a kernel: boards while networks train, and charts on the page. */
public final class Notebook {
    private Notebook() {}

    /** From now on everything that is shown goes to this host. */
    public static void start(NotebookHost host) {
        System.setProperty("java.awt.headless", "true");
        Progress.use(() -> new LiveBoard(host));
        Screen.use((chart, words) -> host.show(newId(), chart(chart, words).bundle()));
    }

    /** An id for something new on the page. */
    static String newId() {
        return "gradus-" + UUID.randomUUID();
    }

    private static View chart(Chart<?, ?> chart, String words) {
        return new View(Html.picture(Pictures.png(chart), words), words);
    }
}
