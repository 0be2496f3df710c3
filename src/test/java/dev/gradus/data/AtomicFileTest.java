package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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
}
