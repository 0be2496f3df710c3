package dev.gradus.jupyter.widgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Compiled;
import dev.gradus.Programs;
import dev.gradus.activation.LeakyRelu;
import dev.gradus.data.Dataset;
import dev.gradus.data.Points;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole state of an explorer is one line: whatever was touched on the page, the line leads there again. */
class ExplorerLineTest {
    private static final int STATES = 40;

    @RegisterExtension
    private final FakeHost host = new FakeHost();

    /** What a line has to lead back to: weights, points, and the line itself. */
    public static String state(NetworkExplorer explorer) {
        Network network = explorer.network();
        double[][] weights = network.parameters().stream().map(p -> p.values()).toArray(double[][]::new);
        return Arrays.deepHashCode(weights) + " " + network.epochs() + " " + explorer.code();
    }

    @Test
    void anyStateIsALineThatLeadsBackToIt(@TempDir Path folder) throws Exception {
        List<NetworkExplorer> explorers = new ArrayList<>();
        for (int k = 0; k < STATES; k++) {
            RandomStream random = RandomStream.of(k, "explorer.line", 0);
            NetworkExplorer explorer = k % 4 == 3
                    ? NetworkExplorer.of(table())
                    : NetworkExplorer.of(
                            List.of(Points.circle(), Points.own().and(1, 2, 0).and(-1, 0.5, 1), Points.xor())
                                    .get(k % 4));
            touch(explorer, random);
            explorers.add(explorer);
        }
        List<String> expected = explorers.stream()
                .map(ExplorerLineTest::state)
                .map(ExplorerLineTest::flat)
                .toList();
        assertThat(expected).doesNotHaveDuplicates();
        String lines = String.join("\n", expected);
        for (String call : CALLS) assertThat(lines).contains("." + call + "(");
        assertThat(output(folder, explorers)).isEqualTo(expected);
    }

    /** All that a line can be made of: each is met in one of the states. */
    private static final List<String> CALLS = List.of(
            "samples",
            "noise",
            "testShare",
            "features",
            "layers",
            "activation",
            "learningRate",
            "batchSize",
            "l1",
            "l2",
            "seed",
            "epochs",
            "weight",
            "bias",
            "silence",
            "release",
            "point",
            "speed",
            "show",
            "hide",
            "only",
            "unfolded",
            "start");

    private static Dataset table() {
        return Dataset.of(new double[][] {{0.1, 1 / 3.0}, {-2, 1e-7}, {3, -2.5}, {1, 1}}, new int[] {0, 1, 1, 0})
                .classes("a \"b\"", "c\\n", "\té, 类");
    }

    /** Some twenty-five things that a reader does, one behind the other: first those that start it afresh. */
    private void touch(NetworkExplorer explorer, RandomStream random) {
        assertThat(explorer.bundle()).isNotEmpty();
        FakeHost.Wire page = host.last();
        for (int i = 0; i < 12; i++) move(page, random);
        for (int i = 0; i < 3; i++) start(page, random);
        if (random.nextInt(4) == 0) explorer.activation(new LeakyRelu(0.25));
        if (random.nextInt(4) == 0) explorer.start(halved(explorer.network()));
        for (int i = 0; i < 10; i++) act(page, random);
        if (random.nextInt(2) == 0) explorer.hide("noise", "step");
        if (random.nextInt(3) == 0) explorer.only("play", "learningRate", "code");
        if (random.nextInt(3) == 0) explorer.unfolded();
    }

    private static double[][] halved(Network network) {
        return network.parameters().stream()
                .map(p -> Arrays.stream(p.values()).map(w -> (float) w / 2).toArray())
                .toArray(double[][]::new);
    }

    /** One of the controls, whichever there are, to any value that it has. */
    private static void move(FakeHost.Wire page, RandomStream random) {
        List<?> controls = (List<?>) page.state().get("controls");
        Map<String, Object> spec = FakeHost.map(controls.get(random.nextInt(controls.size())));
        Object value;
        if (spec.get("names") instanceof List<?> names) value = (double) random.nextInt(names.size());
        else {
            double low = (Double) spec.get("low");
            double high = (Double) spec.get("high");
            double share = random.nextDouble();
            value = spec.get("step") instanceof Double step
                    ? low + step * Math.floor(share * ((high - low) / step + 0.5))
                    : low + share * share * share * (high - low);
        }
        page.move(Map.of((String) spec.get("id"), value));
    }

