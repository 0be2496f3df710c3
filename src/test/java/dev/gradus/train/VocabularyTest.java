package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.loss.Loss;
import dev.gradus.nn.Network;
import org.junit.jupiter.api.Test;

/** Losses and layers in a training. */
class VocabularyTest {
    private final Dataset digits = Mnist.load().train().take(600);

    /** Labels and the same as one-hot targets give the same bits. */
    @Test
    void classIndexOrOneHot() {
        double[][] inputs = new double[100][];
        double[][] oneHot = new double[100][];
        int[] labels = new int[100];
        for (int i = 0; i < 100; i++) {
            inputs[i] = digits.input(i);
            labels[i] = digits.label(i);
            oneHot[i] = digits.target(i);
        }
        for (Loss loss : new Loss[] {crossEntropy(), crossEntropy().weights(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)})
            assertThat(weights(loss, softmax(), Dataset.of(inputs, labels)))
                    .isEqualTo(weights(loss, softmax(), Dataset.of(inputs, oneHot)));
        assertThat(weights(binaryCrossEntropy(), sigmoid(), Dataset.of(inputs, labels)))
                .isEqualTo(weights(binaryCrossEntropy(), sigmoid(), Dataset.of(inputs, oneHot)));
        assertThat(weights(hinge(), linear(), Dataset.of(inputs, labels)))
                .isEqualTo(weights(hinge(), linear(), Dataset.of(inputs, oneHot)));
    }

    private static double[] weights(Loss loss, Activation last, Dataset data) {
        Network network = Network.input(784).dense(10, last).build();
        Trainer.of(network).loss(loss).optimizer(sgd(0.1)).epochs(2).quiet().fit(data);
        return network.parameters().get(0).values();
    }

    @Test
    void dropoutAndBatchNormalisationLearn() {
        Network network = Network.input(784)
                .layer(dense(64, linear()).l2(1e-4))
                .batchNorm()
                .activation(relu())
                .dropout(0.2)
                .dense(10, softmax())
                .seed(1)
                .build();
        Trainer.of(network).optimizer(sgd(0.1)).epochs(20).batchSize(30).quiet().fit(digits);
        assertThat(network.evaluate(digits).accuracy()).isGreaterThan(0.99);
        assertThat(network.evaluate(Mnist.load().test().take(1000)).accuracy()).isGreaterThan(0.8);
    }

    @Test
    void aLastBatchOfOneSampleIsFoundBeforeTheFirst() {
        Network network = Network.input(784).batchNorm().dense(10, softmax()).build();
        assertThatThrownBy(() -> Trainer.of(network).batchSize(599).quiet().fit(digits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("600 samples in batches of 599 leave one for the last");
        assertThat(network.steps()).isZero();
    }

    @Test
    void aMisfitOfLossAndOutputIsFoundBeforeTheFirstBatch() {
        Network network = Network.input(784).dense(10, linear()).build();
        assertThatThrownBy(() -> Trainer.of(network).loss(binaryCrossEntropy()).fit(digits))
                .hasMessageContaining(".dense(10, sigmoid())");
        assertThatThrownBy(
                        () -> Trainer.of(Network.input(784).dense(10, softmax()).build())
                                .loss(crossEntropy().weights(1, 2))
                                .fit(digits))
                .hasMessageContaining("weights for 2 classes, but the last layer gives 10");
    }
}
