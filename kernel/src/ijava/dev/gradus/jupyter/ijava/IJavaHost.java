package dev.gradus.jupyter.ijava;

import static dev.gradus.jupyter.host.Adapters.send;

import dev.gradus.jupyter.host.Adapters;
import dev.gradus.jupyter.host.Meter;
import dev.gradus.jupyter.host.NotebookHost;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of an IJava kernel. */
final class IJavaHost implements NotebookHost {
    private final BaseKernel kernel;

    IJavaHost(BaseKernel kernel) {
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

    @Override
    public void run(String code, Meter meter) throws Exception {
        meter.includesCompiling();
        meter.on();
        DisplayData result;
        try {
            result = kernel.eval(code);
        } finally {
            meter.off();
        }
        if (result != null) send(() -> kernel.display(result));
    }

    /** "IJava 1.3.0", which stands in the banner alone: "Java 17 :: IJava kernel 1.3.0 …". */
    @Override
    public String kernel() {
        String banner = kernel.getBanner();
        String line = banner == null ? "" : banner.lines().findFirst().orElse("");
        int name = line.indexOf(":: ");
        return name < 0
                ? kernel.getClass().getSimpleName()
                : line.substring(name + 3).replace(" kernel", "").strip();
    }

    @Override
    public @Nullable Object cell() {
        return Adapters.cell(BaseKernel.class, kernel);
    }
}
