package dev.gradus.jupyter.jjava;

import dev.gradus.jupyter.cells.Imports;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/**
 * Does what every session does, in a JShell of its own and unseen. Java loads its classes and compiles its code meanwhile,
 * so that a learner's first cell and first chart need not wait for that: to read a page takes longer.
 */
final class Rehearsal {
    private static final int ROUNDS = 3; // two seconds in all; more of them gain nothing

    private static final List<String> CELLS = List.of(
            "1 + 1",
            "double f(double x) { return x * x; }\nvar y = f(3);",
            "Descent.of(x -> x * x).from(3).learningRate(0.1).run()",
            "Network.input(2).dense(3, relu()).dense(2, softmax()).build()");

    private Rehearsal() {}

    /** @param isWanted asked between two steps: half a second each at first, then a tenth */
    static void run(Renderer renderer, BooleanSupplier isWanted) {
        if (!isWanted.getAsBoolean()) return;
        CellEvaluator evaluator = new CellEvaluator("rehearsal", new StopButton());
        try (JShell shell = JShell.builder()
                .executionEngine(evaluator.getExecControlProvider(), Map.of())
                .build()) {
            if (!Imports.takeAtOnce(shell)) return;
            for (int round = 0; round < ROUNDS; round++)
                for (String cell : CELLS) {
                    if (!isWanted.getAsBoolean()) return;
                    Object value = evaluator.eval(shell, cell);
                    if (value != null) renderer.render(value);
                }
        }
    }
}
