package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.gradus.Programs;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole of MNIST in 256 MB, and a JVM that does nothing when it has nothing to do. */
class FootprintTest {
    private static final int SECOND = 1000; // milliseconds

    @Test
    void fitsIntoASmallHeapAndSleepsAfterwards() throws Exception {
        List<String> options = List.of("-Xmx256m", "--add-modules", "jdk.incubator.vector", "-Dgradus.threads=4");
        String idle = Programs.output(Programs.java(Programs.THIS_JDK, options, Headline.class.getName()));
        assertThat(Double.parseDouble(idle))
                .as("milliseconds of processor time in a second of sleep")
                .isLessThan(0.2 * SECOND);
    }

    /** One epoch of the classic recipe; prints what the process burns in a second without work. */
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
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long before = system.getProcessCpuTime();
            Thread.sleep(SECOND);
            System.out.println((system.getProcessCpuTime() - before) / 1e6);
        }
    }
}
