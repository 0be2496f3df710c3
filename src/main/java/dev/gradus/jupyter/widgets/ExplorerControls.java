package dev.gradus.jupyter.widgets;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Linear;
import dev.gradus.activation.Relu;
import dev.gradus.activation.Sigmoid;
import dev.gradus.activation.Tanh;
import dev.gradus.data.Points;
import dev.gradus.explorer.Exploration;
import dev.gradus.explorer.Setup;
import dev.gradus.jupyter.host.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The sliders and choices of a {@link NetworkExplorer}, and what each changes in its setup. */
final class ExplorerControls {
    private static final List<Points> DRAWN =
            List.of(Points.circle(), Points.xor(), Points.gaussians(), Points.spiral(), Points.own());
    private static final List<String> KINDS = List.of("circle", "xor", "gaussians", "spiral", "own", "given");

    /** How fast it plays. */
    enum Speed {
        ONE,
        GROWING,
        FULL;

        static final List<String> NAMES =
                Arrays.stream(values()).map(Speed::code).toList();

        /** As it is called in code. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The word for it. */
        @Override
        public String toString() {
            return Messages.text("network.speed." + code());
        }
    }

    /** A kind of points under the word for it. */
    private record Kind(int number) {
        @Override
        public String toString() {
            return Messages.text("network.data." + KINDS.get(number));
        }
    }

    /** Something that is 0 or small, as penalties are. */
    private static Slider small(String key) {
        return Slider.of(Messages.text(key), 0, 0.1).marks(0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1);
    }

    private static Slider slider(String key, double low, double high, double step) {
        return Slider.of(Messages.text(key), low, high).step(step);
    }

    final Slider rate = Slider.of(Messages.text("training.rate"), 0.0001, 10).log();
    final Choice<Speed> speed = Choice.of(Messages.text("network.speed"), Speed.ONE, Speed.GROWING, Speed.FULL)
            .at(Speed.GROWING);
    private final Choice<Kind> data;
    private final Slider samples = slider("network.samples", 20, 1000, 20);
    private final Slider noise = slider("network.noise", 0, 0.5, 0.05);
    private final Slider test = slider("network.test-share", 0, 0.9, 0.05);
    private final Slider dataSeed = slider("network.data-seed", 0, 99, 1);
    private final Choice<Activation> activation;
    private final Slider batch = slider("network.batch", 1, 100, 1);
    private final Slider l1 = small("network.l1");
    private final Slider l2 = small("network.l2");
    private final Slider seed = slider("network.seed", 0, 99, 1);
    private final @Nullable Points given;

    /** @param change what to do with a setup's change */
    ExplorerControls(Exploration it, Consumer<UnaryOperator<Setup>> change) {
        Points points = it.points();
        given = points.isTable() ? points : null;
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < (given == null ? DRAWN.size() : KINDS.size()); i++) kinds.add(new Kind(i));
        data = Choice.of(Messages.text("network.data"), kinds.toArray(Kind[]::new));
        activation =
                Choice.of(Messages.text("network.activation"), new Tanh(), new Relu(), new Sigmoid(), new Linear());
        reflect(it);
        data.onChange(kind -> change.accept(s -> s.withPoints(points(kind.number, s.points()))));
        samples.onChange(n -> change.accept(s -> drawn(s, s.points().isDrawn(), p -> p.samples(n.intValue()))));
        noise.onChange(v -> change.accept(s -> drawn(s, s.points().isDrawn(), p -> p.noise(v))));
        test.onChange(v -> change.accept(s -> drawn(s, true, p -> p.testShare(v))));
        dataSeed.onChange(v -> change.accept(s -> drawn(s, true, p -> p.seed(v.longValue()))));
        activation.onChange(a -> change.accept(s -> s.withActivation(a)));
        batch.onChange(n -> change.accept(s -> s.withBatchSize(n.intValue())));
        l1.onChange(v -> change.accept(s -> s.withL1(v)));
        l2.onChange(v -> change.accept(s -> s.withL2(v)));
        seed.onChange(v -> change.accept(s -> s.withSeed(v.longValue())));
    }

    private static Setup drawn(Setup setup, boolean may, UnaryOperator<Points> change) {
        return may ? setup.withPoints(change.apply(setup.points())) : setup;
    }

    /** Other points, as far as they can be with the settings of those before. */
    private Points points(int kind, Points before) {
        if (kind == DRAWN.size() && given != null) return given.features(features(before));
        Points points = DRAWN.get(kind).features(features(before));
        if (before.outputs() > 1) points = points.oneHot();
        if (points.isDrawn() && before.isDrawn())
            points = points.samples(before.samples()).noise(before.noise()).testShare(before.testShare());
        return points.seed(before.seed());
    }

    private static String[] features(Points points) {
        return points.features().toArray(String[]::new);
    }

    /** They show what it is set to. */
    void reflect(Exploration it) {
        Setup setup = it.setup();
        Points points = setup.points();
        rate.reflect(it.learningRate());
        data.reflect(new Kind(KINDS.indexOf(points.kind())));
        samples.reflect((double) points.samples());
        noise.reflect(points.noise());
        test.reflect(points.testShare());
        dataSeed.reflect((double) points.seed());
        activation.offer(setup.activation());
        batch.reflect((double) setup.batchSize());
        l1.reflect(setup.l1());
        l2.reflect(setup.l2());
        seed.reflect((double) setup.seed());
    }

    /** All of them by the names by which a teacher hides them. */
    Map<String, Control<?>> byName() {
        Map<String, Control<?>> controls = new LinkedHashMap<>();
        controls.put("learningRate", rate);
        controls.put("speed", speed);
        controls.put("data", data);
        controls.put("samples", samples);
        controls.put("noise", noise);
        controls.put("testShare", test);
        controls.put("dataSeed", dataSeed);
        controls.put("activation", activation);
        controls.put("batchSize", batch);
        controls.put("l1", l1);
        controls.put("l2", l2);
        controls.put("seed", seed);
        return controls;
    }
}
