package dev.gradus.jupyter.jjava;

import dev.gradus.jupyter.cells.CellSource;
import dev.gradus.jupyter.cells.Explainer;
import dev.gradus.jupyter.cells.Explanation;
import dev.gradus.jupyter.cells.Resets;
import dev.gradus.jupyter.cells.SnippetPlaces;
import dev.gradus.jupyter.cells.SourceDocs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.magic.MagicsResolver;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.dflib.jjava.kernel.JavaKernel;
import org.dflib.jjava.kernel.execution.CodeEvaluator;
import org.dflib.jjava.kernel.execution.EvaluationInterruptedException;
import org.jspecify.annotations.Nullable;

/**
 * JJava's kernel for learners: it can be stopped, explains errors, and nothing that a cell does ends it. Each method here
 * that isn't private stands for one of JJava's.
 */
final class GradusKernel extends JavaKernel {
    private static final long INSISTENCE = 1000; // milliseconds in which a cell hears that it has to end
    private static final long GRACE = 300; // milliseconds for what has to end to end

    private final CellIO streams;
    private final StopButton stop;
    private final Explainer explainer;
    private final Rendering rendering;
    private final CellFailures failures;
    private final CellHistory history = new CellHistory();
    private final SourceDocs docs = new SourceDocs();
    private @Nullable MessageQueue queue;

    volatile boolean hasBegun; // the first cell has come
    volatile boolean isEnding;
    volatile @Nullable String place; // of the running cell, as the page calls it

    GradusKernel(
            String name,
            String version,
            LanguageInfo language,
            List<HelpLink> links,
            CellIO streams,
            CommManager comms,
            Renderer renderer,
            MagicsResolver resolver,
            MagicsRegistry magics,
            boolean loadsExtensions,
            StringStyler styler,
            JShell shell,
            CodeEvaluator evaluator,
            StopButton stop) {
        super(
                name,
                version,
                language,
                links,
                null,
                streams,
                comms,
                renderer,
                resolver,
                magics,
                loadsExtensions,
                styler,
                shell,
                evaluator);
        this.streams = streams;
        this.stop = stop;
        explainer = new Explainer(shell, new SnippetPlaces(), new Resets());
        rendering = new Rendering(renderer);
        failures = new CellFailures(explainer, rendering);
        shell.onSnippetEvent(explainer::note);
    }

    @Override
    public void becomeHandlerForConnection(JupyterConnection connection) {
        super.becomeHandlerForConnection(connection);
        queue = new MessageQueue(connection);
        ShellHandler<CommMsgCommand> widgets = connection.getHandler(MessageType.COMM_MSG_COMMAND);
        connection.setHandler(MessageType.COMM_MSG_COMMAND, (page, message) -> hear(widgets, page, message));
    }

    /** What a widget does may be the learner's, and never end: between cells the stop button is for that. */
    private void hear(
            ShellHandler<CommMsgCommand> widgets, ShellReplyEnvironment page, Message<CommMsgCommand> message) {
        if (!stop.callBegins()) {
            widgets.handle(page, message); // on the thread of the cell that runs
            return;
        }
        try {
            rendering.call(() -> {
                widgets.handle(page, message);
                return true;
            });
        } catch (EvaluationInterruptedException stopped) {
            failures.runsOn();
        } catch (Throwable failure) {
            System.err.println("Gradus: a message from the page could not be handled: " + failure);
        } finally {
            stop.cellEnds();
        }
    }

    // ---- running cells ----

    @Override
    protected synchronized void handleExecuteRequest(ShellReplyEnvironment page, Message<ExecuteRequest> message) {
        hasBegun = true;
        ExecuteRequest request = message.getContent();
        boolean counts = request.shouldStoreHistory() && !request.isSilent();
        int count = counts ? executionCount.getAndIncrement() : Math.max(0, executionCount.get() - 1);
        commManager.setMessageContext(message);
        page.setStatusBusy();
        if (!request.isSilent()) page.publish(new PublishExecuteInput(request.getCode(), count));
        streams.attach(page, request.isStdinEnabled());
        explainer.begin(count, request.getCode());
        failures.begin();
        stop.cellBegins();
        place = message.getNonNullMetadata().get("cellId") instanceof String cell ? cell : null;
        String shown = null;
        Explanation failure = null;
        Map<String, Object> expressions = Map.of();
        try {
            DisplayData result = result(request.getCode());
            for (String news : explainer.news()) page.publish(new PublishDisplayData(note(news)));
            if (result != null && !request.isSilent()) page.publish(new PublishExecuteResult(count, result));
            if (result != null) shown = (String) result.getData(MIMEType.TEXT_PLAIN);
            expressions = expressions(request.getUserExpr());
        } catch (Throwable thrown) {
            failure = failures.explain(thrown);
        } finally {
            stop.cellEnds();
            place = null;
        }
        if (counts) history.add(count, request.getCode(), shown);
        if (failure != null && !request.isSilent()) show(page, failure);
        streams.detach(page);
        boolean aborts = failure != null && request.shouldStopOnError() && !request.isSilent() && queue != null;
        PageChannel channel = (PageChannel) page.getShell();
        List<Message<?>> waiting = aborts ? MessageQueue.take(channel) : List.of();
        if (failure == null) page.reply(new Replies.Executed(count, expressions));
        else page.reply(new Replies.Failed(count, failure.name(), failure.message(), failure.lines()));
        page.setStatusIdle();
        if (aborts) queue.refuse(channel, waiting, count);
    }

