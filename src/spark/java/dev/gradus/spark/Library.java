package dev.gradus.spark;

import dev.gradus.nn.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.jspecify.annotations.Nullable;

/** Which library a machine has: two machines with the same classes compute the same bits. */
final class Library {
    /** The packages that bits depend on. */
    private static final List<String> PACKAGES =
            List.of("math", "activation", "data", "loss", "nn", "evaluation", "optim", "train", "search");

    private static @Nullable String digest;

    private Library() {}

    /** A text of 16 digits for all classes that bits depend on. */
    static synchronized String digest() {
        if (digest == null) digest = read();
        return digest;
    }

    /** What to say where the driver has another library; null if it has this one. */
    static @Nullable String refusal(String driver) {
        if (driver.equals(digest())) return null;
        return "executor " + SparkEnv.get().executorId() + " has another Gradus (" + digest() + ") than the driver ("
                + driver + "), and might compute other bits; give all machines the same jar";
    }

    private static String read() {
        try {
            URI place = Network.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            if (Files.isDirectory(Path.of(place))) return digest(Path.of(place));
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(place), Map.of())) {
                return digest(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String digest(Path root) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String name : PACKAGES) {
            Path folder = root.resolve("dev/gradus").resolve(name);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".class"))
                        .sorted((a, b) -> a.getFileName()
                                .toString()
                                .compareTo(b.getFileName().toString()))
                        .toList()) {
                    digest.update(file.getFileName().toString().getBytes());
                    try (InputStream in = Files.newInputStream(file)) {
                        digest.update(in.readAllBytes());
                    }
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}
