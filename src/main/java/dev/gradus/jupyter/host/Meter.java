package dev.gradus.jupyter.host;

import com.sun.management.ThreadMXBean;
import dev.gradus.math.Engine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up what code costs while the meter is on: time, allocated memory on all threads, and multiply-adds. */
public final class Meter {
    private static final String WARM_UP = "gradus-warm-up"; // prepares the kernels in the first second, for no cell
    private static final @Nullable ThreadMXBean THREADS = threads();
    private static final long OWN = ownBytes();

    private long nanos;
    private long bytes;
    private long multiplyAdds;
    private boolean compiling;

    private boolean ran;
    private int depth;
    private Map<Long, Long> bytesBefore = Map.of();
    private long nanosBefore;
    private long multiplyAddsBefore;

    private static @Nullable ThreadMXBean threads() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
                        && bean.isThreadAllocatedMemorySupported()
                ? bean
                : null;
    }

    /** What two looks at all threads allocate themselves. */
    private static long ownBytes() {
        if (THREADS == null) return 0;
        allocated(Map.of()); // loads what it needs
        return allocated(byThread());
    }

    /** Switches it on; code that runs code inside counts once. */
    public synchronized void on() {
        if (depth++ > 0) return;
        ran = true;
        bytesBefore = byThread();
        multiplyAddsBefore = Engine.multiplyAdds();
        nanosBefore = System.nanoTime();
    }

    /** Switches it off. */
    public synchronized void off() {
        if (depth == 0 || --depth > 0) return;
        nanos += System.nanoTime() - nanosBefore;
        multiplyAdds += Engine.multiplyAdds() - multiplyAddsBefore;
        bytes += Math.max(0, allocated(bytesBefore) - OWN);
    }

    /** Says that compiling the code can't be told from running it. */
    public void includesCompiling() {
        compiling = true;
    }

    /** False if the code didn't even compile. */
    public boolean hasRun() {
        return ran;
    }

    public boolean isCompiling() {
        return compiling;
    }

    public double seconds() {
        return nanos / 1e9;
    }

    /** Below 0 where this JVM doesn't tell. */
    public long bytes() {
        return THREADS == null ? -1 : bytes;
    }

    public long multiplyAdds() {
        return multiplyAdds;
    }

    private static Map<Long, Long> byThread() {
        Map<Long, Long> bytes = new HashMap<>();
        if (THREADS == null) return bytes;
        long[] ids = THREADS.getAllThreadIds();
        long[] allocated = THREADS.getThreadAllocatedBytes(ids);
        ThreadInfo[] infos = THREADS.getThreadInfo(ids);
        for (int i = 0; i < ids.length; i++) {
            boolean ended = allocated[i] < 0 || infos[i] == null;
            if (!ended && !infos[i].getThreadName().equals(WARM_UP)) bytes.put(ids[i], allocated[i]);
        }
        return bytes;
    }

    /** What the threads that are alive have allocated since. */
    private static long allocated(Map<Long, Long> before) {
        long sum = 0;
        for (Map.Entry<Long, Long> now : byThread().entrySet())
            sum += Math.max(0, now.getValue() - before.getOrDefault(now.getKey(), 0L));
        return sum;
    }
}
