package dev.gradus.jupyter;

import dev.gradus.chart.Screen;
import dev.gradus.chart.canvas.Picture;
import dev.gradus.train.BetweenSteps;
import dev.gradus.train.History;
import dev.gradus.train.Progress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What makes a notebook of a kernel: boards while networks train, and charts on the page. */
public final class Notebook {
    private static volatile @Nullable NotebookHost host;

    private Notebook() {}

    /** From now on everything that is shown goes to this host. */
    public static void start(NotebookHost host) {
        System.setProperty("java.awt.headless", "true");
        Progress.use(() -> new LiveBoard(host));
        Screen.use(new Page(host));
        Notebook.host = host;
        WidgetModel.answerReloads(host);
        BetweenSteps.use(host::listen);
    }

    /** For tests: as outside of a notebook. */
    static void stop() {
        host = null;
    }

    /** Where things are shown; null outside of a notebook. */
    static @Nullable NotebookHost host() {
        return host;
    }

    /** Shows charts below the running cell. */
    private record Page(NotebookHost host) implements Screen.Viewer {
        @Override
        public void show(Picture picture, String words) {
            host.show(newId(), new View(Html.picture(picture.png(), words), words).bundle());
        }

        /** A history has words in the language of the page. */
        @Override
        public void showOf(Picture picture, Object subject) {
            if (subject instanceof History history)
                host.show(newId(), HistoryView.chart(history).bundle());
            else show(picture, Renderers.words(subject));
        }
    }

    /** An id for something new on the page. */
    static String newId() {
        return "gradus-" + UUID.randomUUID();
    }
}
