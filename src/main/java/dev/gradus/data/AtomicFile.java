package dev.gradus.data;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes files that are there whole or not at all: into a new file in the same folder, out to the disk, and only then to
 * its name, in one step that the file system doesn't divide.
 */
public final class AtomicFile {
    private static final AtomicLong COUNT = new AtomicLong(); // two threads may write the same file

    private AtomicFile() {}

    /** What is to be written. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, or leaves what was there.
     *
     * @throws UncheckedIOException if it can't be written
     */
    public static void write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        String unique = "." + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + ".tmp";
        Path temporary = target.resolveSibling(target.getFileName() + unique);
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                content.writeTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(target.getParent());
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
    }

    /** So that the new name survives a power cut, too; Windows can't do that, and needn't. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notThere) {
            // the file itself is safe
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // the first problem is the one to tell
        }
    }
}
