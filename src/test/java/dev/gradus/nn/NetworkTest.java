package dev.gradus.nn;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.data.Dataset;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private final Network network = Network.input(784)
            .dense(128, relu())
            .dense(64, relu())
            .dense(10, softmax())
            .build();

    @Test
    void summaryHasShapesAndCounts() {
        assertThat(network.summary().parameters()).isEqualTo(109_386);
        assertThat(network.summary()).hasToString("""
                        layer                    output   parameters
                        input                       784
                        dense, relu                 128      100,480
                        dense, relu                  64        8,256
                        dense, softmax               10          650
                        total                                109,386""");
        assertThat(network.parameters())
                .extracting(Parameter::name)
                .containsExactly("0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias");
        assertThat(network.parameters().get(0).shape()).containsExactly(784, 128);
    }

    @Test
    void predictionsOfManyAreThoseOfEach() {
        double[][] inputs = new double[1203][784]; // more than two internal batches
        for (int i = 0; i < inputs.length; i++) inputs[i][i % 784] = 1;
        double[][] outputs = network.predict(inputs);
        assertThat(outputs).hasDimensions(1203, 10);
        assertThat(outputs[1202]).isEqualTo(network.predict(inputs[1202]));
        assertThat(Arrays.stream(outputs[7]).sum()).isCloseTo(1, within(1e-6));
    }

    /** A layer of 409,600 outputs: no more than ten samples at once, which is 16 MB. */
    @Test
    void wideLayersSeeSmallBatches() {
        List<Integer> seen = new ArrayList<>();
        record Resized(int columns, List<Integer> seen) implements LayerSpec, Layer {
            @Override
            public Layer build(LayerSetup setup) {
                return this;
            }

            @Override
            public Shape outputShape(Shape inputShape) {
                return inputShape.withRow(columns);
            }

            @Override
            public Matrix forward(Matrix x, boolean training) {
                seen.add(x.rows());
                return x.like(x.rows(), columns);
            }

            @Override
            public Matrix backward(Matrix delta) {
                return delta.like(delta.rows(), columns == 1 ? 409_600 : 1);
            }
        }
        Network wide = Network.input(1)
                .layer(new Resized(409_600, seen))
                .layer(new Resized(1, new ArrayList<>()))
                .build();
        seen.clear();
        wide.predict(new double[24][1]);
        wide.evaluate(Dataset.of(new double[24][1], new double[24][1]));
        assertThat(seen).containsExactly(10, 10, 4, 10, 10, 4);
    }

    @Test
    void copiesAreIndependent() {
        double[] input = new double[784];
        input[300] = 1;
        Network copy = network.copy();
        double[] before = network.predict(input);
        assertThat(copy.predict(input)).isEqualTo(before);
        copy.parameters().get(0).set(new double[784 * 128]);
        assertThat(network.predict(input)).isEqualTo(before);
        assertThat(copy.predict(input)).isNotEqualTo(before);
    }

    @Test
    void evaluationCounts() {
        Network identity = Network.input(3).dense(3, linear()).build();
        identity.parameters().get(0).set(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
        Dataset data =
                Dataset.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0.1, 0, 0.9}, {0, 0.6, 0.4}}, new int[] {0, 1, 0, 2});
        Evaluation evaluation = identity.evaluate(data);
        assertThat(evaluation.accuracy()).isEqualTo(0.5);
        assertThat(evaluation.loss()).isCloseTo((0.9 * 0.9 + 0.9 * 0.9 + 0.6 * 0.6 + 0.6 * 0.6) / 12, within(1e-7));
        assertThat(evaluation.confusion()).isDeepEqualTo(new int[][] {{1, 0, 1}, {0, 1, 0}, {0, 1, 0}});
        assertThat(evaluation.mistakes())
                .extracting(Evaluation.Mistake::index, Evaluation.Mistake::truth, Evaluation.Mistake::predicted)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, 0, 2), org.assertj.core.groups.Tuple.tuple(3, 2, 1));
        assertThat(evaluation).hasToString("Evaluation of 4 samples: loss 0.1950, accuracy 50.00 %");
    }

    @Test
    void regressionHasNoAccuracy() {
        Dataset line = Dataset.of(new double[][] {{1}, {2}}, new double[][] {{2.5}, {4.5}});
        Evaluation evaluation = Network.input(1).dense(1, linear()).build().evaluate(line);
        assertThat(evaluation.accuracy()).isNaN();
        assertThat(evaluation.mistakes()).isEmpty();
        assertThat(evaluation.toString()).doesNotContain("accuracy");
        assertThatThrownBy(evaluation::confusion).hasMessageContaining("needs classes");
    }

    @Test
    void mistakesAreRefusedWithWords() {
        assertThatThrownBy(() -> Network.input(0)).hasMessage("n must be at least 1, but is 0");
        assertThatThrownBy(() -> Network.input(3).build()).hasMessageContaining("at least one layer");
        assertThatThrownBy(() -> Network.input(3).dense(0, relu())).hasMessage("units must be at least 1, but is 0");
        assertThatThrownBy(() -> Network.input(3).dense(2, null)).hasMessageContaining("activation is null");
        assertThatThrownBy(() -> Network.input(3).layer(null)).hasMessageContaining("spec is null");
        assertThatThrownBy(() -> Network.input(3).initializer(null)).hasMessageContaining("initializer is null");
        assertThatThrownBy(() -> network.predict(new double[3]))
                .hasMessage("inputs[0] has 3 numbers, but the network takes 784");
        assertThatThrownBy(() -> network.predict((double[][]) null)).hasMessageContaining("inputs is null");
        assertThatThrownBy(() -> network.predict(new double[][] {null})).hasMessageContaining("inputs[0] is null");
        assertThatThrownBy(() -> network.evaluate(Dataset.of(new double[][] {{1, 2}}, new int[] {0})))
                .hasMessageContaining("data has inputs of 2 (2 numbers), but the network takes 784");
        assertThatThrownBy(() -> network.evaluate(Dataset.of(new double[1][784], new int[] {10})))
                .hasMessageContaining("targets of 11 numbers (one a class), but the last layer gives 10");
        assertThatThrownBy(() -> network.parameters().get(1).set(new double[3]))
                .hasMessage("values has 3 numbers, but 0.bias (1 × 128) has 128");
    }

    @Test
    void aLayerOfOnesOwnWithTheWrongShapeIsFoundWhenTheNetworkIsBuilt() {
        LayerSpec wrong = setup -> new Layer() {
            @Override
            public Matrix forward(Matrix x, boolean training) {
                return x.like(x.rows(), 7);
            }

            @Override
            public Matrix backward(Matrix delta) {
                return delta;
            }

            @Override
            public String toString() {
                return "mine";
            }
        };
        assertThatThrownBy(() -> Network.input(3).dense(4, relu()).layer(wrong).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "layer 2 (mine): forward(x, …) gives a 3 × 7 matrix for 3 samples of 4, but its recipe says 3 × 4;"
                                + " override outputShape in the recipe");
    }

    // ---- numbers that aren't finite ----

    @Test
    void predictRefusesThemWithTheirPlace() {
        Network two = Network.input(2).dense(2, softmax()).build();
        assertThatThrownBy(() -> two.predict(new double[][] {{1, 2}, {3, Double.NaN}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inputs[1][1] is NaN; expected a finite number");
        assertThatThrownBy(() -> two.predict(new double[] {Double.NEGATIVE_INFINITY, 0}))
                .hasMessage("inputs[0][0] is -Infinity; expected a finite number");
        assertThatThrownBy(() -> two.predict(new double[] {1e300, 0}))
                .hasMessageStartingWith(
                        "inputs[0][0] is 1.0E300; expected at most 3.4E38 in size, the largest number of");
        assertThat(two.predict(new double[] {1e38, 0})).hasSize(2);
    }

    @Test
    void evaluationSaysWhyThereIsNoAccuracy() {
        Network two = Network.input(2).dense(2, softmax()).build();
        Dataset data = Dataset.of(new double[][] {{1, 0}, {0, 1}, {1, 1}}, new int[] {0, 1, 1});
        two.parameters().get(0).set(new double[] {1, Double.NaN, 0, 1});
        Evaluation evaluation = two.evaluate(data);
        String why = "the outputs are NaN: 0.weight of layer 0 (dense) holds NaN; train again, or load finite weights";
        assertThat(evaluation.trouble()).isEqualTo(why);
        assertThat(evaluation).hasToString("Evaluation of 3 samples: " + why);
        assertThat(evaluation.accuracy()).isNaN();
        assertThat(evaluation.loss()).isNaN();
        assertThat(evaluation.columns()).containsKey("output 1"); // the numbers, to look at
        assertThatThrownBy(evaluation::report)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a confusion matrix needs numbers, but " + why);
        assertThatThrownBy(evaluation::mistakes).hasMessageContaining(why);
        two.parameters().get(0).set(new double[] {1, 0, 0, 1});
        assertThat(two.evaluate(data).trouble()).isEmpty();
        two.parameters().get(0).set(new double[] {1e30, 0, 0, 1e30});
        assertThat(two.evaluate(Dataset.of(new double[][] {{1e10, 0}, {0, -5}}, new int[] {0, 1}))
                        .trouble())
                .isEqualTo(
                        "the outputs are NaN: layer 0 (dense) gives ∞ for numbers from -5 to 1e10; set or train smaller"
                                + " weights: 0.weight of layer 0 (dense) holds 1.0E30");
    }

    @Test
    void backwardRefusesTargetsOfAnotherSize() {
        Network three = Network.input(2).dense(3, linear()).build();
        Matrix a = three.forward(Matrix.zeros(2, 2), true);
        assertThatThrownBy(() -> three.backward(meanSquaredError(), a, Matrix.zeros(2, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("y (the targets) is 2 × 4, but a (the outputs) is 2 × 3; give a target for each output");
    }
}
