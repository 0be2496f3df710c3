package dev.gradus.jupyter.widgets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the page asks of an explorer. Nonsense is refused by what it is handed to, and the page shows why. */
record ExplorerEvents(ExplorerPlayer player) {
    void happened(Map<String, Object> event) {
        switch (String.valueOf(event.get("do"))) {
            case "drawn" -> player.drawn(number(event, "number"));
            case "play" -> player.play();
            case "pause" -> player.pause();
            case "step" -> player.step();
            case "reset" -> player.setup(setup -> setup);
            case "rewind" -> {
                player.pause();
                player.act(it -> it.rewind(number(event, "moment")));
            }
            case "layers" -> player.setup(setup -> setup.withUnits(units(event.get("units"))));
            case "features" ->
                player.setup(setup -> setup.withPoints(setup.points().features(texts(event.get("features")))));
            case "weight" ->
                player.act(it -> it.weight(
                        number(event, "layer"), number(event, "from"), number(event, "to"), real(event, "value")));
            case "silence" ->
                player.act(it -> it.silence(
                        number(event, "layer"), number(event, "unit"), Boolean.TRUE.equals(event.get("on"))));
            case "point" ->
                player.act(it -> it.add(round(real(event, "x")), round(real(event, "y")), number(event, "label")));
            case "switch" -> player.turn(String.valueOf(event.get("name")), Boolean.TRUE.equals(event.get("on")));
            case "hidden" -> player.show(number(event, "layer"));
            case "seeds" -> player.startSeeds(Math.max(1, Math.min(2000, number(event, "epochs"))));
            case "seed" -> player.setup(setup -> setup.withSeed(number(event, "seed")));
            default -> throw new IllegalArgumentException("the page asks for " + event.get("do"));
        }
    }

    /** As fine as a mouse is, so that the line of code stays short. */
    private static double round(double x) {
        return Math.rint(x * 100) / 100;
    }

    private static double real(Map<String, Object> event, String name) {
        if (event.get(name) instanceof Double x) return x;
        throw new IllegalArgumentException(name + " must be a number, but is " + event.get(name));
    }

    private static int number(Map<String, Object> event, String name) {
        return (int) Math.rint(real(event, name));
    }

    private static List<Integer> units(Object raw) {
        List<Integer> units = new ArrayList<>();
        if (raw instanceof List<?> list) for (Object n : list) if (n instanceof Double x) units.add((int) Math.rint(x));
        return units;
    }

    private static String[] texts(Object raw) {
        return raw instanceof List<?> list ? list.stream().map(String::valueOf).toArray(String[]::new) : new String[0];
    }
}
