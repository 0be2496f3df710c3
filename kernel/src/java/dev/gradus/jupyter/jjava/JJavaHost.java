package dev.gradus.jupyter.jjava;

import static dev.gradus.jupyter.host.Adapters.send;

import dev.gradus.jupyter.host.Adapters;
import dev.gradus.jupyter.host.Meter;
import dev.gradus.jupyter.host.NotebookHost;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.telemetry.TelemetryCollector;
import org.dflib.jjava.kernel.JavaKernel;
import org.dflib.jjava.shaded.com.google.gson.JsonParser;
import org.jspecify.annotations.Nullable;

/** The page of a JJava kernel. */
final class JJavaHost implements NotebookHost {
    private final BaseKernel kernel;
    private final Listening listening;

    JJavaHost(BaseKernel kernel) {
        this.kernel = kernel;
        listening = new Listening(kernel);
    }

    @Override
    public void show(String id, Map<String, String> bundle) {
        send(() -> kernel.display(data(id, bundle)));
    }

    @Override
    public void update(String id, Map<String, String> bundle) {
        send(() -> kernel.getIO().display.updateDisplay(data(id, bundle)));
    }

    private static DisplayData data(String id, Map<String, String> bundle) {
        DisplayData data = new DisplayData();
        bundle.forEach((mime, form) -> data.putData(mime, content(mime, form)));
        data.setDisplayId(id);
        return data;
    }

    /** Text as it is, but JSON as an object, as Jupyter wants it. */
    static Object content(String mime, String form) {
        return mime.endsWith("json") ? JsonParser.parseString(form) : form;
    }

    @Override
    public @Nullable Channel open(
            String target, Map<String, Object> opening, Map<String, Object> metadata, Consumer<Message> receiver) {
        listening.hurry();
        PageComm[] opened = new PageComm[1];
        send(() -> opened[0] = kernel.getCommManager().openComm(target, (manager, id, name, message) -> {
            PageComm.object(metadata)
                    .entrySet()
                    .forEach(entry -> message.getNonNullMetadata().put(entry.getKey(), entry.getValue()));
            PageComm.object(opening)
                    .entrySet()
                    .forEach(entry -> message.getContent().getData().add(entry.getKey(), entry.getValue()));
            PageComm comm = new PageComm(manager, id, name);
            comm.receiver = receiver;
            return comm;
        }));
        return opened[0];
    }

    @Override
    public void answer(String target, Function<Channel, Consumer<Message>> receivers) {
        kernel.getCommManager().registerTarget(target, (manager, id, name, message) -> {
            manager.setMessageContext(message);
            PageComm comm = new PageComm(manager, id, name);
            comm.receiver = receivers.apply(comm);
            return comm;
        });
    }

    @Override
    public void listen() {
        listening.listen();
    }

    /** Stops the meter while JShell compiles the next line of the code. */
    @Override
    public void run(String code, Meter meter) {
        boolean exact = kernel instanceof JavaKernel;
        if (exact) ((JavaKernel) kernel).getEvaluator().startThreadTelemetryCollection(new Laps(meter));
        else {
            meter.includesCompiling();
            meter.on();
        }
        DisplayData result;
        try {
            result = kernel.evalBuilder(code).resolveMagics().renderResults().eval();
        } finally {
            if (exact) ((JavaKernel) kernel).getEvaluator().stopThreadTelemetryCollection();
            else meter.off();
        }
        if (result != null) send(() -> kernel.display(result));
    }

    /** JJava tells when it begins and ends to run a piece of code. */
    private record Laps(Meter meter) implements TelemetryCollector<Meter> {
        @Override
        public Meter measurementStart() {
            meter.on();
            return meter;
        }

        @Override
        public void measurementEnd(Meter started) {
            started.off();
        }

        @Override
        public void stop() {}
    }

    @Override
    public String kernel() {
        return kernel.getName() + " " + kernel.getVersion();
    }

    @Override
    public @Nullable String place() {
        return kernel instanceof GradusKernel own ? own.place : null;
    }

    @Override
    public @Nullable Object cell() {
        return Adapters.cell(BaseKernel.class, kernel);
    }
}
