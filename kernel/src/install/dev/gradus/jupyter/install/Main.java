package dev.gradus.jupyter.install;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The commands {@code install} and {@code uninstall} of the kernel's jar. */
public final class Main {
    private static final String HELP = """
            Puts the Java kernels of Gradus where Jupyter finds them, or takes them out again.

              java -jar %1$s install [WHERE] [--jjava JAR]
              java -jar %1$s uninstall [WHERE]

            WHERE is one of
              --sys-prefix   the Python environment that is active in this terminal; the default if one is
              --user         your home; the default if none is
              --venv DIR     a Python environment (venv or conda)
              --prefix DIR   any prefix, such as /usr/local: its share/jupyter/kernels

            JJava, which runs the cells, comes from pip (jjava==%2$s). It's looked for where the kernels go, then in
            the other folders of Jupyter's; --jjava names its jar.
            """;

    private final Machine machine;
    private final PrintStream out;
    private final PrintStream err;

    Main(Machine machine, PrintStream out, PrintStream err) {
        this.machine = machine;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) throws IOException, URISyntaxException {
        Path jar = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        System.exit(new Main(Machine.current(), System.out, System.err).run(jar, List.of(arguments)));
    }

    /** Returns 0 if it is done, 1 if it can't be done, 2 if it isn't understood. */
    int run(Path jar, List<String> arguments) {
        String version = jjavaVersion(jar);
        String help = HELP.formatted(jar.getFileName(), version);
        Deque<String> rest = new ArrayDeque<>(arguments);
        String command = rest.isEmpty() ? "--help" : rest.pop();
        if (command.equals("help") || command.equals("--help") || arguments.contains("--help")) {
            out.print(help);
            return 0;
        }
        try {
            if (!command.equals("install") && !command.equals("uninstall")) throw unknown(command);
            Path data = null;
            Path jjava = null;
            while (!rest.isEmpty()) {
                String option = rest.pop();
                if (option.equals("--jjava") && command.equals("install")) jjava = path(option, rest.poll());
                else if (data == null) data = where(option, rest);
                else throw new IllegalArgumentException("only one place at a time, but there is " + option + ", too");
            }
            Installer installer = new Installer(machine, version, out);
            if (data == null) data = machine.environment() == null ? machine.userData() : active();
            if (command.equals("install")) installer.install(data, jar, jjava);
            else installer.uninstall(data);
            return 0;
        } catch (IllegalArgumentException misunderstanding) {
            err.println(misunderstanding.getMessage());
            err.print(help);
            return 2;
        } catch (Refusal refusal) {
            err.println(refusal.getMessage());
            return 1;
        } catch (IOException failure) {
            err.println("That failed: " + failure); // an IOException's message alone is often no more than a path
            return 1;
        }
    }

    private Path where(String option, Deque<String> rest) {
        return switch (option) {
            case "--user" -> machine.userData();
            case "--sys-prefix" -> active();
            case "--prefix" -> Machine.dataOf(folder(option, rest.poll()));
            case "--venv" -> Machine.dataOf(environment(folder(option, rest.poll())));
            default -> throw unknown(option);
        };
    }

    private Path active() {
        Path environment = machine.environment();
        if (environment == null)
            throw new Refusal(
                    "No Python environment is active in this terminal: activate it, or name it by --venv DIR");
        return Machine.dataOf(environment(environment));
    }

    private static Path environment(Path folder) {
        if (Files.exists(folder.resolve("pyvenv.cfg")) || Files.isDirectory(folder.resolve("conda-meta")))
            return folder;
        throw new Refusal(folder + " is no Python environment: make one by `python3 -m venv`, or use --prefix");
    }

    private static Path folder(String option, @Nullable String name) {
        Path folder = path(option, name);
        if (!Files.isDirectory(folder)) throw new Refusal("There is no folder " + folder);
        return folder;
    }

    private static Path path(String option, @Nullable String name) {
        if (name == null || name.startsWith("--")) throw new IllegalArgumentException(option + " what?");
        try {
            return Path.of(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new Refusal("This can't be a path here: " + name);
        }
    }

    private static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException("What is " + word + "?");
    }

    /** Which JJava the jar was built with. */
    private static String jjavaVersion(Path jar) {
        if (!Files.isRegularFile(jar)) return "?"; // a folder of classes
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String version =
                    manifest == null ? null : manifest.getMainAttributes().getValue("JJava-Version");
            return version == null ? "?" : version;
        } catch (IOException e) {
            return "?";
        }
    }
}
