package dev.gradus.jupyter.jjava;

import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.dflib.jjava.kernel.execution.CodeEvaluator;
import org.dflib.jjava.kernel.execution.EvaluationInterruptedException;

/** JJava's evaluation, statement by statement, which ends between two of them, too, when it is to stop. */
final class CellEvaluator extends CodeEvaluator {
    private final StopButton stop;

    CellEvaluator(String name, StopButton stop) {
        super(name, -1, null);
        this.stop = stop;
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
