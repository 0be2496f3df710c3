package dev.gradus.nn;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Initializer;
import dev.gradus.activation.Linear;
import dev.gradus.errors.LayerException;
import dev.gradus.errors.Names;
import dev.gradus.loss.Penalty;
import dev.gradus.math.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the layers of a chain, each for what the one in front of it gives. What doesn't fit is refused with its place
 * in the network.
 */
final class Assembly {
    private final LayerSetup.Shared shared;
    private final String path; // of the layer around this chain, "2."; empty for the network itself
    private final List<Layer> layers = new ArrayList<>();
    private final List<Network.Part> parts = new ArrayList<>();
    private final List<Summary.Row> rows = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>(); // for each part, its last layer
    private Shape shape; // of one sample behind the newest layer
    private int widest;

    Assembly(LayerSetup.Shared shared, String path, Shape inputShape, List<LayerSpec> specs) {
        this.shared = shared;
        this.path = path;
        shape = inputShape;
        for (LayerSpec spec : specs) add(spec);
        refuseTwins();
    }

    Chain chain() {
        return new Chain(layers);
    }

    List<Network.Part> parts() {
        return parts;
    }

    List<Integer> ends() {
        return ends;
    }

    List<Summary.Row> rows() {
        return rows;
    }

    /** Of one sample behind the last layer. */
    Shape outputShape() {
        return shape;
    }

    /** Numbers of one sample behind the widest layer. */
    int widest() {
        return widest;
    }

    /** Builds one layer and its activation behind what is there. */
    private void add(LayerSpec spec) {
        Activation activation = spec.activation();
        Initializer start = shared.blueprint().initializer();
        Penalty penalty =
                spec.penalty() != null ? spec.penalty() : shared.blueprint().penalty();
        Shape output = outputShape(spec);
        LayerSetup setup = new LayerSetup(
                shared, path, layers.size(), shape, start != null ? start : activation.initializer(), penalty);
        Layer layer = spec.build(setup);
        if (layer == null) throw wrong(spec, "its recipe gives null, no layer", null);
        String name = Names.of(layer);
        if (layer instanceof Proven own) {
            if (!own.readsTokens()) refuseTokens(spec);
        } else new Probe(setup.name(), name, layer, shape, output, shared.inDouble()).run();
        layers.add(layer);
        if (!(activation instanceof Linear || layer instanceof ActivationLayer)) {
            layers.add(new ActivationLayer(activation));
            name += ", " + activation.name();
        }
        rows.add(new Summary.Row(name, output.toString(), count(layer, true), count(layer, false)));
        parts.add(new Network.Part(spec, shape, output, List.copyOf(layer.parameters())));
        ends.add(layers.size() - 1);
        shape = output;
    }

    /** Before anything is built, so that what doesn't fit is named with its place in the network. */
    private Shape outputShape(LayerSpec spec) {
        try {
            Shape output = spec.outputShape(shape);
            widest = Math.max(widest, output.size());
            return output;
        } catch (IllegalArgumentException e) {
            throw wrong(spec, e.getMessage(), e);
        } catch (ArithmeticException e) {
            throw wrong(
                    spec,
                    "an input of " + shape + " makes too many outputs for one array; use fewer units or filters",
                    e);
        }
    }

    private LayerException wrong(LayerSpec spec, String what, @Nullable Throwable cause) {
        String place = path + layers.size();
        return new LayerException("layer " + place + ", " + spec + ": " + what, place, spec.toString(), cause);
    }

    private void refuseTokens(LayerSpec spec) {
        if (shape.vocabulary() > 0) throw wrong(spec, noQuantities(shape), null);
    }

    static String noQuantities(Shape tokens) {
        return "its input is " + tokens + ", whose numbers are names and no quantities; put a layer in front of it that"
                + " makes numbers of them, such as an embedding";
    }

    /** One that two layers share would be moved twice by every step. */
    private void refuseTwins() {
        Map<Parameter, Integer> owners = new IdentityHashMap<>();
        Set<String> names = new HashSet<>();
        for (int l = 0; l < layers.size(); l++)
            for (Parameter p : layers.get(l).parameters()) {
                Integer other = owners.put(p, l);
                if (other == null && !names.add(p.name())) throw LayerSetup.twice(p.name());
                if (other == null) continue;
                throw new IllegalStateException(place(l) + " lists the parameter " + p.name()
                        + (other == l ? " twice" : ", which " + place(other) + " lists, too")
                        + ", so that every step would move it twice; let one layer list it in parameters(), once");
            }
    }

    /** "layer 2 (dense)". */
    private String place(int l) {
        return "layer " + path + l + " (" + Names.of(layers.get(l)) + ")";
    }

    private static long count(Layer layer, boolean learns) {
        return layer.parameters().stream()
                .filter(parameter -> parameter.learns() == learns)
                .mapToLong(parameter -> parameter.matrix().size())
                .sum();
    }
}
