package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Programs;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole of MNIST in 256 MB, and a JVM that does nothing when it has nothing to do. */
class FootprintTest {
    private static final int SECOND = 1000; // milliseconds
    private static final int LOOKS = 50;

    @Test
    void fitsIntoASmallHeapAndSleepsAfterwards() throws Exception {
        List<String> options = List.of("-Xmx256m", "--add-modules", "jdk.incubator.vector", "-Dgradus.threads=4");
        String awake = Programs.output(Programs.java(Programs.THIS_JDK, options, Headline.class.getName()));
        assertThat(awake).isEqualTo("3 workers, awake 0 of " + LOOKS + " times");
    }

    /** One epoch of the classic recipe; prints how often one of its threads was found at work without any. */
    static final class Headline {
        public static void main(String[] none) throws InterruptedException {
            Network network = Network.input(784)
                    .dense(128, relu())
                    .dense(64, relu())
                    .dense(10, softmax())
                    .build();
            Trainer.of(network)
                    .batchSize(128)
                    .epochs(1)
                    .validationSplit(0.1)
                    .quiet()
                    .fit(Mnist.load().train());
            Thread.sleep(SECOND); // compilers come to rest
            List<Thread> workers = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("gradus-worker"))
                    .toList();
            int awake = 0;
            for (int look = 0; look < LOOKS; look++) {
                Thread.sleep(SECOND / LOOKS);
                if (workers.stream().anyMatch(worker -> worker.getState() != Thread.State.WAITING)) awake++;
            }
            System.out.print(workers.size() + " workers, awake " + awake + " of " + LOOKS + " times");
        }
    }
}
