package dev.gradus.jupyter;

import dev.gradus.chart.Screen;
import dev.gradus.chart.canvas.Picture;
import dev.gradus.check.Prediction;
import dev.gradus.jupyter.host.Host;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.NotebookHost;
import dev.gradus.jupyter.host.View;
import dev.gradus.jupyter.views.HistoryView;
import dev.gradus.jupyter.views.LiveBoard;
import dev.gradus.jupyter.views.Renderers;
import dev.gradus.jupyter.widgets.Guess;
import dev.gradus.jupyter.widgets.WidgetModel;
import dev.gradus.train.BetweenSteps;
import dev.gradus.train.History;
import dev.gradus.train.Progress;

/** What makes a notebook of a kernel: boards while networks train, and charts on the page. */
public final class Notebook {
    private Notebook() {}

    /** From now on everything that is shown goes to this host. */
    public static void start(NotebookHost host) {
        System.setProperty("java.awt.headless", "true");
        Progress.use(() -> new LiveBoard(host));
        Screen.use(new Page(host));
        Host.use(host);
        Renderers.living(Prediction.class, prediction -> prediction.isRevealed() ? null : new Guess(prediction));
        WidgetModel.answerReloads(host);
        BetweenSteps.use(host::listen);
    }

    /** Shows charts below the running cell. */
    private record Page(NotebookHost host) implements Screen.Viewer {
        @Override
        public void show(Picture picture, String words) {
            host.show(Host.newId(), new View(Html.picture(picture.png(), words), words).bundle());
        }

        /** A history has words in the language of the page. */
        @Override
        public void showOf(Picture picture, Object subject) {
            if (subject instanceof History history)
                host.show(Host.newId(), HistoryView.chart(history).bundle());
            else show(picture, Renderers.words(subject));
        }
    }
}
