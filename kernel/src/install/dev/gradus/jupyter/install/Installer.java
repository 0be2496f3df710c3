package dev.gradus.jupyter.install;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the kernels into one of Jupyter's folders, or takes them out again. */
final class Installer {
    private final Machine machine;
    private final String jjavaVersion;
    private final PrintStream out;

    Installer(Machine machine, String jjavaVersion, PrintStream out) {
        this.machine = machine;
        this.jjavaVersion = jjavaVersion;
        this.out = out;
    }

    /**
     * Writes both kernelspecs and the jar.
     *
     * @param data Jupyter's folder
     * @param jar of Gradus, with everything that a kernel needs
     * @param jjava the jar of JJava, or null to look for it
     */
    void install(Path data, Path jar, @Nullable Path jjava) throws IOException {
        Path kernels = data.resolve("kernels");
        Path found = jjava != null ? existing(jjava) : findJJava(data);
        boolean beside = isSame(found, inFolder(data));
        String java = machine.java();
        Path target =
                Files.createDirectories(kernels.resolve(Specs.NAMES.get(0))).resolve(Specs.JAR);
        if (!Files.exists(target) || Files.mismatch(jar, target) >= 0) copy(jar, target);
        for (String name : Specs.NAMES) {
            Path folder = Files.createDirectories(kernels.resolve(name));
            String spec = Specs.text(name);
            if (!beside) spec = Specs.withJar(spec, machine.separator(), found.toString());
            spec = ClassArchive.make(machine.program(), folder, spec, List.of(target, found), out);
            if (!java.equals("java")) spec = Specs.withJava(spec, java);
            replace(folder.resolve(Specs.FILE), spec.getBytes(StandardCharsets.UTF_8));
            for (String logo : Specs.LOGOS) replace(folder.resolve(logo), Specs.read(Specs.NAMES.get(0), logo));
        }
        out.println("Installed the kernels " + String.join(" and ", Specs.NAMES) + " in " + kernels);
        if (!java.equals("java")) out.println("They start " + java);
        if (!beside) out.println("They use " + found);
    }

    /** Removes both kernelspecs, as far as they are there. */
    void uninstall(Path data) throws IOException {
        List<String> names = new ArrayList<>(Specs.NAMES);
        Collections.reverse(names); // the jar last, since the other one starts it, too
        boolean any = false;
        for (String name : names) {
            Path folder = data.resolve("kernels").resolve(name);
            if (!Files.isDirectory(folder)) continue;
            delete(folder);
            out.println("Removed " + folder);
            any = true;
        }
        if (!any) out.println("There is no kernel of Gradus in " + data.resolve("kernels"));
    }

    private static Path inFolder(Path data) {
        return data.resolve("kernels").resolve("java").resolve("jjava.jar");
    }

    private Path findJJava(Path data) {
        List<Path> folders = new ArrayList<>(List.of(data));
        folders.addAll(machine.data());
        return folders.stream()
                .map(Installer::inFolder)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Path::toAbsolutePath)
                .orElseThrow(() -> new Refusal("JJava, which runs the cells, is neither in " + data.resolve("kernels")
                        + " nor in another folder of Jupyter's. Install it there first, by that environment's own"
                        + " `python -m pip install jjava==" + jjavaVersion + "`, or name its jar: --jjava JAR"));
    }

    private static Path existing(Path jar) {
        if (!Files.isRegularFile(jar)) throw new Refusal("There is no JJava in " + jar);
        return jar.toAbsolutePath();
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(other) && Files.isSameFile(one, other);
    }

    /** Through another file, since a kernel that runs may be reading the old one. */
    private static void copy(Path jar, Path target) throws IOException {
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
        try {
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw new Refusal("Can't replace " + target + ": shut down the kernels that use it, then try again ("
                    + e.getMessage() + ")");
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) Files.write(file, content);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
