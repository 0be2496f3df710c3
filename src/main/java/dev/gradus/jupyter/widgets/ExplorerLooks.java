package dev.gradus.jupyter.widgets;

import dev.gradus.errors.Require;
import dev.gradus.jupyter.widgets.ExplorerControls.Speed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How an explorer looks on the page: which controls a lesson hides, and what is switched on. */
final class ExplorerLooks {
    /** What a teacher can hide, besides the sliders and choices. */
    private static final List<String> PARTS = List.of(
            "play",
            "step",
            "reset",
            "layers",
            "features",
            "gradients",
            "discrete",
            "points",
            "weights",
            "silence",
            "rewind",
            "hidden",
            "seeds",
            "code");

    /** What is switched on and off. */
    private static final List<String> SWITCHES = List.of("gradients", "discrete");

    private final List<String> names; // of all that can be hidden
    private final Set<String> hidden = new LinkedHashSet<>();
    private final Set<String> on = new LinkedHashSet<>();
    private boolean unfolded;

    /** @param controls names of the sliders and choices */
    ExplorerLooks(Set<String> controls) {
        names = new ArrayList<>(controls);
        names.addAll(PARTS);
    }

    synchronized void hide(String... controls) {
        hidden.addAll(known("controls", names, controls));
    }

    synchronized void only(String... controls) {
        List<String> kept = known("controls", names, controls);
        hidden.clear();
        names.stream().filter(name -> !kept.contains(name)).forEach(hidden::add);
    }

    synchronized void unfold() {
        unfolded = true;
    }

    synchronized void show(String... switches) {
        on.addAll(known("switches", SWITCHES, switches));
    }

    synchronized void turn(String name, boolean on) {
        known("name", SWITCHES, name);
        if (on) this.on.add(name);
        else this.on.remove(name);
    }

    synchronized boolean shows(String name) {
        return on.contains(name);
    }

    synchronized boolean hides(String name) {
        return hidden.contains(name);
    }

    private static List<String> known(String argument, List<String> names, String... some) {
        for (String name : Require.notNull(argument, some, "some of " + names))
            if (!names.contains(name))
                throw new IllegalArgumentException(argument + " has \"" + name + "\"; expected some of " + names);
        return List.of(some);
    }

    /** The speed of this name. */
    static Speed speed(String name) {
        known("speed", Speed.NAMES, name);
        return Speed.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** What never changes once it is shown. */
    synchronized Map<String, Object> fixed() {
        return Map.of("hidden", List.copyOf(hidden), "unfolded", unfolded);
    }

    /** What is switched on, each switch by its name. */
    synchronized Map<String, Object> switches() {
        Map<String, Object> switches = new LinkedHashMap<>();
        SWITCHES.forEach(name -> switches.put(name, on.contains(name)));
        return switches;
    }

    /** What makes an explorer look so, as calls behind the line that builds it; the usual looks need none. */
    synchronized String code(Speed speed) {
        StringBuilder code = new StringBuilder();
        if (speed != Speed.GROWING) code.append(call("speed", List.of(speed.code())));
        List<String> shown = SWITCHES.stream().filter(on::contains).toList();
        if (!shown.isEmpty()) code.append(call("show", shown));
        List<String> kept =
                names.stream().filter(name -> !hidden.contains(name)).toList();
        if (hidden.size() > kept.size()) code.append(call("only", kept));
        else if (!hidden.isEmpty())
            code.append(call("hide", names.stream().filter(hidden::contains).toList()));
        return code.append(unfolded ? ".unfolded()" : "").toString();
    }

    private static String call(String method, List<String> arguments) {
        return arguments.stream().collect(Collectors.joining("\", \"", "." + method + "(\"", "\")"));
    }
}
