package dev.gradus.train;

import static dev.gradus.Gradus.*;

import dev.gradus.data.Dataset;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import java.util.Arrays;
import java.util.List;

/** A training of no size, with a part of every kind that a checkpoint has to keep. */
final class Small {
    private Small() {}

    /** Three clouds in the plane. */
    static Dataset clouds(int n) {
        double[][] x = new double[n][];
        int[] y = new int[n];
        RandomStream random = RandomStream.of(3, "clouds", 0);
        for (int i = 0; i < n; i++) {
            y[i] = i % 3;
            x[i] = new double[] {random.nextGaussian() + 2 * y[i], random.nextGaussian() - y[i] % 2};
        }
        return Dataset.of(x, y);
    }

    static Network network() {
        return Network.input(2)
                .dense(8, tanh())
                .layer(Shaken::new)
                .dense(3, softmax())
                .seed(5)
                .build();
    }

    /** Momentum, as somebody might write it. */
    record OwnMomentum(double learningRate) implements Optimizer {
        @Override
        public Rule rule(Parameter p) {
            Matrix v = p.matrix().like(p.matrix().rows(), p.matrix().columns());
            return new Rule() {
                @Override
                public void step(double eta, long t) {
                    v.scale(0.9);
                    v.addScaled(1, p.gradient());
                    p.matrix().addScaled(-eta * (1 + 1.0 / t), v);
                }

                @Override
                public List<Matrix> state() {
                    return List.of(v);
                }
            };
        }
    }

    /** Drops units at random and counts its batches: random numbers of a step, and a running statistic. */
    private static final class Shaken implements dev.gradus.nn.Layer {
        private final Parameter batches;
        private final java.util.function.Supplier<RandomStream> random;
        private Matrix mask = Matrix.zeros(0, 0);

        Shaken(dev.gradus.nn.LayerSetup setup) {
            batches = setup.state("batches", 1, 0);
            random = setup.random("mask");
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            if (!training) return x;
            batches.matrix().set(0, 0, batches.matrix().get(0, 0) + 1);
            RandomStream numbers = random.get();
            mask = x.like(x.rows(), x.columns());
            mask.fill(1);
            mask.map(one -> numbers.nextDouble() < 0.2 ? 0 : 1.25, mask);
            return x.times(mask);
        }

        @Override
        public Matrix backward(Matrix delta) {
            return delta.times(mask);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(batches);
        }
    }

    /** Every setting that leaves a trace in the state. */
    static Trainer trainer(Network network) {
        return Trainer.of(network)
                .optimizer(new OwnMomentum(0.02))
                .schedule((initial, at) ->
                        initial / (1 + 0.05 * at.step() + 0.1 * at.losses().size()))
                .batchSize(8)
                .accumulate(2)
                .clipNorm(0.5)
                .epochs(4)
                .patience(3)
                .validationSplit(0.2)
                .quiet();
    }

    /** The bits of all that came out. */
    static String bits(Network network, History history) {
        StringBuilder text = new StringBuilder(history.reason());
        for (Epoch epoch : history.epochs()) text.append('\n').append(exact(epoch));
        text.append('\n').append(Arrays.toString(history.learningRates()));
        for (Parameter p : network.parameters())
            text.append('\n').append(p.name()).append(Arrays.toString(p.values()));
        text.append('\n').append(Arrays.toString(network.predict(new double[] {1, -1})));
        return text.append('\n')
                .append(network.steps())
                .append(' ')
                .append(network.epochs())
                .toString();
    }

    private static String exact(Epoch e) {
        return e.number() + " " + e.trainingLoss() + " " + e.trainingAccuracy() + " " + e.validationLoss() + " "
                + e.validationAccuracy();
    }
}
