package dev.gradus.train;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Metrics;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On this machine, one shard after the other, by the network itself: its parameters hold the newest gradient. */
final class LocalShards implements Shards {
    private @Nullable Network network; // that the next two belong to
    private List<Matrix> gradients = List.of();
    private List<Matrix> kept = List.of();
    private @Nullable Dataset data; // that the next four belong to
    private @Nullable Loss loss;
    private boolean classes;
    private boolean gaps;
    private double boundary;
    private @Nullable Batch batch;

    @Override
    public Iterator<Gradient> gradients(Network network, Dataset data, Loss loss, List<Shard> shards) {
        if (this.network != network) look(network);
        if (this.data != data || this.loss != loss) look(data, loss);
        Iterator<Shard> each = shards.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public Gradient next() {
                return gradient(network, data, loss, each.next());
            }
        };
    }

    private void look(Network network) {
        this.network = network;
        gradients = Shards.gradientsOf(network);
        kept = Shards.keptBy(network);
    }

    private void look(Dataset data, Loss loss) {
        this.data = data;
        this.loss = loss;
        classes = data.isClassification();
        gaps = data.hasGaps();
        boundary = Metrics.boundary(data, loss);
    }

    private Gradient gradient(Network network, Dataset data, Loss loss, Shard shard) {
        for (Parameter p : network.parameters()) p.zeroGradient();
        network.continueFrom(shard.step(), network.epochs());
        batch = data.batch(shard.samples(), 0, shard.samples().length, batch);
        Matrix y = batch.targets();
        Matrix a = network.forward(batch.inputs(), true);
        double j = network.backward(loss, a, y);
        return new Gradient(
                j,
                loss.weight(y),
                classes && Double.isFinite(j) ? Metrics.correct(a, y, boundary, gaps) : 0,
                Metrics.answers(y, gaps),
                gradients,
                kept);
    }
}
