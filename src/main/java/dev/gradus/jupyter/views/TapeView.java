package dev.gradus.jupyter.views;

import dev.gradus.autodiff.Value;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import dev.gradus.math.Figures;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The graph behind a value: as a picture, as long as it can be read, and its formula in words. */
final class TapeView {
    private static final int NODES = 40;
    private static final int NAMED = 10;

    private TapeView() {}

    static View of(Value value) {
        int nodes = nodes(value);
        String line = line(value);
        if (nodes > NODES || nodes == 1) {
            String size = nodes == 1 ? line : line + "\n" + Messages.text("value.large", nodes);
            return new View(Html.NONE, size);
        }
        String words = Messages.text("value.graph", name(value), nodes, named(value));
        return new View(Html.picture(value.graph().png(), words), line + "\n" + words);
    }

    /** Those with a name, e.g. "a = 2, gradient -3". */
    private static String named(Value value) {
        Set<Value> found = all(value);
        List<String> labelled = found.stream()
                .filter(v -> !v.label().isEmpty())
                .map(v -> Messages.text(
                        "value.node", v.label(), Figures.text(v.value(), 6), Figures.text(v.gradient(), 6)))
                .toList();
        String list = labelled.stream().limit(NAMED).collect(Collectors.joining(Messages.text("list.separator")));
        return list
                + (labelled.size() > NAMED ? Messages.text("list.separator") + "…" : "")
                + (list.isEmpty() ? "" : Messages.text("sentence.end"));
    }

    /** "J = 9 × 0.5 = 4.5, gradient 1". */
    private static String line(Value value) {
        return Messages.text("value.line", value.formula(), Figures.text(value.gradient(), 6));
    }

    private static String name(Value value) {
        return value.label().isEmpty() ? Figures.text(value.value(), 6) : value.label();
    }

    private static int nodes(Value value) {
        return all(value).size();
    }

    /** The value and all behind it, no more than a picture could hold and one. */
    private static Set<Value> all(Value value) {
        Set<Value> found = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Value> order = new java.util.ArrayList<>(List.of(value));
        found.add(value);
        for (int i = 0; i < order.size(); i++)
            for (Value input : order.get(i).inputs()) if (found.add(input)) order.add(input);
        return new java.util.LinkedHashSet<>(order);
    }
}
