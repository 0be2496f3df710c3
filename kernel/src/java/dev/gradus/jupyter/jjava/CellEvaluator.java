package dev.gradus.jupyter.jjava;

import dev.gradus.jupyter.cells.Thrown;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.dflib.jjava.kernel.execution.CodeEvaluator;
import org.dflib.jjava.kernel.execution.EvaluationInterruptedException;

/**
 * JJava's evaluation, statement by statement, which ends between two of them, too, when it is to stop, and keeps what was
 * thrown.
 */
final class CellEvaluator extends CodeEvaluator {
    private final StopButton stop;

    CellEvaluator(String name, StopButton stop, Thrown thrown) {
        super(name, -1, null);
        this.stop = stop;
        try {
            Object control = Hidden.field(CodeEvaluator.class, "execControl").get(this);
            Hidden.field(control.getClass(), "executor").set(control, new CellThreads(thrown));
        } catch (ReflectiveOperationException | RuntimeException changed) {
            // errors are explained by their words alone
        }
    }

    @Override
    protected Object evalSingle(JShell shell, String code) {
        if (stop.isHard()) throw new EvaluationInterruptedException(code.trim());
        try {
            return super.evalSingle(
                    shell, code.stripLeading()); // with white space in front JShell miscounts the lines of errors
        } finally {
            forgetResult(shell);
        }
    }

    /** JShell keeps the value of each expression as $1, $2, …, and each of them makes all later cells slower. */
    private static void forgetResult(JShell shell) {
        shell.variables()
                .filter(variable -> variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
                .forEach(shell::drop);
    }
}
