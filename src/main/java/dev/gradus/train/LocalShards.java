package dev.gradus.train;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.evaluation.Counting;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
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
    private @Nullable Dataset data; // that the next two belong to
    private @Nullable Loss loss;
    private @Nullable Counting counting;
    private @Nullable Batch batch;

    @Override
    public Iterator<Gradient> gradients(Network network, Dataset data, Loss loss, List<Shard> shards) {
        if (this.network != network) look(network);
        if (counting == null || this.data != data || this.loss != loss) counting = Counting.of(data, loss);
        this.data = data;
        this.loss = loss;
        Counting counting = this.counting;
        Iterator<Shard> each = shards.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public Gradient next() {
                return gradient(network, data, loss, counting, each.next());
            }
        };
    }

    private void look(Network network) {
        this.network = network;
        gradients = Shards.gradientsOf(network);
        kept = Shards.keptBy(network);
    }

    private Gradient gradient(Network network, Dataset data, Loss loss, Counting counting, Shard shard) {
        for (Parameter p : network.parameters()) p.zeroGradient();
        network.continueFrom(shard.step(), network.epochs());
        batch = data.batch(shard.samples(), 0, shard.samples().length, batch);
        Matrix y = batch.targets();
        Matrix a = network.forward(batch.inputs(), true);
        double j = network.backward(loss, a, y);
        int correct = Double.isFinite(j) ? counting.correct(a, y) : 0;
        return new Gradient(j, loss.weight(y), correct, counting.answers(y), gradients, kept);
    }
}
