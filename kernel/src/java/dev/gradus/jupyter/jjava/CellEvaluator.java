package dev.gradus.jupyter.jjava;

import dev.gradus.jupyter.cells.CellClass;
import dev.gradus.jupyter.cells.CellFailure;
import dev.gradus.jupyter.host.Messages;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dflib.jjava.jupyter.telemetry.TelemetryCollector;
import org.dflib.jjava.kernel.execution.CodeEvaluator;
import org.dflib.jjava.kernel.execution.CompilationException;
import org.dflib.jjava.kernel.execution.EvaluationInterruptedException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a cell statement by statement: ends between two of them, too, when it is to stop; keeps what was thrown; and lets
 * go of all that no name leads to any more.
 */
final class CellEvaluator extends CodeEvaluator {
    private final String name;
    private final StopButton stop;
    final CellControl control = new CellControl(new CellClasses());
    private final Set<Snippet> named = ConcurrentHashMap.newKeySet(); // what can be used by name

    CellEvaluator(String name, StopButton stop) {
        super(name, -1, null);
        this.name = name;
        this.stop = stop;
        Thread.currentThread().setContextClassLoader(control.classes.loader());
    }

    @Override
    public ExecutionControlProvider getExecControlProvider() {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
                return control;
            }
        };
    }

    @Override
    protected @Nullable Object evalSingle(JShell shell, String code) {
        if (stop.isHard()) throw new EvaluationInterruptedException(code.strip());
        // with white space in front JShell miscounts the lines of errors
        List<SnippetEvent> events = shell.eval(code.stripLeading());
        try {
            Object result = null;
            for (SnippetEvent event : events) result = result(event);
            for (SnippetEvent event : events) if (event.causeSnippet() == null) check(shell, event, code);
            return result;
        } finally {
            letGo(shell, events);
        }
    }

    private @Nullable Object result(SnippetEvent event) {
        Snippet.SubKind kind = event.snippet().subKind();
        if (event.value() == null || !kind.isExecutable()) return null;
        Object value = control.takeValue(event.value());
        return switch (kind) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> value;
            default -> null;
        };
    }

    private void check(JShell shell, SnippetEvent event, String code) {
        if (event.exception() instanceof EvalException thrown) {
            if (thrown.getExceptionClassName().equals(CellControl.INTERRUPTED))
                throw new EvaluationInterruptedException(code.strip());
            Throwable failure = control.takeFailure(thrown.getMessage());
            throw new CellFailure(failure == null ? thrown : failure, thrown.getStackTrace());
        }
        if (event.exception() != null) throw new RuntimeException(event.exception());
        Snippet snippet = event.snippet();
        if (event.status() == Snippet.Status.RECOVERABLE_NOT_DEFINED) {
            if (cameToNothing(shell, snippet)) throw new CompilationException(event);
        } else if (!event.status().isDefined()) throw new CompilationException(event);
        else if (snippet.subKind().isExecutable() && event.value() == null)
            throw new IllegalStateException(Messages.text("error.nothing"));
    }

    /** What only waits for a definition will work; what the compiler refuses for another reason, such as its size, won't. */
    private static boolean cameToNothing(JShell shell, Snippet snippet) {
        return shell.diagnostics(snippet).anyMatch(Diag::isError)
                && !(snippet instanceof DeclarationSnippet declaration
                        && shell.unresolvedDependencies(declaration).findAny().isPresent());
    }

    // ---- memory ----

    private void letGo(JShell shell, List<SnippetEvent> events) {
        for (SnippetEvent event : events) {
            Snippet snippet = event.snippet();
            boolean isTooLarge = shell.diagnostics(snippet)
                    .anyMatch(error -> String.valueOf(error.getCode()).startsWith("compiler.err.limit"));
            // JShell keeps the value of each expression as $1, $2, …, and each of them makes all later cells slower.
            boolean isTemporary = snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
            boolean isActive = shell.status(snippet).isActive();
            // The compiler that met such a text meets it again in all that it is used for: this makes another one.
            if (isTooLarge) shell.addToClasspath(ownJar());
            if (isActive && (isTemporary || isTooLarge) && snippet instanceof DeclarationSnippet) shell.drop(snippet);
            boolean isNamed = isActive && !isTemporary && !isTooLarge && snippet instanceof DeclarationSnippet;
            if (isNamed) named.add(snippet);
            else named.remove(snippet);
        }
        named.removeIf(snippet -> !shell.status(snippet).isActive());
        if (events.stream().anyMatch(event -> isDeadType(shell, event.snippet()))) DeadTypes.forget(shell);
        Set<String> wrappers = named.stream()
                .map(snippet -> shell.sourceCodeAnalysis().wrapper(snippet).fullClassName())
                .map(CellClass::wrapper)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        control.classes.keep(wrappers);
    }

    private static boolean isDeadType(JShell shell, Snippet snippet) {
        return snippet instanceof TypeDeclSnippet && !shell.status(snippet).isActive();
    }

    /** Something that is on the class path anyway. */
    private static String ownJar() {
        return System.getProperty("java.class.path").split(File.pathSeparator)[0];
    }

    // ---- what JJava asks of it ----

    @Override
    public void startThreadTelemetryCollection(TelemetryCollector<?> collector) {
        control.measure(collector);
    }

    @Override
    public void stopThreadTelemetryCollection() {
        control.measure(null);
    }

    @Override
    public void interrupt() {
        control.interrupt();
    }

    @Override
    public ClassLoader getClassLoader() {
        return control.classes.loader();
    }
}
