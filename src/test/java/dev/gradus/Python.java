package dev.gradus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Python that tests compare with, if it is there: the one that the environment variable GRADUS_PYTHON names, else
 * {@code python3}. Without the packages that a test needs, the test is skipped and says so.
 */
public final class Python {
    /** Why a test was skipped. */
    public static final String MISSING =
            "no Python with the packages that this test needs; name one by GRADUS_PYTHON=/path/to/python";

    private static final String FIND = "import importlib.util, sys;"
            + "sys.exit(not all(importlib.util.find_spec(name) for name in sys.argv[1].split()))";

    private Python() {}

    private static String command() {
        String named = System.getenv("GRADUS_PYTHON");
        return named == null ? "python3" : named;
    }

    /** Whether it has all of these packages. */
    public static boolean has(String... packages) {
        try {
            Process process = new ProcessBuilder(command(), "-c", FIND, String.join(" ", packages))
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the script prints. */
    public static String run(String input, Path script, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(command(), script.toString()));
        for (Object argument : arguments) command.add(argument.toString());
        Path in = Files.createTempFile("input", ".txt");
        try {
            Files.writeString(in, input);
            return Programs.output(new ProcessBuilder(command).redirectInput(in.toFile()));
        } finally {
            Files.delete(in);
        }
    }
}