    private static void start(FakeHost.Wire page, RandomStream random) {
        switch (random.nextInt(4)) {
            case 0 ->
                tell(page, "layers", "units", random.nextInt(5) == 0 ? List.of() : List.of(1 + random.nextInt(8)));
            case 1 -> tell(page, "layers", "units", List.of(3, 1 + random.nextInt(4), 2));
            case 2 ->
                tell(page, "features", "features", List.of("x", "sin y", "x²").subList(0, 1 + random.nextInt(3)));
            default -> tell(page, "seed", "seed", random.nextInt(40));
        }
    }

    private static void act(FakeHost.Wire page, RandomStream random) {
        int layer = 1 + random.nextInt(2);
        int unit = 1 + random.nextInt(2);
        boolean on = random.nextInt(3) > 0;
        switch (random.nextInt(9)) {
            case 0 -> tell(page, "silence", "layer", layer, "unit", unit, "on", on);
            case 1 -> weigh(page, random, layer, 1, unit);
            case 2 -> weigh(page, random, layer, 0, unit);
            case 3 -> tell(page, "point", "x", random.nextUniform(-5, 5), "y", 1.25, "label", random.nextInt(2));
            case 4 -> tell(page, "switch", "name", random.nextInt(2) == 0 ? "gradients" : "discrete", "on", on);
            case 5 -> page.move(Map.of("c0", random.nextUniform(0.001, 0.2)));
            case 6 -> tell(page, "rewind", "moment", random.nextInt(3));
            default -> tell(page, "step");
        }
    }

    private static void weigh(FakeHost.Wire page, RandomStream random, int layer, int from, int to) {
        tell(page, "weight", "layer", layer, "from", from, "to", to, "value", random.nextUniform(-3, 3));
    }

    /** Names and values in turn; what the page can't do with the network of now is refused, and that is fine. */
    private static void tell(FakeHost.Wire page, String what, Object... values) {
        Map<String, Object> event = new LinkedHashMap<>(Map.of("do", what));
        for (int i = 0; i < values.length; i += 2) event.put((String) values[i], values[i + 1]);
        page.receive(Map.of("method", "custom", "content", event));
    }

    private static String flat(String state) {
        return state.replace("\n", " ");
    }

    /** What the lines build, in a program of their own. */
    private static List<String> output(Path folder, List<NetworkExplorer> explorers) throws Exception {
        StringBuilder methods = new StringBuilder();
        StringBuilder calls = new StringBuilder();
        for (int k = 0; k < explorers.size(); k++) {
            methods.append("    static NetworkExplorer line" + k + "() {\n        return ")
                    .append(explorers.get(k).code())
                    .append(";\n    }\n");
            calls.append("        print(line" + k + "());\n");
        }
        String source = """
                package dev.gradus.jupyter.widgets;
                import static dev.gradus.Gradus.*;
                import dev.gradus.data.Dataset;
                import dev.gradus.data.Points;
                public class Lines {
                    static void print(NetworkExplorer it) {
                        System.out.write((ExplorerLineTest.state(it) + "\\n").getBytes(java.nio.charset.StandardCharsets.UTF_8), 0,
                            (ExplorerLineTest.state(it) + "\\n").getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
                    }
                    public static void main(String[] args) {
                """ + calls + "    System.out.flush();\n    }\n" + methods + "}\n";
        Path file = Files.writeString(folder.resolve("Lines.java"), source);
        Compiled.into(folder, List.of(file));
        ProcessBuilder started = Programs.java(Programs.THIS_JDK, List.of(), "dev.gradus.jupyter.widgets.Lines");
        List<String> command = started.command();
        command.set(2, folder + File.pathSeparator + command.get(2));
        return Stream.of(Programs.output(started).split("\n")).toList();
    }
}
