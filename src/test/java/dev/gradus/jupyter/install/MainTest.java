package dev.gradus.jupyter.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kernel/test_install.py tests the rest: real environments, and kernels that start. */
class MainTest {
    @TempDir
    Path temporary;

    private Path folder; // with a blank and letters that are not ASCII
    private Path jar;
    private final Map<String, String> variables = new HashMap<>();
    private String system = "Linux";
    private String out = "";
    private String err = "";

    @BeforeEach
    void layOut() throws IOException {
        folder = Files.createDirectories(temporary.resolve("ein Größenwahn 步"));
        jar = Files.writeString(folder.resolve("gradus-kernel.jar"), "the jar");
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.createFile(java).toFile().setExecutable(true);
        variables.put("PATH", java.getParent().toString());
        variables.put("HOME", folder.resolve("home").toString());
    }

    private int run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Machine machine = new Machine(variables, system, folder.resolve("home"), folder.resolve("jdk"));
        int code = new Main(machine, print(out), print(err)).run(jar, List.of(arguments));
        this.out = out.toString(StandardCharsets.UTF_8);
        this.err = err.toString(StandardCharsets.UTF_8);
        return code;
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private Path prefix(String name, boolean withJJava) throws IOException {
        Path prefix = Files.createDirectories(folder.resolve(name));
        Files.createFile(prefix.resolve("pyvenv.cfg"));
        Path java = Files.createDirectories(kernels(prefix).resolve("java"));
        if (withJJava) Files.writeString(java.resolve("jjava.jar"), "JJava");
        return prefix;
    }

    private static Path kernels(Path prefix) {
        return prefix.resolve("share/jupyter/kernels");
    }

    private static String spec(Path kernels, String name) throws IOException {
        return Files.readString(kernels.resolve(name).resolve("kernel.json"));
    }

    @Test
    void besideJJavaTheSpecsAreThoseOfTheRepository() throws IOException {
        Path prefix = prefix("venv", true);
        assertThat(run("install", "--venv", prefix.toString())).isZero();
        for (String name : Specs.NAMES) {
            assertThat(spec(kernels(prefix), name))
                    .isEqualTo(Files.readString(Path.of("kernel/specs", name, "kernel.json")))
                    .doesNotContain(folder.toString());
            assertThat(kernels(prefix).resolve(name).resolve("logo-64x64.png")).isNotEmptyFile();
        }
        assertThat(kernels(prefix).resolve("gradus/gradus.jar")).hasContent("the jar");
        assertThat(out)
                .isEqualTo("Preparing a quick start of gradus, which takes a few seconds …\n"
                        + "Preparing a quick start of gradus-zh, which takes a few seconds …\n"
                        + "Installed the kernels gradus and gradus-zh in " + kernels(prefix) + "\n");
        assertThat(err).isEmpty();
    }

    @Test
    void aKernelThatRehearsesLeavesAnArchiveOfItsClasses() throws IOException {
        Path java = folder.resolve("jdk/bin/java");
        Files.writeString(java, """
                #!/bin/sh
                echo "$@" >"${1#-XX:ArchiveClassesAtExit=}"
                """);
        Path prefix = prefix("venv", true);
        assertThat(run("install", "--prefix", prefix.toString())).isZero();
        Path own = kernels(prefix).resolve("gradus");
        assertThat(Files.readString(own.resolve("gradus.jsa")))
                .contains(" -cp " + own + "/gradus.jar dev.gradus.jupyter.jjava.GradusMain --rehearse");
        assertThat(spec(kernels(prefix), "gradus"))
                .startsWith(
                        "{\n  \"argv\": [\n    \"java\",\n    \"-XX:SharedArchiveFile={resource_dir}/gradus.jsa\",\n");
        Files.writeString(java, "#!/bin/sh\nexit 1\n");
        run("install", "--prefix", prefix.toString());
        assertThat(own.resolve("gradus.jsa")).as("nothing has changed").exists();
        assertThat(out).startsWith("Installed");
        jar = Files.writeString(folder.resolve("gradus-kernel.jar"), "another jar");
        run("install", "--prefix", prefix.toString());
        assertThat(own.resolve("gradus.jsa")).doesNotExist();
        assertThat(spec(kernels(prefix), "gradus")).isEqualTo(Specs.text("gradus"));
    }

    @Test
    void againItReplacesAndThenItGoes() throws IOException {
        Path prefix = prefix("venv", true);
        run("install", "--prefix", prefix.toString());
        jar = Files.writeString(folder.resolve("gradus-kernel.jar"), "another jar");
        assertThat(run("install", "--prefix", prefix.toString())).isZero();
        assertThat(kernels(prefix).resolve("gradus/gradus.jar")).hasContent("another jar");
        try (var files = Files.list(kernels(prefix).resolve("gradus"))) {
            assertThat(files).hasSize(6);
        }
        assertThat(run("uninstall", "--prefix", prefix.toString())).isZero();
        assertThat(kernels(prefix)).isDirectoryNotContaining("glob:**gradus*").isDirectoryContaining("glob:**java");
        assertThat(run("uninstall", "--prefix", prefix.toString())).isZero();
        assertThat(out).startsWith("There is no kernel of Gradus in ");
    }

