package dev.gradus.jupyter.jjava;

import dev.gradus.jupyter.cells.CellFailure;
import dev.gradus.jupyter.cells.Explainer;
import dev.gradus.jupyter.cells.Explanation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.JShellException;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;
import org.dflib.jjava.kernel.execution.CompilationException;
import org.dflib.jjava.kernel.execution.EvaluationInterruptedException;
import org.dflib.jjava.kernel.execution.IncompleteSourceException;

/** Has all that a cell can end with explained, by what JJava and JShell make of it. */
final class CellFailures {
    private static final long GRACE = 300; // milliseconds for what has to end to end

    private final Explainer explainer;
    private final Rendering rendering;
    private final Set<Thread> stopped = ConcurrentHashMap.newKeySet(); // of the running cell

    CellFailures(Explainer explainer, Rendering rendering) {
        this.explainer = explainer;
        this.rendering = rendering;
    }

    void begin() {
        stopped.clear();
    }

    /** The threads that run now have to end. */
    void stopped() {
        stopped.addAll(StrayThreads.note());
    }

    /** Asks the exception's own methods, which may be the learner's and never end: they can be stopped, too. */
    Explanation explain(Throwable thrown) {
        if (thrown instanceof EvaluationInterruptedException) return explainer.stopped(runsOn());
        try {
            return rendering.call(() -> words(thrown));
        } catch (EvaluationInterruptedException stopped) {
            return explainer.stopped(runsOn());
        } catch (Throwable second) {
            String message =
                    thrown.getClass().getSimpleName() + " (" + second.getClass().getSimpleName() + ")";
            return new Explanation(thrown.getClass().getSimpleName(), message, List.of(message), Map.of());
        }
    }

    private Explanation words(Throwable thrown) {
        if (thrown instanceof CompilationException e)
            return explainer.refused(e.getBadSnippetCompilation().snippet());
        if (thrown instanceof IncompleteSourceException e) return explainer.incomplete(e.getSource());
        if (thrown instanceof EvaluationInterruptedException) return explainer.stopped(runsOn());
        // JJava wraps what a cell throws; JShell's own exceptions have the lines of the cell.
        if (thrown instanceof CellFailure failure) {
            Throwable inner = withoutMagic(failure.failure());
            if (isOfACell(inner)) return words(inner);
        }
        boolean wrapped = thrown.getClass() == RuntimeException.class && thrown.getCause() instanceof JShellException;
        return explainer.thrown(wrapped ? thrown.getCause() : thrown);
    }

    /** JJava wraps what comes out of a magic. */
    private static Throwable withoutMagic(Throwable failure) {
        boolean wrapped = failure.getClass() == RuntimeException.class
                && failure.getCause() != null
                && failure.getStackTrace().length > 0
                && failure.getStackTrace()[0].getClassName().equals(BaseNotebookStatics.class.getName());
        return wrapped ? failure.getCause() : failure;
    }

    /** A piece of code that a cell ran, as %%cost does, has failed: it is what is to be explained. */
    private static boolean isOfACell(Throwable failure) {
        return failure instanceof CellFailure
                || failure instanceof CompilationException
                || failure instanceof IncompleteSourceException
                || failure instanceof EvaluationInterruptedException;
    }

    /** Whether something of what was stopped goes on nevertheless. */
    boolean runsOn() {
        stopped(); // something may have begun while it was being stopped
        for (long end = System.nanoTime() + GRACE * 1_000_000; System.nanoTime() < end; ) {
            if (!StrayThreads.anyRuns(stopped)) return false;
            Background.pause(5);
        }
        return StrayThreads.anyRuns(stopped);
    }
}
