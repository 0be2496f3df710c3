package dev.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Compiled;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The optimizer that CONTRIBUTING.md adds compiles as printed, and works with the learning rates of its row. */
class ContributingTest {
    @Test
    void theExampleIsARealOptimizer(@TempDir Path folder) throws Exception {
        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("CONTRIBUTING.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        Path file = folder.resolve("Qhm.java");
        Files.writeString(file, blocks.get(0));
        Compiled.into(folder, List.of(file));
        Class<?> type =
                MethodHandles.lookup().defineClass(Files.readAllBytes(folder.resolve("dev/gradus/optim/Qhm.class")));

        double[] rates = Pattern.compile("0.7\\), (.*), (.*), (.*)\\)")
                .matcher(blocks.get(1))
                .results()
                .flatMap(match -> List.of(match.group(1), match.group(2), match.group(3)).stream())
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(solve(type, "parabola", rates[0], 2_000)).isLessThan(1e-3);
        assertThat(solve(type, "rosenbrock", rates[1], 20_000)).isLessThan(1e-2);
        assertThat(solve(type, "network", rates[2], 2_000)).isLessThan(1e-2);
    }

    private static double solve(Class<?> type, String problem, double eta, int steps) throws Exception {
        Optimizer optimizer = (Optimizer)
                type.getConstructor(double.class, double.class, double.class).newInstance(eta, 0.9, 0.7);
        assertThat(optimizer).hasToString("qhm(" + eta + ", 0.9, 0.7)");
        Problem p = Problem.named(problem, 1);
        p.train(optimizer, steps, false);
        return p.gradient();
    }
}
