package dev.gradus.jupyter.jjava;

import dev.gradus.jupyter.NotebookHost;
import java.lang.reflect.Field;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
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

    /** Sending on an interrupted thread would close the kernel's channel for good, so the interrupt waits. */
    private static void send(Runnable message) {
        boolean interrupted = Thread.interrupted();
        try {
            message.run();
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** JJava numbers its cells, but tells the number nobody. */
    @Override
    public @Nullable Object cell() {
        try {
            Field count = BaseKernel.class.getDeclaredField("executionCount");
            count.setAccessible(true);
            return String.valueOf(count.get(kernel));
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            return null;
        }
    }
}
