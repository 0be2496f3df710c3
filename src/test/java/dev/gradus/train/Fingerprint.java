package dev.gradus.train;

import static dev.gradus.Gradus.*;

import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.math.RandomStream;
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
        text.append("sequence")
                .append(bits(
                        Network.sequence(28, 28)
                                .dense(13, tanh())
                                .residual(block ->
                                        block.layerNorm().dense(13, relu()).dropout(0.2))
                                .batchNorm()
                                .residual(block -> block.layer(OwnSequenceParts.Head::new))
                                .layer(OwnSequenceParts.recurrent(11))
                                .meanOverTime()
                                .dense(10, softmax())
                                .l2(1e-4)
                                .seed(6),
                        19,
                        digits.take(200)));
        text.append("tokens")
                .append(tokens(Network.tokens(9, 7)
                        .layer(OwnSequenceParts.embedding(12))
                        .layer(OwnSequenceParts.Places::new)
                        .residual(block -> block.layerNorm().layer(OwnSequenceParts.Head::new))
                        .residual(block -> block.layerNorm().dense(31, gelu()).dense(12, linear()))));
        text.append("recurrent")
                .append(bits(
                        Network.sequence(28, 28)
                                .lstm(13)
                                .gru(35)
                                .rnn(9)
                                .last()
                                .dense(10, softmax())
                                .seed(6),
                        19,
                        digits.take(200)));
        text.append("transformer")
                .append(tokens(Network.tokens(9, 7)
                        .embedding(12)
                        .positions()
                        .residual(block -> block.layerNorm().causalAttention(3))
                        .layer(positions().sinusoidal())
                        .residual(block -> block.layerNorm().attention(1))));
        return text.toString().strip();
    }

    /** A target a row, and none for some; shards with different weights. */
    private static String tokens(NetworkBuilder builder) {
        RandomStream random = RandomStream.of(2, "tokens", 0);
        int[][] tokens = new int[90][9];
        int[][] next = new int[90][9];
        for (int i = 0; i < 90; i++)
            for (int t = 0; t < 9; t++) {
                tokens[i][t] = random.nextInt(7);
                next[i][t] = t < i % 4 ? -1 : tokens[i][i % (t + 1)];
            }
        Network network = builder.layerNorm().dense(7, softmax()).seed(2).build();
        History history = Trainer.of(network)
                .optimizer(adam(0.01))
                .batchSize(8)
                .accumulate(3)
                .epochs(3)
                .validationSplit(0.2)
                .quiet()
                .fit(Dataset.ofTokens(tokens, next));
        return bits(network, history, network.predict(tokens[3]));
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
        return bits(network, history, network.predict(digits.input(3)));
    }

    private static String bits(Network network, History history, double[] prediction) {
        StringBuilder text = new StringBuilder(": ");
        text.append(Double.toHexString(history.last().trainingLoss())).append(' ');
        text.append(Double.toHexString(history.last().validationLoss())).append(' ');
        for (Parameter p : network.parameters())
            text.append(Integer.toHexString(Arrays.hashCode(p.values()))).append(' ');
        text.append(Integer.toHexString(Arrays.hashCode(prediction)));
        return text.append('\n').toString();
    }
}
