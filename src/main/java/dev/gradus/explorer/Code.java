package dev.gradus.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An exploration as Java: in one line for the explorer, and as the program that does the same with the library alone. */
public final class Code {
    private Code() {}

    /** One line that builds what there is to see: {@code NetworkExplorer.of(circle()).layers(4, 2).epochs(120)}. */
    public static String explorer(Exploration it) {
        Setup setup = it.setup();
        Setup usual = Setup.of(setup.points());
        StringBuilder code = new StringBuilder("NetworkExplorer.of(" + setup.points() + ")");
        if (!setup.units().equals(usual.units()))
            code.append(".layers(").append(list(setup.units())).append(')');
        if (!activation(setup).equals("tanh()"))
            code.append(".activation(").append(activation(setup)).append(')');
        if (setup.learningRate() != usual.learningRate()) option(code, "learningRate", setup.learningRate());
        if (setup.batchSize() != usual.batchSize()) option(code, "batchSize", setup.batchSize());
        if (setup.l1() > 0) option(code, "l1", setup.l1());
        if (setup.l2() > 0) option(code, "l2", setup.l2());
        if (setup.seed() != 0) option(code, "seed", seed(setup.seed()));
        double[][] start = it.start();
        if (start != null) option(code, "start", weights(start));
        for (Change change : it.changes()) code.append('.').append(call(change));
        return code.toString();
    }

    private static void option(StringBuilder code, String name, Object value) {
        code.append('.').append(name).append('(').append(value).append(')');
    }

    private static String call(Change change) {
        if (change instanceof Change.Epochs c) return "epochs(" + c.count() + ")";
        if (change instanceof Change.Rate c) return "learningRate(" + c.learningRate() + ")";
        if (change instanceof Change.Weight c)
            return c.from() == 0
                    ? "bias(" + c.layer() + ", " + c.to() + ", " + c.value() + ")"
                    : "weight(" + c.layer() + ", " + c.from() + ", " + c.to() + ", " + c.value() + ")";
        if (change instanceof Change.Silence c)
            return (c.on() ? "silence(" : "release(") + c.layer() + ", " + c.unit() + ")";
        Change.Added c = (Change.Added) change;
        return "point(" + c.x() + ", " + c.y() + ", " + c.label() + ")";
    }

    /** The program: network, trainer, and what was done. It ends with the evaluation of the network, or without points with the network. */
    public static String program(Exploration it) {
        Setup setup = it.setup();
        List<String> lines = new ArrayList<>();
        lines.add("Points points = " + setup.points() + ";");
        TreeSet<Integer> silenced = it.changes().stream()
                .filter(Change.Silence.class::isInstance)
                .map(change -> ((Change.Silence) change).layer())
                .collect(Collectors.toCollection(TreeSet::new));
        for (int l : silenced) lines.add("Silenced layer" + l + " = new Silenced(" + activation(setup) + ");");
        lines.add("Network network = Network.input(" + setup.points().features().size() + ")");
        for (int l = 1; l <= setup.units().size(); l++)
            lines.add("        .dense(" + setup.units().get(l - 1) + ", "
                    + (silenced.contains(l) ? "layer" + l : activation(setup)) + ")");
        int outputs = setup.points().outputs();
        lines.add("        .dense(" + outputs + ", " + (outputs == 1 ? "sigmoid()" : "softmax()") + ")");
        if (setup.l1() > 0) lines.add("        .l1(" + setup.l1() + ")");
        if (setup.l2() > 0) lines.add("        .l2(" + setup.l2() + ")");
        if (setup.seed() != 0) lines.add("        .seed(" + seed(setup.seed()) + ")");
        lines.add("        .build();");
        double[][] start = it.start();
        if (start != null)
            for (int i = 0; i < start.length; i++)
                lines.add("network.parameters().get(" + i + ").set(new double[] {" + numbers(start[i]) + "});");
        lines.addAll(trainer(setup));
        for (Change change : it.changes()) lines.add(statement(change));
        lines.add(it.points().trainPoints().isEmpty() ? "network" : "network.evaluate(points.train())");
        return String.join("\n", lines);
    }

    private static List<String> trainer(Setup setup) {
        List<String> lines = new ArrayList<>();
        lines.add("Trainer trainer = Trainer.of(network)");
        lines.add("        .optimizer(sgd(" + setup.learningRate() + "))");
        lines.add("        .batchSize(" + setup.batchSize() + ")");
        if (setup.points().hasTest()) lines.add("        .validation(points.test())");
        lines.add("        .quiet();");
        return lines;
    }

    private static String statement(Change change) {
        if (change instanceof Change.Epochs) return "trainer." + call(change) + ".fit(points.train());";
        if (change instanceof Change.Rate) return "trainer." + call(change) + ";";
        if (change instanceof Change.Weight c) {
            int parameter = 2 * (c.layer() - 1) + (c.from() == 0 ? 1 : 0);
            return "network.parameters().get(" + parameter + ").matrix().set(" + Math.max(0, c.from() - 1) + ", "
                    + (c.to() - 1) + ", " + c.value() + ");";
        }
        if (change instanceof Change.Silence c)
            return "layer" + c.layer() + (c.on() ? ".silence(" : ".release(") + c.unit() + ");";
        Change.Added c = (Change.Added) change;
        return "points = points.and(" + c.x() + ", " + c.y() + ", " + c.label() + ");";
    }

    private static String activation(Setup setup) {
        String name = setup.activation().toString();
        return name.endsWith(")") ? name : name + "()";
    }

    private static String seed(long seed) {
        return seed + (seed == (int) seed ? "" : "L");
    }

    private static String list(List<Integer> units) {
        return units.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String weights(double[][] weights) {
        return Arrays.stream(weights)
                .map(w -> "{" + numbers(w) + "}")
                .collect(Collectors.joining(", ", "new double[][] {", "}"));
    }

    private static String numbers(double[] values) {
        return Arrays.stream(values).mapToObj(Code::number).collect(Collectors.joining(", "));
    }

    /** The shortest text that comes back to the same single. */
    private static String number(double value) {
        String shortest = Float.toString((float) value);
        return (float) Double.parseDouble(shortest) == value ? shortest : Double.toString(value);
    }
}