    @Test
    void elsewhereJJavaIsNamedWithTheSeparatorOfTheSystem() throws IOException {
        Path other = prefix("other", true);
        variables.put("PATH", variables.get("PATH") + ":" + other.resolve("bin"));
        assertThat(run("install", "--user")).isZero();
        Path kernels = folder.resolve("home/.local/share/jupyter/kernels");
        Path jjava = kernels(other).resolve("java/jjava.jar");
        assertThat(spec(kernels, "gradus")).contains("\"{resource_dir}/gradus.jar:" + jjava + "\"");
        assertThat(spec(kernels, "gradus-zh")).contains("\"{resource_dir}/../gradus/gradus.jar:" + jjava + "\"");
        assertThat(out).contains("They use " + jjava);
        assertThat(Specs.withJar(Specs.text("gradus"), ";", "C:\\a \"b\"\\jjava.jar"))
                .contains("\"{resource_dir}/gradus.jar;C:\\\\a \\\"b\\\"\\\\jjava.jar\"");
        assertThat(Specs.arguments(Specs.withJar(Specs.text("gradus"), ":", "/a \"]\\/jjava.jar")))
                .startsWith("java", "-Xmx1g")
                .contains("{resource_dir}/gradus.jar:/a \"]\\/jjava.jar")
                .endsWith("{connection_file}");
    }

    @Test
    void eachSystemHasItsFolderForTheUser() {
        Path home = folder.resolve("home");
        assertThat(userData("Linux")).isEqualTo(home.resolve(".local/share/jupyter"));
        assertThat(userData("Mac OS X")).isEqualTo(home.resolve("Library/Jupyter"));
        assertThat(userData("Windows 11")).isEqualTo(home.resolve("AppData/Roaming/jupyter"));
        variables.put("XDG_DATA_HOME", "/data");
        variables.put("APPDATA", "/appdata");
        assertThat(userData("Linux")).isEqualTo(Path.of("/data/jupyter"));
        assertThat(userData("Windows 11")).isEqualTo(Path.of("/appdata/jupyter"));
        variables.put("JUPYTER_DATA_DIR", "/mine");
        assertThat(userData("Mac OS X")).isEqualTo(Path.of("/mine"));
    }

    private Path userData(String system) {
        return new Machine(variables, system, folder.resolve("home"), folder).userData();
    }

    @Test
    void theActiveEnvironmentIsTheDefault() throws IOException {
        Path prefix = prefix("venv", true);
        variables.put("VIRTUAL_ENV", prefix.toString());
        assertThat(run("install")).isZero();
        assertThat(kernels(prefix).resolve("gradus-zh")).isDirectory();
        assertThat(run("uninstall", "--sys-prefix")).isZero();
        assertThat(kernels(prefix).resolve("gradus-zh")).doesNotExist();
        variables.clear();
        assertThat(run("install", "--sys-prefix")).isEqualTo(1);
        assertThat(err)
                .isEqualTo("No Python environment is active in this terminal: activate it, or name it by --venv DIR\n");
    }

    @Test
    void whereThePathLeadsToAnotherJavaThisOneIsNamed() throws IOException {
        Path prefix = prefix("venv", true);
        Path other = Files.createDirectories(folder.resolve("older/bin")).resolve("java");
        Files.createFile(other).toFile().setExecutable(true);
        variables.put("PATH", other.getParent() + ":" + variables.get("PATH"));
        assertThat(run("install", "--prefix", prefix.toString())).isZero();
        String java = folder.resolve("jdk/bin/java").toString();
        assertThat(spec(kernels(prefix), "gradus")).contains("\"" + java + "\",\n    \"-Xmx1g\"");
        assertThat(out).endsWith("They start " + java + "\n");
    }

    @Test
    void withoutJJavaItSaysWhatToDoAndChangesNothing() throws IOException {
        Path prefix = prefix("venv", false);
        assertThat(run("install", "--prefix", prefix.toString())).isEqualTo(1);
        assertThat(err)
                .startsWith("JJava, which runs the cells, is neither in " + kernels(prefix))
                .contains("pip install jjava==")
                .contains("--jjava JAR");
        assertThat(kernels(prefix).resolve("gradus")).doesNotExist();
        Path named = prefix("other", true).resolve("share/jupyter/kernels/java/jjava.jar");
        assertThat(run("install", "--prefix", prefix.toString(), "--jjava", named.toString()))
                .isZero();
        assertThat(spec(kernels(prefix), "gradus")).contains(named.toString());
        assertThat(run("install", "--jjava", "nothing.jar", "--prefix", prefix.toString()))
                .isEqualTo(1);
        assertThat(err).startsWith("There is no JJava in ");
    }

    @Test
    void whatIsNotUnderstoodIsNamedAboveTheHelp() throws IOException {
        for (String[] arguments : new String[][] {
            {"instal"}, {"install", "--usr"}, {"install", "--prefix"}, {"uninstall", "--jjava", "x"}, {"install", "x"}
        }) {
            assertThat(run(arguments)).as(String.join(" ", arguments)).isEqualTo(2);
            assertThat(err).matches("(?s)(What is .*\\?|--prefix what\\?)\n.*WHERE is one of.*");
        }
        Files.createDirectories(folder.resolve("plain"));
        assertThat(run("install", "--user", "--prefix", folder.toString())).isEqualTo(2);
        assertThat(err).startsWith("only one place at a time, but there is --prefix, too");
        assertThat(run("install", "--venv", folder.resolve("plain").toString())).isEqualTo(1);
        assertThat(err).contains("is no Python environment");
        assertThat(run("install", "--prefix", folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(err).startsWith("There is no folder ");
    }

    @Test
    void helpIsShownWhereItIsAskedFor() {
        for (String[] arguments : new String[][] {{}, {"--help"}, {"help"}, {"install", "--help"}}) {
            assertThat(run(arguments)).isZero();
            assertThat(out)
                    .contains("java -jar gradus-kernel.jar install [WHERE]")
                    .contains("--sys-prefix");
            assertThat(err).isEmpty();
        }
    }
}
