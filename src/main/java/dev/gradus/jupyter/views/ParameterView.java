package dev.gradus.jupyter.views;

import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import dev.gradus.math.Shape;
import dev.gradus.nn.Parameter;

/** The numbers that a layer learns, as a matrix under its name. */
final class ParameterView {
    private ParameterView() {}

    static View of(Parameter parameter) {
        String line = Messages.text("parameter.line", parameter.name(), Shape.text(parameter.shape()));
        return new View(
                Html.NONE, line + "\n" + ArrayView.of(parameter.matrix()).text());
    }
}
