package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole of MNIST in 256 MB, and a JVM that does nothing when it has nothing to do. */
class FootprintTest {
    private static final int SECOND = 1000; // milliseconds

    @Test
    void fitsIntoASmallHeapAndSleepsAfterwards() throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "--add-modules",
                "jdk.incubator.vector",
                "-Dgradus.threads=4",
                "-cp",
                System.getProperty("java.class.path"),
                Headline.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String idle = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
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
