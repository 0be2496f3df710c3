package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.gradus.Programs;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training step works in buffers that are there already. */
public class AllocationTest {
    private static final int BATCH = 128;
    private static final int BOUND = 12288; // bytes

    @Test
    void aStepAllocatesNextToNothing() {
        assertThat(bytesOfAStep()).isLessThan(BOUND);
    }

    private static final int SAMPLES = 32;
    private static final int LITTLE = 100_000; // bytes

    /** Views and jobs of 20 steps there and back, beside 3 MB of buffers that stay. */
    @Test
    void aStepOfSequencesAllocatesLittle() {
        double[][][] frames = new double[SAMPLES * 60][20][40];
        Dataset sequences = Dataset.ofSequences(frames, new int[frames.length]).classes(10);
        NetworkBuilder lstm = Network.sequence(20, 40).lstm(64).last().dense(10, softmax());
        assertThat(whenCompiled(LITTLE, () -> bytesOfAStep(lstm.build(), sequences, SAMPLES, 10, 60)))
                .isLessThan(LITTLE);

        int[][] characters = new int[SAMPLES * 60][28];
        Dataset tokens = Dataset.ofTokens(characters, characters).classes(10);
        NetworkBuilder transformer = Network.tokens(28, 10)
                .embedding(64)
                .positions()
                .residual(block -> block.layerNorm().causalAttention(4))
                .residual(block -> block.layerNorm().dense(256, relu()).dense(64, linear()))
                .dense(10, softmax());
        assertThat(whenCompiled(LITTLE, () -> bytesOfAStep(transformer.build(), tokens, SAMPLES, 10, 60)))
                .isLessThan(LITTLE);
    }

    /** The lowest of some measurements: until the compiler has got there, vectors are objects, and a busy machine lets it wait. */
    private static double whenCompiled(int bound, DoubleSupplier measured) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 12 && lowest >= bound; i++) lowest = Math.min(lowest, measured.getAsDouble());
        return lowest;
    }

    /** A program with vectors of its own, half as wide; so a profile no longer tells the type of those in the kernels. */
    private static final String OTHER_VECTORS = """
            import jdk.incubator.vector.*;

            class OtherVectors {
                static final VectorSpecies<Float> HALF = VectorSpecies.of(
                        float.class, VectorShape.forBitSize(FloatVector.SPECIES_PREFERRED.vectorBitSize() / 2));

                public static void main(String[] none) {
                    float[] x = new float[1024];
                    for (int round = 0; round < 3000; round++)
                        for (int i = 0; i < x.length; i += HALF.length()) {
                            FloatVector v = FloatVector.fromArray(HALF, x, i);
                            for (int k = 0; k < 2; k++) v = FloatVector.broadcast(HALF, 0.5f).fma(v, v);
                            v.intoArray(x, i);
                        }
                    dev.gradus.train.AllocationTest.main(none);
                }
            }
            """;

    /** The compiler keeps the kernels' vectors in registers, whatever else the program has done: none becomes an object. */
    @Test
    void otherVectorsInTheProgramChangeNothing(@TempDir Path folder) throws Exception {
        Path source = Files.writeString(folder.resolve("OtherVectors.java"), OTHER_VECTORS);
        List<String> options = List.of("--add-modules", "jdk.incubator.vector", "-Dgradus.kernels=vector");
        String bytes = Programs.output(Programs.java(Programs.THIS_JDK, options, source.toString()));
        assertThat(Double.parseDouble(bytes)).isLessThan(BOUND);
    }

    /** Prints what a step allocates. */
    public static void main(String[] none) {
        System.out.println(bytesOfAStep());
    }

    /** What one epoch allocates by itself (its order, its record) is told apart from steps by two sizes of data. */
    private static double bytesOfAStep() {
        Dataset digits = Mnist.load().train();
        Network network = Network.input(784)
                .dense(128, relu())
                .dense(64, relu())
                .dense(10, softmax())
                .seed(1)
                .build();
        return whenCompiled(BOUND, () -> bytesOfAStep(network, digits, BATCH, 20, 220));
    }

    private static double bytesOfAStep(Network network, Dataset data, int batch, int few, int many) {
        Trainer trainer = Trainer.of(network).batchSize(batch).shuffle(false).quiet();
        Dataset small = data.take(few * batch);
        Dataset large = data.take(many * batch);
        bytes(trainer.epochs(4), large); // until the compilers are done with it
        return (bytes(trainer.epochs(1), large) - bytes(trainer, small)) / (double) (many - few);
    }

    private static long bytes(Trainer trainer, Dataset data) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        trainer.fit(data);
        return threads.getThreadAllocatedBytes(thread) - before;
    }
}
