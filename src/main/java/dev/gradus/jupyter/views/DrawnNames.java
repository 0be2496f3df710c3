package dev.gradus.jupyter.views;

import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Pictures that carry names of classes, which not every machine has letters for. */
final class DrawnNames {
    private DrawnNames() {}

    /** The picture with the names; if no font can draw them, with the numbers of the classes and a line that says so. */
    static Html picture(List<String> names, Function<List<String>, Html> picture) {
        try {
            return picture.apply(names);
        } catch (IllegalArgumentException noFont) {
            List<String> numbers =
                    IntStream.range(0, names.size()).mapToObj(String::valueOf).toList();
            StringBuilder legend = new StringBuilder();
            for (int k = 0; k < names.size(); k++)
                legend.append(k == 0 ? "" : ", ").append(k).append(" = ").append(names.get(k));
            return Html.of(picture.apply(numbers), Html.caption(Messages.text("names.no-font", legend)));
        }
    }
}
