package dev.gradus.jupyter.install;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The classes of a kernel as one JDK keeps them in memory: it starts in two thirds of the time. Another JDK ignores them.
 * See <a href="https://openjdk.org/jeps/350">JEP 350</a>.
 */
final class ClassArchive {
    private static final String FILE = "gradus.jsa";
    private static final String STAMP = "gradus-jsa-stamp";
    private static final long PATIENCE = 120; // seconds

    private ClassArchive() {}

    /**
     * Has the kernel rehearse, unless nothing has changed since it did. Where that fails it starts as it is.
     *
     * @param java the program that runs now
     * @param folder of the kernelspec
     * @param spec the text of its kernel.json
     * @param jars which the classes come from
     * @param out is told what takes a while
     * @return the text, with the archive if there is one: a name without a file would cost the JDK its own archive
     */
    static String make(Path java, Path folder, String spec, List<Path> jars, PrintStream out) throws IOException {
        Path archive = folder.resolve(FILE);
        Path stamp = folder.resolve(STAMP);
        StringBuilder state = new StringBuilder(java.toRealPath() + " " + Runtime.version() + "\n" + spec);
        for (Path jar : jars) state.append(Files.size(jar)).append(' ').append(Files.getLastModifiedTime(jar));
        if (!Files.exists(stamp) || !Files.readString(stamp).contentEquals(state)) {
            Files.deleteIfExists(archive);
            out.println("Preparing a quick start of " + folder.getFileName() + ", which takes a few seconds …");
            rehearse(java, folder, Specs.arguments(spec), archive);
            Files.writeString(stamp, state);
        }
        if (!Files.exists(archive)) return spec;
        return Specs.withOptions(spec, "-XX:SharedArchiveFile={resource_dir}/" + FILE, "-Xlog:cds=off,cds+dynamic=off");
    }

    private static void rehearse(Path java, Path folder, List<String> arguments, Path archive) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:ArchiveClassesAtExit=" + archive));
        // Neither java nor the connection file.
        for (String argument : arguments.subList(1, arguments.size() - 1))
            command.add(argument.replace("{resource_dir}", folder.toString()));
        command.add("--rehearse");
        try {
            Process kernel = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kernel.getOutputStream().close();
            if (kernel.waitFor(PATIENCE, TimeUnit.SECONDS)) return;
            kernel.destroyForcibly();
        } catch (IOException noJava) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(archive);
    }
}
