package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import dev.gradus.nn.Layer;
import dev.gradus.nn.LayerSetup;
import dev.gradus.nn.LayerSpec;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parts of a learner's own take the place of ours: written alike, they give the same bits. */
class OwnPartsTest {
    private final Dataset digits = Mnist.load().train().take(600);

    @Test
    void anActivation() {
        Activation own = Activation.of("mine", z -> Math.max(0, z), z -> z > 0 ? 1 : 0);
        assertThat(lossWith(dense(20, own), he(), crossEntropy(), sgd(0.1)))
                .isEqualTo(lossWith(dense(20, relu()), he(), crossEntropy(), sgd(0.1)));
    }

    @Test
    void anOptimizer() {
        Optimizer own = new Optimizer() {
            @Override
            public double learningRate() {
                return 0.1;
            }

            @Override
            public Rule rule(Parameter p) {
                return (eta, t) -> p.matrix().addScaled(-eta, p.gradient());
            }
        };
        assertThat(lossWith(dense(20, relu()), he(), crossEntropy(), own))
                .isEqualTo(lossWith(dense(20, relu()), he(), crossEntropy(), sgd(0.1)));
    }

    @Test
    void aLoss() {
        Loss own = new Loss() {
            @Override
            public double value(Matrix a, Matrix y) {
                double sum = 0;
                for (int i = 0; i < a.rows(); i++)
                    for (int k = 0; k < a.columns(); k++) sum += Math.pow(a.get(i, k) - y.get(i, k), 2);
                return sum / a.size();
            }

            @Override
            public void gradient(Matrix a, Matrix y, Matrix gradient) {
                for (int i = 0; i < a.rows(); i++)
                    for (int k = 0; k < a.columns(); k++)
                        gradient.set(i, k, 2 * (a.get(i, k) - y.get(i, k)) / a.size());
            }
        };
        assertThat(lossWith(dense(20, relu()), he(), own, sgd(0.1)))
                .isEqualTo(lossWith(dense(20, relu()), he(), meanSquaredError(), sgd(0.1)));
    }

    /** Z = XW + b, once more. */
    private static final class OwnDense implements Layer {
        private final Parameter w;
        private final Parameter b;
        private Matrix x = Matrix.zeros(0, 0);

        OwnDense(LayerSetup setup) {
            w = setup.parameter("weight", setup.inputs(), 20);
            b = setup.constant("bias", 20, 0);
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            this.x = x;
            Matrix z = x.like(x.rows(), 20);
            x.multiply(w.matrix(), z);
            z.addRow(b.matrix());
            return z;
        }

        @Override
        public Matrix backward(Matrix delta) {
            x.addTransposedProduct(delta, w.gradient());
            delta.addColumnSums(b.gradient());
            Matrix dx = delta.like(delta.rows(), x.columns());
            delta.multiplyTransposed(w.matrix(), dx);
            return dx;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(w, b);
        }
    }

    @Test
    void aLayer() {
        LayerSpec own = new LayerSpec() {
            @Override
            public Layer build(LayerSetup setup) {
                return new OwnDense(setup);
            }

            @Override
            public Shape outputShape(Shape inputShape) {
                return inputShape.withRow(20);
            }

            @Override
            public Activation activation() {
                return relu();
            }
        };
        assertThat(lossWith(own, he(), crossEntropy(), sgd(0.1)))
                .isEqualTo(lossWith(dense(20, relu()), he(), crossEntropy(), sgd(0.1)));
        assertThat(Network.input(3).layer(own).build().summary().rows().get(0).layer())
                .isEqualTo("OwnDense, relu");
    }

    /** A layer without parameters is one lambda and two methods. */
    @Test
    void aLayerWithoutParameters() {
        LayerSpec half = setup -> new Layer() {
            @Override
            public Matrix forward(Matrix x, boolean training) {
                Matrix y = x.like(x.rows(), x.columns());
                x.map(v -> v / 2, y);
                return y;
            }

            @Override
            public Matrix backward(Matrix delta) {
                return delta.map(d -> d / 2);
            }
        };
        Network network = Network.input(784).layer(half).dense(10, softmax()).build();
        History history =
                Trainer.of(network).optimizer(sgd(0.5)).epochs(3).quiet().fit(digits);
        assertThat(history.last().trainingAccuracy()).isGreaterThan(0.8);
    }

    private double lossWith(
            LayerSpec layer, dev.gradus.activation.Initializer initializer, Loss loss, Optimizer optimizer) {
        Network network = Network.input(784)
                .dense(30, tanh())
                .layer(layer)
                .dense(10, softmax())
                .initializer(initializer)
                .build();
        return Trainer.of(network)
                .loss(loss)
                .optimizer(optimizer)
                .epochs(2)
                .quiet()
                .fit(digits)
                .last()
                .trainingLoss();
    }
}
