package dev.gradus.nn;

import dev.gradus.data.Safetensors;
import dev.gradus.data.StoredTensor;
import dev.gradus.math.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The weights of a network in a file with the names and shapes of the equivalent {@code torch.nn.Sequential}. Two things
 * differ from the network itself: a dense weight is inputs × outputs here and outputs × inputs there; and batch normalisation
 * counts its batches there, where here the network counts its steps.
 */
final class WeightFile {
    private static final String RUNNING = ".running_mean";
    private static final String COUNTER = ".num_batches_tracked";
    private static final String CLASSES = "gradus.classes"; // a note, with a JSON list
    private static final String HELD = "gradus.zeros"; // a note: the parameters whose zeros stay, a JSON list

    private WeightFile() {}

    // ---- saving ----

    static void save(Network network, Path file) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            String name = parameter.name();
            int[] shape = parameter.fileShape();
            double[] values = parameter.fileValues();
            checkFinite(name, values);
            tensors.put(
                    name,
                    parameter.matrix().isDouble()
                            ? StoredTensor.doubles(shape, values)
                            : StoredTensor.floats(shape, values));
            if (name.endsWith(RUNNING))
                tensors.put(counter(name), StoredTensor.integers(new int[] {}, network.steps()));
        }
        new Safetensors(tensors, notes(network)).write(file);
    }

    /** Indices say nothing that their places don't say. */
    private static Map<String, String> notes(Network network) {
        Map<String, String> notes = new LinkedHashMap<>();
        List<String> classes = network.classes();
        boolean named =
                IntStream.range(0, classes.size()).anyMatch(k -> !classes.get(k).equals(Integer.toString(k)));
        if (named) notes.put(CLASSES, Safetensors.list(classes));
        List<String> held = network.parameters().stream()
                .filter(Parameter::holdsZeros)
                .map(Parameter::name)
                .toList();
        if (!held.isEmpty()) notes.put(HELD, Safetensors.list(held));
        return notes;
    }

    static void checkFinite(String name, double[] values) {
        for (double value : values)
            if (!Double.isFinite(value))
                throw new IllegalStateException(
                        name + " holds " + value
                                + "; weights that stopped being numbers are not saved, train again with a smaller learning rate");
    }

    // ---- loading ----

    /** Looks at everything first: whatever is wrong, the network stays as it was. Gives the names of the classes. */
    static List<String> load(Network network, Safetensors content, String file) {
        Map<String, StoredTensor> tensors = content.tensors();
        List<String> problems = new ArrayList<>();
        List<String> classes = classes(content, network.outputs(), problems);
        List<String> held = held(content, problems);
        Set<String> extra = new TreeSet<>(tensors.keySet());
        for (Parameter parameter : network.parameters()) {
            String name = parameter.name();
            extra.remove(name);
            if (name.endsWith(RUNNING)) extra.remove(counter(name)); // may be there; the network counts its own steps
            StoredTensor tensor = tensors.get(name);
            if (tensor == null)
                problems.add(name + " (" + Shape.text(parameter.fileShape()) + ") is missing in the file");
            else if (!Shape.text(tensor.shape()).equals(Shape.text(parameter.fileShape())))
                problems.add(name + " is (" + Shape.text(tensor.shape()) + ") in the file, but ("
                        + Shape.text(parameter.fileShape()) + ") in the network");
            else checkFinite(parameter, tensor, problems);
        }
        for (String name : extra)
            problems.add(
                    name + " (" + Shape.text(tensors.get(name).shape()) + ") is in the file, but not in the network");
        if (!problems.isEmpty())
            throw new IllegalArgumentException(
                    file + " doesn't fit this network, which stays as it was: " + brief(problems)
                            + ". Build the network with the layers that the file was saved from"
                            + " (dense weights are outputs × inputs in a file)");
        for (Parameter parameter : network.parameters()) {
            parameter.setFromFile(tensors.get(parameter.name()).values());
            if (held.contains(parameter.name())) parameter.holdZeros();
            else parameter.releaseZeros();
        }
        return classes;
    }

    private static List<String> held(Safetensors content, List<String> problems) {
        if (!content.metadata().containsKey(HELD)) return List.of();
        try {
            return content.list(HELD);
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
            return List.of();
        }
    }

    private static List<String> classes(Safetensors content, int outputs, List<String> problems) {
        if (!content.metadata().containsKey(CLASSES)) return List.of();
        try {
            List<String> classes = content.list(CLASSES);
            if (classes.size() != outputs || Set.copyOf(classes).size() != outputs)
                problems.add(CLASSES + " names " + Set.copyOf(classes).size() + " classes, but the network gives "
                        + outputs + (outputs == 1 ? " output" : " outputs"));
            return classes;
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
            return List.of();
        }
    }

    private static void checkFinite(Parameter parameter, StoredTensor tensor, List<String> problems) {
        boolean isDouble = parameter.matrix().isDouble();
        for (int i = 0; i < tensor.size(); i++)
            if (!(isDouble ? Double.isFinite(tensor.get(i)) : Float.isFinite((float) tensor.get(i)))) {
                problems.add(parameter.name() + " holds " + tensor.get(i) + " at place " + i
                        + ", where the network needs a finite number");
                return;
            }
    }

    private static String brief(List<String> problems) {
        int most = 6;
        String first = String.join("; ", problems.subList(0, Math.min(most, problems.size())));
        return problems.size() <= most ? first : first + "; and " + (problems.size() - most) + " more";
    }

    // ---- names and shapes ----

    private static String counter(String runningMean) {
        return runningMean.substring(0, runningMean.length() - RUNNING.length()) + COUNTER;
    }
}
