package dev.gradus.nn;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.activation.Initializer;
import dev.gradus.evaluation.Counting;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.math.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** build() tries a layer of one's own: what breaks the contract is named, and what keeps it is left alone. */
class ProbeTest {
    /** y = s ⊙ x, and what its heirs do wrong. */
    private static class Scale implements Layer {
        final Parameter s;
        Matrix x = Matrix.zeros(0, 0);

        Scale(LayerSetup setup) {
            s = setup.constant("scale", setup.inputs(), 1);
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            this.x = x;
            return x.times(s.matrix());
        }

        @Override
        public Matrix backward(Matrix delta) {
            delta.times(x).addColumnSums(s.gradient());
            return delta.times(s.matrix());
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(s);
        }
    }

    private static void refused(Function<LayerSetup, Layer> mine, String words) {
        assertThatThrownBy(() ->
                        Network.input(3).dense(4, relu()).layer(mine::apply).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("layer 2 (" + words);
    }

    /** Once backward gave ∂J/∂x alone, and gradients was called besides. */
    private static final class Old extends Forgetful {
        Old(LayerSetup setup) {
            super(setup);
        }

        @Override
        public void gradients(Matrix delta) {
            delta.times(x).addColumnSums(s.gradient());
        }
    }

    @Test
    void gradientsAlone() {
        refused(
                Old::new,
                "Old): backward(δ) leaves the gradient of 2.scale at 0; backward adds ∂J/∂θ to the gradient of each"
                        + " parameter and gives ∂J/∂x (so far gradients(δ) alone does: call it from backward)");
    }

    private static class Forgetful extends Scale {
        Forgetful(LayerSetup setup) {
            super(setup);
        }

        @Override
        public Matrix backward(Matrix delta) {
            return delta.times(s.matrix());
        }
    }

    @Test
    void noGradientsAtAll() {
        refused(
                Forgetful::new,
                "Forgetful): backward(δ) leaves the gradient of 2.scale at 0; backward adds ∂J/∂θ to the gradient of"
                        + " each parameter and gives ∂J/∂x");
    }

    private static final class Apart extends Scale {
        Apart(LayerSetup setup) {
            super(setup);
        }

        @Override
        public void gradients(Matrix delta) {}
    }

    @Test
    void noGradientsInFront() {
        refused(
                Apart::new,
                "Apart): gradients(δ) leaves the gradient of 2.scale at 0, but backward(δ) does not; leave gradients"
                        + " out, or let both add the same");
    }

    private static final class InPlace extends Scale {
        InPlace(LayerSetup setup) {
            super(setup);
        }

        @Override
        public Matrix backward(Matrix delta) {
            delta.times(x).addColumnSums(s.gradient());
            delta.scale(2);
            return delta;
        }
    }

    @Test
    void writingIntoDelta() {
        refused(
                InPlace::new,
                "InPlace): backward(δ) writes into δ, which others read, too; write into a matrix of its own, e.g."
                        + " delta.like()");
    }

    private static final class Nothing extends Scale {
        private final boolean forward;

        Nothing(LayerSetup setup, boolean forward) {
            super(setup);
            this.forward = forward;
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            return forward ? null : super.forward(x, training);
        }

        @Override
        public Matrix backward(Matrix delta) {
            super.backward(delta);
            return null;
        }
    }

    @Test
    void nullForAMatrix() {
        refused(setup -> new Nothing(setup, true), "Nothing): forward(x, …) gives null; expected a 3 × 4 matrix");
        refused(setup -> new Nothing(setup, false), "Nothing): backward(δ) gives null; expected a 3 × 4 matrix");
    }

    private static final class Turned extends Scale {
        Turned(LayerSetup setup) {
            super(setup);
        }

        @Override
        public Matrix backward(Matrix delta) {
            return super.backward(delta).transposed();
        }
    }

    @Test
    void anotherShapeBackward() {
        refused(Turned::new, "Turned): backward(δ) gives a 4 × 3 matrix for 3 samples of 4, but the input was 3 × 4");
        assertThatThrownBy(() -> Network.sequence(5, 4).layer(Turned::new).build())
                .hasMessage("layer 0 (Turned): backward(δ) gives a 4 × 15 matrix for 3 samples of 5 × 4, but the input"
                        + " was 15 × 4");
    }

    private static final class Lists extends Scale {
        private final List<Parameter> parameters;

        Lists(LayerSetup setup, List<Parameter> parameters) {
            super(setup);
            this.parameters = parameters;
        }

        @Override
        public List<Parameter> parameters() {
            return parameters;
        }

        @Override
        public String toString() {
            return "mine";
        }
    }

    @Test
    void nullForParameters() {
        refused(
                setup -> new Lists(setup, null),
                "mine): parameters() gives null; a layer without any gives List.of(), or leaves the method out");
        refused(
                setup -> new Lists(setup, Arrays.asList((Parameter) null)),
                "mine): parameters() holds null; make each in the constructor, e.g. by setup.constant(\"scale\", n, 1)");
    }

    /** What two layers share belongs to one of them; the other may use it all the same, and then adds to its gradient. */
    @Test
    void oneParameterInTwoLayers() {
        Scale[] first = new Scale[1];
        LayerSpec lends = setup -> first[0] = new Scale(setup);
        LayerSpec lists = setup -> new Lists(setup, List.of(first[0].s));
        assertThatThrownBy(() -> Network.input(3)
                        .layer(lends)
                        .layer(tied(first))
                        .layer(lists)
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("layer 2 (mine): backward(δ) leaves the gradient of 0.scale at 0");
        LayerSpec again = setup -> first[0];
        assertThatThrownBy(() -> Network.input(3).layer(lends).layer(again).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "layer 1 (Scale) lists the parameter 0.scale, which layer 0 (Scale) lists, too, so that every"
                                + " step would move it twice; let one layer list it in parameters(), once");
        Network network = Network.input(3)
                .layer(lends)
                .layer(tied(first))
                .dense(2, softmax())
                .build();
        for (Parameter p : network.parameters())
            assertThat(p.gradient().toArray()).containsOnly(0);
        assertThat(network.parameters()).hasSize(3);
    }

    /** Uses the parameter of another layer and lists none. */
    private static LayerSpec tied(Scale[] other) {
        return setup -> new Layer() {
            private Matrix x = Matrix.zeros(0, 0);

            @Override
            public Matrix forward(Matrix x, boolean training) {
                this.x = x;
                return x.times(other[0].s.matrix());
            }

            @Override
            public Matrix backward(Matrix delta) {
                delta.times(x).addColumnSums(other[0].s.gradient());
                return delta.times(other[0].s.matrix());
            }
        };
    }

    @Test
    void oneRoleForTwoParameters() {
        LayerSpec two =
                setup -> new Lists(setup, List.of(setup.parameter("weight", 4, 4), setup.parameter("weight", 4, 4)));
        assertThatThrownBy(() -> Network.input(3).dense(4, relu()).layer(two).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "two parameters are called 2.weight; give each of a layer's its own role, and layers within a"
                                + " layer a setup of their own, setup.inside(i, shape)");
    }

    /** Within another layer it is named by both. */
    @Test
    void deepWithin() {
        assertThatThrownBy(() -> Network.input(3)
                        .dense(4, relu())
                        .residual(block -> block.layerNorm().layer(Old::new))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("layer 2.1 (Old): backward(δ) leaves the gradient of 2.1.scale at 0");
    }

    // ---- no false accusations ----

    /** x + x·A·B, where B starts at 0, so that the gradient of A does, too. */
    private static final class LowRank implements Layer {
        private final Parameter a;
        private final Parameter b;
        private Matrix x = Matrix.zeros(0, 0);

        LowRank(LayerSetup setup) {
            a = setup.parameter("a", setup.inputs(), 2);
            b = setup.table("b", 2, setup.inputs(), zeros());
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            this.x = x;
            return x.plus(x.dot(a.matrix()).dot(b.matrix()));
        }

        @Override
        public Matrix backward(Matrix delta) {
            x.dot(a.matrix()).addTransposedProduct(delta, b.gradient());
            Matrix d = delta.dot(b.matrix().transposed());
            x.addTransposedProduct(d, a.gradient());
            return delta.plus(d.dot(a.matrix().transposed()));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(a, b);
        }
    }

    /** y = x ⊙ mask, then ⊙ s where x is positive: silent for most of its inputs, and a mask that a step draws once. */
    private static final class Gated extends Scale {
        private final double rate;
        private final Supplier<RandomStream> random;
        private Matrix gate = Matrix.zeros(0, 0);

        Gated(LayerSetup setup, double rate) {
            super(setup);
            this.rate = rate;
            random = setup.random("mask");
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            gate = x.map(v -> v > 0 ? 1 : 0);
            if (training && rate > 0) {
                gate.fillMask(rate, random.get());
                gate = gate.times(x.map(v -> v > 0 ? 1 : 0));
            }
            return super.forward(x.times(gate), training);
        }

        @Override
        public Matrix backward(Matrix delta) {
            return super.backward(delta).times(gate);
        }
    }

    /** Counts what it has seen. */
    private static final class Counting extends Scale {
        private final Parameter seen;

        Counting(LayerSetup setup) {
            super(setup);
            seen = setup.state("seen", 2, 0.1);
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            if (training) seen.matrix().map(v -> v + x.rows(), seen.matrix());
            return super.forward(x, training);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(s, seen);
        }
    }

    /** A number that somebody has fixed. */
    private static final class Fixed extends Scale {
        Fixed(LayerSetup setup) {
            super(setup);
            s.freeze();
        }

        @Override
        public Matrix backward(Matrix delta) {
            return delta.times(s.matrix());
        }
    }

    private static Layer layer(String name, LayerSetup setup) {
        return switch (name) {
            case "scale" -> new Scale(setup);
            case "lowRank" -> new LowRank(setup);
            case "gated" -> new Gated(setup, 0);
            case "masked" -> new Gated(setup, 0.5);
            case "hardly ever" -> new Gated(setup, 0.95);
            case "counting" -> new Counting(setup);
            default -> new Fixed(setup);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale", "lowRank", "gated", "masked", "hardly ever", "counting", "fixed"})
    void whatKeepsTheContractIsLeftAsItWas(String name) {
        for (int inputs : new int[] {1, 2, 5})
            for (long seed = 0; seed < 20; seed++)
                for (boolean inDouble : new boolean[] {false, true}) {
                    Shape shape = Shape.of(inputs);
                    Layer layer = layer(name, Table.setup(shape, Initializer.xavier(), seed, inDouble));
                    List<double[]> before = new ArrayList<>();
                    for (Parameter p : layer.parameters()) before.add(p.values());
                    new Probe("0", name, layer, shape, shape, inDouble).run();
                    for (int p = 0; p < before.size(); p++) {
                        assertThat(layer.parameters().get(p).values()).isEqualTo(before.get(p));
                        assertThat(layer.parameters().get(p).gradient().toArray())
                                .containsOnly(0);
                    }
                }
    }

    /** Nor does it show in what a network draws or learns: layers behind it start and are masked as ever. */
    @Test
    void othersDoNotNotice() {
        Network with = Network.input(3)
                .layer(Counting::new)
                .dense(4, tanh())
                .dropout(0.5)
                .seed(3)
                .build();
        Network without = Network.input(3)
                .layerNorm()
                .dense(4, tanh())
                .dropout(0.5)
                .seed(3)
                .build();
        assertThat(with.parameters().get(2).values())
                .isEqualTo(without.parameters().get(2).values());
        assertThat(with.steps()).isZero();
        assertThat(with.parameters().get(1).values()).containsOnly((float) 0.1);
    }

    /** How long it takes to try a layer of this size: in the test's output, for whoever wants to know. */
    @Test
    void whatItCosts() {
        LayerSpec wide = new LayerSpec() {
            @Override
            public Layer build(LayerSetup setup) {
                Parameter w = setup.parameter("weight", setup.inputs(), 128);
                return new Layer() {
                    private Matrix x = Matrix.zeros(0, 0);

                    @Override
                    public Matrix forward(Matrix x, boolean training) {
                        this.x = x;
                        return x.dot(w.matrix());
                    }

                    @Override
                    public Matrix backward(Matrix delta) {
                        x.addTransposedProduct(delta, w.gradient());
                        return delta.dot(w.matrix().transposed());
                    }

                    @Override
                    public List<Parameter> parameters() {
                        return List.of(w);
                    }
                };
            }

            @Override
            public Shape outputShape(Shape inputShape) {
                return inputShape.withRow(128);
            }
        };
        for (int i = 0; i < 5; i++) {
            long own = -System.nanoTime();
            Network.input(784).layer(wide).build();
            own += System.nanoTime();
            long ours = -System.nanoTime();
            Network network = Network.input(784).dense(128, linear()).build();
            ours += System.nanoTime();
            assertThat(network.parameters().get(0).matrix().size()).isEqualTo(784 * 128);
            System.out.printf("build() of 784 × 128: %.1f ms, of one's own %.1f ms%n", ours / 1e6, own / 1e6);
        }
    }
}
