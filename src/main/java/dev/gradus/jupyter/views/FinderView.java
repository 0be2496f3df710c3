package dev.gradus.jupyter.views;

import dev.gradus.chart.Pictures;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.View;
import dev.gradus.math.Figures;
import dev.gradus.search.LearningRateFinder.Found;
import java.util.Arrays;

/** The loss over the learning rate, and the rate to train with. */
final class FinderView {
    private FinderView() {}

    static View of(Found found) {
        double[] rates = found.rates();
        double[] losses = found.smoothLosses();
        if (rates.length == 0) {
            String none = Messages.text("finder.none");
            return new View(Html.NONE, none);
        }
        String from = Figures.text(rates[0], 2);
        String to = Figures.text(rates[rates.length - 1], 2);
        double lowest = Arrays.stream(losses).min().orElseThrow();
        String words = Double.isNaN(found.learningRate())
                ? Messages.text("finder.flat", from, to)
                : Messages.text(
                        "finder.words",
                        Figures.text(found.learningRate(), 2),
                        from,
                        to,
                        Numbers.loss(losses[0]),
                        Numbers.loss(lowest));
        return new View(Html.of(Html.picture(Pictures.png(found.chart()), words), Html.line(words)), words);
    }
}
