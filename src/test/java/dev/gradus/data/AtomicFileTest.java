package dev.gradus.data;

import static dev.gradus.Gradus.sigmoid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gradus.nn.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private Path file(String name, int minutesAgo) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "some");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60L * minutesAgo)));
        return file;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatAKilledWriterLeftGoesWithTheNextOne() throws IOException {
        file("a.st.17-1.tmp", 61);
        file("a.st.17-2.tmp", 59); // somebody may be writing it
        file("b.st.17-1.tmp", 61); // of another file
        file("axst.17-1.tmp", 61);
        file("a.st.tmp", 61); // not ours
        file("a.st.17-1.tmp.txt", 61);
        AtomicFile.write(folder.resolve("a.st"), out -> out.write(1));
        assertThat(names())
                .containsExactly(
                        "a.st", "a.st.17-1.tmp.txt", "a.st.17-2.tmp", "a.st.tmp", "axst.17-1.tmp", "b.st.17-1.tmp");
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = file("a.st", 0);
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("the disk is full");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write " + file)
                .hasMessageContaining("the disk is full");
        assertThat(names()).containsExactly("a.st");
        assertThat(file).hasContent("some");
    }

    /** Through the writers that people call: none names the temporary file. */
    @Test
    void aPlaceThatCannotBeIsNamed() throws IOException {
        Path missing = folder.resolve("runs").resolve("today");
        Network network = Network.input(2).dense(1, sigmoid()).build();
        String folderIsMissing =
                "the folder " + missing + " doesn't exist; make it first, e.g. with Files.createDirectories";
        assertFailure(() -> network.saveWeights(missing.resolve("a.st")), missing.resolve("a.st"), folderIsMissing);
        assertFailure(() -> write(missing.resolve("b")), missing.resolve("b"), folderIsMissing);
        assertFailure(() -> write(folder), folder, "it is a folder; name a file in it");
        assertFailure(() -> write(folder.getRoot()), folder.getRoot(), "it is a folder; name a file in it");
        Path within = file("a.st", 0).resolve("b");
        assertFailure(() -> write(within), within, within.getParent() + " is a file, and no folder");
        Path long255 = folder.resolve("x".repeat(250)); // fits, but the name of the temporary file doesn't
        assertThatThrownBy(() -> write(long255))
                .hasMessageStartingWith("cannot write " + long255 + ": ")
                .hasMessageNotContaining(".tmp");
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeThat(locked.toFile().setWritable(false) && !Files.isWritable(locked))
                .isTrue(); // not so for root
        assertFailure(
                () -> write(locked.resolve("a")),
                locked.resolve("a"),
                "nothing may be written into the folder " + locked);
    }

    private static void write(Path file) {
        AtomicFile.write(file, out -> out.write(1));
    }

    private static void assertFailure(ThrowingCallable call, Path file, String reason) {
        assertThatThrownBy(call)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + file + ": " + reason);
    }
}
