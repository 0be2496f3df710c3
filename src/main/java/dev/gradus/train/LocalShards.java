package dev.gradus.train;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Counting;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** On this machine, one shard after the other, by the network itself: its parameters hold the newest gradient. */
final class LocalShards implements Shards {
    private @Nullable Dataset data; // that the next two belong to
    private @Nullable Loss loss;
    private @Nullable Counting counting;
    private @Nullable Batch batch;

    @Override
    public Iterator<Gradient> gradients(Network network, Dataset data, Loss loss, List<Shard> shards) {
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

    private Gradient gradient(Network network, Dataset data, Loss loss, Counting counting, Shard shard) {
        for (Parameter p : network.parameters()) p.zeroGradient();
        network.continueFrom(shard.step(), network.epochs());
        batch = data.batch(shard.samples(), 0, shard.samples().length, batch);
        Matrix y = batch.targets();
        Matrix a = network.forward(batch.inputs(), true);
        double j = network.backward(loss, a, y);
        int correct = Double.isFinite(j) ? counting.correct(a, y) : 0;
        return new Gradient(j, loss.weight(y), correct, counting.answers(y), gradients(network), kept(network));
    }

    private static List<Matrix> gradients(Network network) {
        List<Matrix> gradients = new ArrayList<>();
        for (Parameter p : network.parameters()) if (p.isTrained()) gradients.add(p.gradient());
        return gradients;
    }

    private static List<Matrix> kept(Network network) {
        List<Matrix> kept = new ArrayList<>();
        for (Parameter p : network.parameters()) if (!p.learns()) kept.add(p.matrix());
        return kept;
    }
}
