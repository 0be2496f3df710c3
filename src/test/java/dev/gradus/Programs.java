package dev.gradus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs that tests start, in Java with the class path of the tests. */
public final class Programs {
    /** The JDK that runs the tests. */
    public static final Path THIS_JDK = Path.of(System.getProperty("java.home"));

    private Programs() {}

    /** A program in a JVM of its own: options of the JVM, then the class or source file to run, and what it is told. */
    public static ProcessBuilder java(Path jdk, List<String> options, String... main) {
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(main));
        return new ProcessBuilder(command);
    }

    /** What the program prints. */
    public static String output(ProcessBuilder program) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            return output(program, errors);
        } finally {
            Files.delete(errors);
        }
    }

    /** The same, with a file for what it says on stderr; if the program fails, so does the test, with that text. */
    public static String output(ProcessBuilder program, Path errors) throws IOException, InterruptedException {
        Process process = program.redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0)
            throw new AssertionError(String.join(" ", program.command()) + " failed:\n" + Files.readString(errors));
        return output;
    }
}