    /** What the cell shows at its end, or null. */
    private @Nullable DisplayData result(String code) throws Throwable {
        Object value = evalBuilder(code).resolveMagics().eval();
        return value == null || CellSource.endsWithSemicolon(code) ? null : rendering.of(value);
    }

    /** Each by itself: one that fails says so and leaves the others alone. */
    private Map<String, Object> expressions(@Nullable Map<String, String> asked) {
        Map<String, Object> answers = new LinkedHashMap<>();
        if (asked != null) asked.forEach((name, code) -> answers.put(name, expression(code)));
        return answers;
    }

    private Map<String, Object> expression(String code) {
        try {
            Object value = evalBuilder(code).eval();
            DisplayData data = rendering.of(value == null ? "null" : value);
            Map<String, Object> forms = new LinkedHashMap<>();
            for (MIMEType type : List.of(MIMEType.TEXT_PLAIN, MIMEType.TEXT_HTML))
                if (data.hasDataForType(type)) forms.put(type.toString(), data.getData(type));
            return Map.of("status", "ok", "data", forms, "metadata", Map.of());
        } catch (Throwable thrown) {
            Explanation failure = failures.explain(thrown);
            return Map.of(
                    "status", "error",
                    "ename", failure.name(),
                    "evalue", failure.message(),
                    "traceback", failure.lines());
        }
    }

    // ---- what the page gets ----

    private static void show(ShellReplyEnvironment page, Explanation failure) {
        if (!failure.picture().isEmpty()) page.publish(new PublishDisplayData(data(failure.picture())));
        page.publish(new PublishError(failure.name(), failure.message(), failure.lines()));
    }

    private static DisplayData note(String text) {
        return data(Explainer.note(text));
    }

    private static DisplayData data(Map<String, String> bundle) {
        DisplayData data = new DisplayData();
        bundle.forEach(data::putData);
        return data;
    }

    // ---- the stop button ----

    /** Runs on the control channel's thread, while the cell has that of the shell channel. */
    @Override
    public void interrupt() {
        int cell = stop.cell();
        if (!stop.press()) return;
        failures.stopped();
        long end = System.nanoTime() + INSISTENCE * 1_000_000;
        do { // more than once, since between two statements there is nothing to interrupt
            getEvaluator().interrupt();
            rendering.interrupt();
        } while (!stop.waitForEnd(cell, 20) && System.nanoTime() < end);
    }

    /** Whatever still runs, the process ends; Java has its time to delete what it keeps in files. */
    @Override
    public void onShutdown(boolean restarts) {
        isEnding = true;
        Background.startIn(GRACE, "gradus-exit", () -> System.exit(0));
        Background.startIn(2 * GRACE, "gradus-last", () -> Runtime.getRuntime().halt(0));
        super.onShutdown(restarts);
    }

    // ---- questions ----

    @Override
    protected void handleKernelInfoRequest(ShellReplyEnvironment page, Message<KernelInfoRequest> message) {
        page.setBusyDeferIdle();
        page.reply(new Replies.Info(
                Header.PROTOCOL_VERISON, "gradus", getVersion(), getLanguageInfo(), getBanner(), getHelpLinks()));
    }

    @Override
    protected void handleHistoryRequest(ShellReplyEnvironment page, Message<HistoryRequest> message) {
        page.setBusyDeferIdle();
        page.reply(new Replies.History(history.answer(message.getContent())));
    }

    /** JJava takes whatever has no open bracket for complete. */
    @Override
    public String isComplete(String code) {
        String answer = super.isComplete(code);
        boolean wrong = answer.equals(IS_COMPLETE_YES)
                && getJShell().sourceCodeAnalysis().sourceToSnippets(code).stream()
                        .anyMatch(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS);
        return wrong ? IS_COMPLETE_BAD : answer;
    }

    /** Jupyter counts characters as Unicode does, Java counts some of them twice. */
    @Override
    public @Nullable ReplacementOptions complete(String code, int at) {
        ReplacementOptions options = super.complete(code, javaIndex(code, at));
        return options == null
                ? null
                : new ReplacementOptions(
                        options.getReplacements(),
                        code.codePointCount(0, options.getSourceStart()),
                        code.codePointCount(0, options.getSourceEnd()));
    }

    private static int javaIndex(String code, int at) {
        return code.offsetByCodePoints(0, Math.max(0, Math.min(at, code.codePointCount(0, code.length()))));
    }

    /** What stands at the cursor: signatures, with the words of our sources or of JShell's. */
    @Override
    public @Nullable DisplayData inspect(String code, int at, boolean detailed) {
        SourceCodeAnalysis analysis = getJShell().sourceCodeAnalysis();
        Map<String, String> bundle = docs.inspect(analysis, code, javaIndex(code, at));
        return bundle.isEmpty() ? null : data(bundle);
    }
}
