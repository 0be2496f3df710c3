package dev.gradus.spark;

import static dev.gradus.Gradus.*;

import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import dev.gradus.train.History;
import dev.gradus.train.Trainer;
import java.util.List;

/** A small training of everything that could make a difference. */
final class Task {
    static final int SHARDS = 4;

    private Task() {}

    static Dataset data() {
        return Mnist.load().train().take(700);
    }

    static Network network() {
        return Network.input(784)
                .l2(1e-4)
                .dense(24, relu())
                .batchNorm()
                .dropout(0.2)
                .dense(10, softmax())
                .seed(5)
                .build();
    }

    static Trainer trainer(Network network) {
        return Trainer.of(network)
                .optimizer(adam(0.01))
                .schedule(cosineDecay())
                .clipNorm(1)
                .batchSize(32)
                .accumulate(SHARDS)
                .epochs(2)
                .validationSplit(0.1)
                .quiet();
    }

    /** Every number that it ends with. */
    static String bits(Network network, History history) {
        StringBuilder text = new StringBuilder();
        network.parameters().forEach(p -> {
            for (double x : p.values()) text.append(Double.toHexString(x)).append(' ');
        });
        history.epochs().forEach(e -> text.append(e).append(' '));
        return Integer.toHexString(text.toString().hashCode()) + " " + history.epochs() + List.of(network.steps());
    }

    static String onOneMachine() {
        Network network = network();
        return bits(network, trainer(network).fit(data()));
    }
}
