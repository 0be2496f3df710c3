package dev.gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradus.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One seed gives one result, to the last bit: in every run, on any number of threads and every JDK found here. */
class SameBitsTest {
    private static final String HERE = Fingerprint.text();
    private static final String ADD_MODULES = "--add-modules";
    private static final String VECTOR_API = "jdk.incubator.vector";
    private static final String AT_ONCE = "-Dgradus.kernels=vector";

    @Test
    void again() {
        assertThat(Fingerprint.text()).isEqualTo(HERE).hasLineCount(16).doesNotContain("NaN");
    }

    /** These bits are behind every digit that the notebooks print; a change here means to execute them all again. */
    @Test
    void asEver() {
        assertThat(HERE.lines().findFirst().orElseThrow())
                .isEqualTo("relu 7: 0x1.7764b4e727b84p-1 0x1.5f56547482e0fp-1"
                        + " eea0b6ee dbcc6f10 b90684f8 d71e2efc 84ef22ed 3328571 b32307f6");
        assertThat(HERE.lines().skip(9).findFirst().orElseThrow())
                .isEqualTo(
                        "vocabulary 13: 0x1.b7215ed1f5085p-2 0x1.92e6be8377b6fp-2 d65bd105 744b7341 ad2"
                                + "40589 516e9a79 99b5d4a5 f030792b e69e03 cf0872 a8bee044 c4097aae 230ee94d c8406756 806ba1bb");
        assertThat(HERE.lines().skip(12).findFirst().orElseThrow())
                .isEqualTo("sequence: 0x1.2810ee0939ce1p1 0x1.326214acc09aap1 122bc355 902c834f f438a09d d824e495 1f"
                        + "d3ddc7 66d643be 7c51050d f78af2b 764c8463 3a25a371 db2883db dcebbb4e a3f24f68 c84b6dbd 3"
                        + "e4f8ce4 b73d0c4d 1481bbbc d2c3247c dbe1132a");
        assertThat(HERE.lines().skip(13).findFirst().orElseThrow())
                .isEqualTo("tokens: 0x1.ec7e9d2700c6ep0 0x1.f4f1747339b1ap0 e05c28a6 a04dd942 92dce65c 91644af2 fcd1"
                        + "7aaf 2f63899 46c629d7 5cb99eba d0c20c17 d75f2a07 6be7d85e 3085843e 29ee767f d3017255 e9a"
                        + "9d522 2d5cce70 8ac9ddd1 21acbb62");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8})
    void onAnyNumberOfThreads(int threads) throws Exception {
        assertThat(run(Programs.THIS_JDK, ADD_MODULES, VECTOR_API, AT_ONCE, "-Dgradus.threads=" + threads))
                .isEqualTo(HERE);
    }

    /** Options that this processor or JVM lacks are ignored by it, and the run is then the usual one. */
    @ParameterizedTest
    @ValueSource(ints = {3, 2, 1})
    void onAnyVectorWidth(int avx) throws Exception {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "skipped: -XX:UseAVX is for x86 alone");
        assertThat(run(Programs.THIS_JDK, ADD_MODULES, VECTOR_API, AT_ONCE, "-XX:UseAVX=" + avx))
                .isEqualTo(HERE);
    }

    /** Scalar kernels while the vector kernels are compiled, then these: nobody sees where the change was. */
    @Test
    void withBothKernelsInOneRun() throws Exception {
        assertThat(run(Programs.THIS_JDK, ADD_MODULES, VECTOR_API)).isEqualTo(HERE);
    }

    /** A processor without fused multiply-add, in as far as Java has such a one: many times as slow, and one line that says so. */
    @Test
    void withoutFusedMultiplyAdd(@TempDir Path folder) throws Exception {
        Path errors = folder.resolve("errors.txt");
        List<String> options = List.of("-XX:-UseFMA", AT_ONCE);
        ProcessBuilder program = Programs.java(Programs.THIS_JDK, options, Fingerprint.class.getName());
        assertThat(Programs.output(program, errors).strip()).isEqualTo(HERE);
        assertThat(Files.readString(errors)).hasLineCount(1).contains("no fused multiply-add (FMA)");
    }

    /** The flag costs speed only, and its absence one line that holds it. */
    @Test
    void withoutTheVectorApi(@TempDir Path folder) throws Exception {
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder program = Programs.java(Programs.THIS_JDK, List.of(), Fingerprint.class.getName());
        assertThat(Programs.output(program, errors).strip()).isEqualTo(HERE);
        assertThat(Files.readString(errors)).hasLineCount(1).contains("--add-modules jdk.incubator.vector");
    }

    @Test
    void withTheScalarKernels() throws Exception {
        assertThat(run(Programs.THIS_JDK, "-Dgradus.kernels=scalar")).isEqualTo(HERE);
    }

    @Test
    void onEveryJdk() throws Exception {
        List<Path> others = otherJdks();
        assumeTrue(!others.isEmpty(), "skipped: no second JDK found under /usr/lib/jvm or by a JAVA_HOME_… variable");
        for (Path jdk : others)
            assertThat(run(jdk, ADD_MODULES, VECTOR_API, AT_ONCE))
                    .as(jdk.toString())
                    .isEqualTo(HERE);
    }

    @Test
    void inTheInterpreterAndTheFirstCompiler() throws Exception {
        assertThat(run(Programs.THIS_JDK, "-Dgradus.kernels=scalar", "-XX:TieredStopAtLevel=1"))
                .isEqualTo(HERE);
    }

    private static List<Path> otherJdks() throws IOException {
        List<Path> candidates = new ArrayList<>();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("JAVA_HOME")) candidates.add(Path.of(value));
        });
        Path installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed))
            try (Stream<Path> folders = Files.list(installed)) {
                folders.forEach(candidates::add);
            }
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> others = new ArrayList<>();
        for (Path candidate : candidates)
            if (Files.isExecutable(candidate.resolve("bin/java"))
                    && !candidate.toRealPath().equals(own)
                    && !others.contains(candidate.toRealPath())) others.add(candidate.toRealPath());
        return others;
    }

    private static String run(Path jdk, String... options) throws Exception {
        return Programs.output(Programs.java(jdk, List.of(options), Fingerprint.class.getName()))
                .strip();
    }
}
