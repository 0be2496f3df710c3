package dev.gradus.jupyter.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Jupyter keeps things on this computer, as its own jupyter_core has it.
 *
 * @param variables of the environment
 * @param system the name of the operating system
 * @param home of the user
 * @param javaHome of this JVM
 */
record Machine(Map<String, String> variables, String system, Path home, Path javaHome) {
    static Machine current() {
        return new Machine(
                System.getenv(),
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")),
                Path.of(System.getProperty("java.home")));
    }

    private boolean isWindows() {
        return system.startsWith("Windows");
    }

    private @Nullable Path variable(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : Path.of(value);
    }

    /** Where pip and conda put what belongs to an environment. */
    static Path dataOf(Path prefix) {
        return prefix.resolve("share").resolve("jupyter");
    }

    /** The user's own folder. */
    Path userData() {
        Path asked = variable("JUPYTER_DATA_DIR");
        if (asked != null) return asked;
        Path home = variable("HOME") != null && !isWindows() ? variable("HOME") : this.home;
        if (system.startsWith("Mac")) return home.resolve("Library/Jupyter");
        Path shared = variable(isWindows() ? "APPDATA" : "XDG_DATA_HOME");
        if (shared == null) shared = home.resolve(isWindows() ? "AppData/Roaming" : ".local/share");
        return shared.resolve("jupyter");
    }

    /** The Python environment that is active in this terminal, or null. */
    @Nullable
    Path environment() {
        Path venv = variable("VIRTUAL_ENV");
        return venv != null ? venv : variable("CONDA_PREFIX");
    }

    /** All folders in which Jupyter may look; those of every Python whose programs are on the PATH among them. */
    Set<Path> data() {
        Set<Path> folders = new LinkedHashSet<>();
        for (String folder : parts("JUPYTER_PATH")) folders.add(Path.of(folder));
        if (environment() != null) folders.add(dataOf(environment()));
        folders.add(userData());
        for (String folder : parts("PATH")) {
            Path programs = Path.of(folder);
            if (programs.getParent() != null && programs.getFileName() != null) {
                boolean scripts = List.of("bin", "Scripts").contains(String.valueOf(programs.getFileName()));
                folders.add(dataOf(scripts ? programs.getParent() : programs)); // conda on Windows has no such folder
            }
        }
        Path shared = variable("PROGRAMDATA");
        if (isWindows() && shared != null) folders.add(shared.resolve("jupyter"));
        if (!isWindows()) folders.addAll(List.of(Path.of("/usr/local/share/jupyter"), Path.of("/usr/share/jupyter")));
        return folders;
    }

    private List<String> parts(String variable) {
        return List.of(variables.getOrDefault(variable, "").split(isWindows() ? ";" : ":")).stream()
                .map(part -> part.replace("\"", ""))
                .filter(part -> !part.isBlank())
                .toList();
    }

    /** Between the parts of a class path. */
    String separator() {
        return isWindows() ? ";" : ":";
    }

    /** The Java that runs now. */
    Path program() {
        return javaHome.resolve("bin").resolve(isWindows() ? "java.exe" : "java");
    }

    /** How a kernel starts the Java that runs now: {@code java} where the PATH leads to it, else where it lies. */
    String java() {
        Path mine = program();
        for (String folder : parts("PATH")) {
            Path first = Path.of(folder).resolve(mine.getFileName());
            if (Files.isExecutable(first)) return isSame(first, mine) ? "java" : mine.toString();
        }
        return mine.toString();
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.toRealPath().equals(other.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
