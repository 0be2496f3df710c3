package dev.gradus.data;

import dev.gradus.errors.Require;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Writes files that are there whole or not at all: into a new file in the same folder, out to the disk, and only then to
 * its name, in one step that the file system doesn't divide. A writer that is killed leaves the new file behind, called
 * NAME.PROCESS-NUMBER.tmp; whoever writes NAME next takes it away once it is so old that nobody can be writing it.
 */
public final class AtomicFile {
    private static final Duration OLD = Duration.ofHours(1); // somebody else may be writing, on another machine even
    private static final AtomicLong COUNT = new AtomicLong(); // two threads may write the same file

    private AtomicFile() {}

    /** What is to be written. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Looks whether a file can be written there, without writing one: for whoever has long work to do first.
     *
     * @throws UncheckedIOException if its folder is missing or not to be written to, or if it is a folder itself
     */
    public static void checkPlace(Path file) {
        Path target =
                Require.notNull("file", file, "the path of the file to write").toAbsolutePath();
        Path folder = target.getParent();
        String problem = Files.isDirectory(target)
                ? "it is a folder; name a file in it"
                : !Files.exists(folder)
                        ? "the folder " + folder + " doesn't exist; make it first, e.g. with Files.createDirectories"
                        : !Files.isDirectory(folder)
                                ? folder + " is a file, and no folder"
                                : !Files.isWritable(folder) ? "nothing may be written into the folder " + folder : "";
        if (!problem.isEmpty()) throw failure(file, problem, new FileSystemException(target.toString()));
    }

    /**
     * Writes a file, or leaves what was there.
     *
     * @throws UncheckedIOException if it can't be written
     */
    public static void write(Path file, Content content) {
        checkPlace(file);
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
            deleteLeftBehind(target);
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw failure(file, reason(e, temporary), e);
        }
    }

    private static UncheckedIOException failure(Path file, String reason, IOException cause) {
        return new UncheckedIOException("cannot write " + file + ": " + reason, cause);
    }

    /** In words; that there is a temporary file is nobody's concern. */
    private static String reason(IOException e, Path temporary) {
        if (!(e instanceof FileSystemException place) || !temporary.toString().equals(place.getFile()))
            return e.toString();
        return place.getReason() == null ? e.getClass().getSimpleName() : place.getReason();
    }

    /** So that the new name survives a power cut, too; Windows can't do that, and needn't. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notThere) {
            // the file itself is safe
        }
    }

    private static void deleteLeftBehind(Path target) {
        Pattern name = Pattern.compile(Pattern.quote(target.getFileName().toString()) + "\\.\\d+-\\d+\\.tmp");
        FileTime old = FileTime.from(Instant.now().minus(OLD));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(target.getParent())) {
            for (Path file : files)
                if (name.matcher(file.getFileName().toString()).matches()
                        && Files.getLastModifiedTime(file).compareTo(old) < 0) deleteQuietly(file);
        } catch (IOException | DirectoryIteratorException e) {
            // they are in nobody's way
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
