package dev.gradus.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Programs;
import dev.gradus.data.Dataset;
import dev.gradus.math.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapTest {
    /** Asks for too much, again and again; something small must still be there behind it. */
    static final class Greedy {
        public static void main(String[] args) {
            say(() -> Matrix.zeros(20_000, 20_000));
            say(() -> Matrix.zeros(1, 1).toDouble().like(20_000, 20_000));
            double[] row = new double[20_000];
            row[0] = 0.1;
            double[][] rows = new double[20_000][];
            java.util.Arrays.fill(rows, row);
            say(() -> Dataset.of(rows, new int[rows.length]));
            say(() -> Matrix.zeros(100, 100));
        }

        private static void say(Runnable allocation) {
            try {
                allocation.run();
                System.out.println("done");
            } catch (OutOfMemoryError e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void theErrorTellsHowMuchWasAskedFor() throws Exception {
        List<String> options = List.of("-Xmx64m", "-XX:+UseSerialGC", "-Dgradus.kernels=scalar");
        List<String> said = Programs.output(Programs.java(Programs.THIS_JDK, options, Greedy.class.getName()))
                .lines()
                .toList();
        String rest = " MB, but of the 6\\d MB that this JVM may take \\d+ are in use; keep less at once, or start java"
                + " with -Xmx\\d+m, if the machine has it";
        assertThat(said).hasSize(4);
        assertThat(said.get(0)).matches("a 20000 × 20000 matrix needs 1526" + rest);
        assertThat(said.get(1)).matches("a 20000 × 20000 matrix needs 3052" + rest);
        assertThat(said.get(2)).matches("a copy of inputs \\(20000 × 20000\\) needs \\d+" + rest);
        assertThat(said.get(3)).isEqualTo("done");
    }
}
