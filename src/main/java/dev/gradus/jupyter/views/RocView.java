package dev.gradus.jupyter.views;

import dev.gradus.chart.Pictures;
import dev.gradus.evaluation.RocCurve;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.View;

/** What a yes-or-no answer gains and costs: the curve and its area. */
final class RocView {
    private static final double SUSPECTED = 0.05;

    private RocView() {}

    static View of(RocCurve curve) {
        double[] suspected = curve.falsePositiveRates();
        int last = 0;
        while (last + 1 < suspected.length && suspected[last + 1] <= SUSPECTED) last++;
        String words = Messages.text(
                "roc.words",
                suspected.length - 1,
                Numbers.loss(curve.area()),
                Numbers.share(SUSPECTED),
                Numbers.share(curve.truePositiveRates()[last]));
        return new View(Html.of(Html.picture(Pictures.png(curve.chart()), words), Html.line(words)), words);
    }
}
