package dev.gradus.train;

import static dev.gradus.Gradus.*;

import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Activation;
import dev.gradus.nn.Network;
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
            for (int batchSize : new int[] {7, 128, 129}) {
                Network network = Network.input(784)
                        .dense(127, hidden)
                        .dense(17, tanh())
                        .dense(10, softmax())
                        .seed(batchSize)
                        .build();
                History history = Trainer.of(network)
                        .optimizer(sgd(0.05))
                        .batchSize(batchSize)
                        .epochs(2)
                        .validationSplit(0.1)
                        .quiet()
                        .fit(digits);
                text.append(hidden).append(' ').append(batchSize).append(": ");
                text.append(Double.toHexString(history.last().trainingLoss())).append(' ');
                text.append(Double.toHexString(history.last().validationLoss())).append(' ');
                for (Parameter p : network.parameters())
                    text.append(Integer.toHexString(Arrays.hashCode(p.values())))
                            .append(' ');
                text.append(Integer.toHexString(Arrays.hashCode(network.predict(digits.input(3)))));
                text.append('\n');
            }
        text.append(convolution(digits));
        return text.toString().strip();
    }

    /** The same for a network that has all there is for pictures. */
    private static String convolution(Dataset digits) {
        Network network = Network.input(1, 28, 28)
                .layer(conv2d(5, 5, relu()).stride(2).padding(1))
                .averagePool(2)
                .conv2d(9, 3, tanh())
                .maxPool(2)
                .flatten()
                .dense(10, softmax())
                .seed(3)
                .build();
        History history = Trainer.of(network)
                .optimizer(sgd(0.1))
                .batchSize(37)
                .epochs(1)
                .quiet()
                .fit(digits.take(300));
        StringBuilder text = new StringBuilder("convolution: ");
        text.append(Double.toHexString(history.last().trainingLoss()));
        for (Parameter p : network.parameters())
            text.append(' ').append(Integer.toHexString(Arrays.hashCode(p.values())));
        return text.toString();
    }
}
