package dev.gradus.train;

import static dev.gradus.Gradus.*;

import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.nn.Parameter;
import java.util.Arrays;

/** A program that trains a few small networks of odd shapes and prints the bits of all that came out. */
final class Fingerprint {
    private Fingerprint() {}

    public static void main(String[] args) {
        System.out.println(text());
    }

    static String text() {
        Dataset digits = Mnist.load().train().take(600);
        StringBuilder text = new StringBuilder();
        for (Activation hidden : new Activation[] {relu(), sigmoid(), tanh()})
            for (int batchSize : new int[] {7, 128, 129})
                text.append(hidden + " " + batchSize)
                        .append(bits(
                                Network.input(784)
                                        .dense(127, hidden)
                                        .dense(17, tanh())
                                        .dense(10, softmax())
                                        .seed(batchSize),
                                batchSize,
                                digits));
        for (int batchSize : new int[] {13, 129})
            text.append("vocabulary " + batchSize)
                    .append(bits(
                            Network.input(784)
                                    .layer(dense(127, leakyRelu()).l1(1e-5))
                                    .dropout(0.3)
                                    .dense(101, elu())
                                    .batchNorm()
                                    .dense(17, gelu())
                                    .dense(10, sigmoid())
                                    .l2(1e-4)
                                    .seed(batchSize),
                            batchSize,
                            digits));
        text.append("convolution")
                .append(bits(
                        Network.input(1, 28, 28)
                                .layer(conv2d(5, 5, relu()).stride(2).padding(1))
                                .averagePool(2)
                                .conv2d(9, 3, tanh())
                                .maxPool(2)
                                .flatten()
                                .dense(10, softmax())
                                .seed(3),
                        37,
                        digits.take(300)));
        return text.toString().strip();
    }

    private static String bits(NetworkBuilder builder, int batchSize, Dataset digits) {
        Network network = builder.build();
        History history = Trainer.of(network)
                .optimizer(sgd(0.05))
                .batchSize(batchSize)
                .epochs(2)
                .validationSplit(0.1)
                .quiet()
                .fit(digits);
        StringBuilder text = new StringBuilder(": ");
        text.append(Double.toHexString(history.last().trainingLoss())).append(' ');
        text.append(Double.toHexString(history.last().validationLoss())).append(' ');
        for (Parameter p : network.parameters())
            text.append(Integer.toHexString(Arrays.hashCode(p.values()))).append(' ');
        text.append(Integer.toHexString(Arrays.hashCode(network.predict(digits.input(3)))));
        return text.append('\n').toString();
    }
}
