package dev.gradus.jupyter.jjava;

import static dev.gradus.jupyter.Adapters.send;

import dev.gradus.jupyter.Adapters;
import dev.gradus.jupyter.Meter;
import dev.gradus.jupyter.NotebookHost;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.telemetry.TelemetryCollector;
import org.dflib.jjava.kernel.JavaKernel;
import org.jspecify.annotations.Nullable;

/** The page of a JJava kernel. */
final class JJavaHost implements NotebookHost {
    private final BaseKernel kernel;

    JJavaHost(BaseKernel kernel) {
        this.kernel = kernel;
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
        bundle.forEach(data::putData);
        data.setDisplayId(id);
        return data;
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
    public @Nullable Object cell() {
        return Adapters.cell(BaseKernel.class, kernel);
    }
}
