package dev.gradus.jupyter.jjava;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.util.PathsHandler;

/** From the connection file to a kernel that listens, as JJava's own main does it. */
final class Startup {
    private static final String REHEARSE = "--rehearse"; // instead of a connection file
    private static final long PATIENCE = 300; // milliseconds; a notebook that is run whole sends a cell sooner

    private Startup() {}

    /**
     * Builds the kernel.
     *
     * @return what connects it and waits until it is told to end
     * @throws ReflectiveOperationException if JJava has changed; nothing has been started then
     */
    static Runnable prepare(String[] args) throws ReflectiveOperationException {
        for (Class<?> type : List.of(
                GradusKernel.class,
                CellEvaluator.class,
                CellEnvironment.class,
                GradusConnection.class,
                PageChannel.class)) checkOverrides(type);
        // One line for each record of the log, as Jupyter writes its own.
        System.setProperty("java.util.logging.SimpleFormatter.format", "[%4$.1s %1$tF %1$tT.%1$tL %3$s] %5$s%n");
        quietLoops();
        GradusKernel kernel = new GradusKernelBuilder().build();
        GradusConnection connection = connection(args);
        kernel.becomeHandlerForConnection(connection);
        return args[0].equals(REHEARSE) ? () -> rehearse(kernel, connection) : () -> run(kernel, connection);
    }

    /** That its loops start and stop is no news for the console of whoever runs the kernel. */
    private static void quietLoops() {
        for (Handler handler : Logger.getLogger("").getHandlers())
            handler.setFilter(entry -> !String.valueOf(entry.getLoggerName()).startsWith("Loop-")
                    || entry.getLevel().intValue() > Level.INFO.intValue());
    }

    private static GradusConnection connection(String[] args) throws ReflectiveOperationException {
        if (args.length < 1) throw new IllegalArgumentException("the path of Jupyter's connection file is missing");
        try {
            return new GradusConnection(
                    args[0].equals(REHEARSE)
                            ? new KernelConnectionProperties("127.0.0.1", 0, 0, 0, 0, 0, "tcp", "hmac-sha256", "")
                            : KernelConnectionProperties.parse(Files.readString(Path.of(args[0]))));
        } catch (IOException e) {
            throw new IllegalArgumentException("can't read the connection file " + args[0] + ": " + e, e);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException("this JDK can't sign Jupyter's messages: " + e, e);
        }
    }

    /** The page connects while Java's compiler wakes and the imports are made, in a thread of their own. */
    private static void run(GradusKernel kernel, GradusConnection connection) {
        Runnable preparation = () -> {
            kernel.onStartup();
            kernel.addToClasspath(System.getenv("JJAVA_CLASSPATH"));
            String scripts = System.getenv("JJAVA_STARTUP_SCRIPTS_PATH");
            if (scripts != null) PathsHandler.splitAndResolveGlobs(scripts).forEach(file -> evaluate(kernel, file));
            String script = System.getenv("JJAVA_STARTUP_SCRIPT");
            if (script != null) kernel.evalBuilder(script).resolveMagics().eval();
        };
        connection.prepared = CompletableFuture.runAsync(preparation, task -> Background.start("gradus-start", task))
                .exceptionally(failure -> {
                    // To end is to close JShell, too.
                    if (!kernel.isEnding)
                        System.err.println("Gradus: the kernel could not prepare all that it wanted to: " + failure);
                    return null;
                });
        ParentWatch.start();
        Preparation.start();
        Background.start("gradus-rehearsal", () -> rehearseMeanwhile(kernel, connection));
        connection.connect();
        connection.waitUntilClose();
        System.exit(0); // JJava's threads would keep the process alive
    }

    /** As long as nobody wants anything else. */
    private static void rehearseMeanwhile(GradusKernel kernel, GradusConnection connection) {
        try {
            connection.prepared.join();
            Background.pause(PATIENCE);
            Rehearsal.run(kernel.getRenderer(), () -> !kernel.hasBegun && !kernel.isEnding);
        } catch (RuntimeException | Error unseen) {
            // everything works without it
        }
    }

    /** For an archive of the classes that a session takes. */
    private static void rehearse(GradusKernel kernel, GradusConnection connection) {
        try {
            kernel.onStartup();
            connection.connect();
            kernel.evalBuilder("int x = 1 + 1;\nx")
                    .resolveMagics()
                    .renderResults()
                    .eval();
            Rehearsal.run(kernel.getRenderer(), () -> true);
        } finally {
            System.exit(0);
        }
    }

    private static void evaluate(GradusKernel kernel, Path file) {
        try {
            kernel.evalBuilder(Files.readString(file)).resolveMagics().eval();
        } catch (IOException e) {
            System.err.println("Gradus: can't read the startup script " + file + ": " + e);
        }
    }

    /** Every method of these classes that isn't private stands for one of JJava's, which must still be there. */
    private static void checkOverrides(Class<?> type) throws NoSuchMethodException {
        for (Method method : type.getDeclaredMethods())
            if (!Modifier.isPrivate(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && !method.isSynthetic()
                    && !isInherited(type, method))
                throw new NoSuchMethodException(type.getSuperclass().getName() + "." + method.getName());
    }

    private static boolean isInherited(Class<?> type, Method method) {
        for (Class<?> c = type.getSuperclass(); c != null; c = c.getSuperclass())
            if (Arrays.stream(c.getDeclaredMethods())
                    .anyMatch(m -> m.getName().equals(method.getName())
                            && Arrays.equals(m.getParameterTypes(), method.getParameterTypes())
                            && m.getReturnType().isAssignableFrom(method.getReturnType()))) return true;
        return false;
    }
}
