package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A training step works in buffers that are there already. */
class AllocationTest {
    private static final int BATCH = 128;

    /** What one epoch allocates by itself (its order, its record) is told apart from steps by two sizes of data. */
    @Test
    void aStepAllocatesNextToNothing() {
        Dataset digits = Mnist.load().train();
        Network network = Network.input(784)
                .dense(128, relu())
                .dense(64, relu())
                .dense(10, softmax())
                .seed(1)
                .build();
        Trainer trainer = Trainer.of(network).batchSize(BATCH).shuffle(false).quiet();
        int few = 20;
        int many = 220;
        Dataset small = digits.take(few * BATCH);
        Dataset large = digits.take(many * BATCH);
        bytes(trainer.epochs(4), large); // until the compilers are done with it
        double step = (bytes(trainer.epochs(1), large) - bytes(trainer, small)) / (double) (many - few);
        assertThat(step).isLessThan(12288);
    }

    private static long bytes(Trainer trainer, Dataset data) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        trainer.fit(data);
        return threads.getThreadAllocatedBytes(thread) - before;
    }
}
