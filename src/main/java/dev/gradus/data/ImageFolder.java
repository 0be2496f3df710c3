package dev.gradus.data;

import dev.gradus.data.photo.Photo;
import dev.gradus.errors.ArgumentException;
import dev.gradus.errors.Heap;
import dev.gradus.errors.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Pictures in folders: one folder a class, whose name is the class's. */
final class ImageFolder {
    private final int channels;
    private final int height;
    private final int width;

    private ImageFolder(int channels, int height, int width) {
        this.channels = channels;
        this.height = height;
        this.width = width;
    }

    static Dataset read(Path folder, int channels, int height, int width) {
        Require.notNull("folder", folder, "a folder with one subfolder a class");
        if (channels != 1 && channels != 3)
            throw new ArgumentException(
                    "channels must be 1 (grey) or 3 (red, green, blue), but is " + channels,
                    "channels",
                    "1 (grey) or 3 (red, green, blue)",
                    channels);
        Require.atLeast("height", height, 1);
        Require.atLeast("width", width, 1);
        return new ImageFolder(channels, height, width).read(folder);
    }

    /** The pictures of a folder, class by class. */
    record Found(List<Path> paths, int[] labels, List<String> classes) {}

    /** With one subfolder a class, none of them empty. */
    static Found files(Path folder) {
        List<Path> classes = list(folder, Files::isDirectory);
        if (classes.isEmpty())
            throw new IllegalArgumentException(
                    folder + " has no subfolders; expected one for each class, with its pictures inside");
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            List<Path> pictures = list(classes.get(label), Files::isRegularFile);
            if (pictures.isEmpty())
                throw new IllegalArgumentException(
                        classes.get(label) + " has no pictures; put some in, or take the folder away");
            files.addAll(pictures);
            for (int i = 0; i < pictures.size(); i++) labels.add(label);
        }
        return new Found(
                files,
                labels.stream().mapToInt(Integer::intValue).toArray(),
                classes.stream().map(path -> path.getFileName().toString()).toList());
    }

    private Dataset read(Path folder) {
        Found found = files(folder);
        List<Path> files = found.paths;
        long bytes = (long) channels * height * width;
        if (bytes * files.size() > Integer.MAX_VALUE - 8)
            throw new IllegalArgumentException(files.size() + " pictures of " + channels + " × " + height + " × "
                    + width + " don't fit into 2 GB; choose a smaller height and width");
        int size = (int) bytes * files.size();
        byte[] pixels = Heap.allot(
                files.size() + " pictures of " + channels + " × " + height + " × " + width, size, () -> new byte[size]);
        for (int i = 0; i < files.size(); i++)
            write(Photo.read(files.get(i)).scaled(channels, height, width), pixels, (int) bytes * i);
        return Dataset.ofPixels(pixels, new int[] {channels, height, width}, found.labels, found.classes);
    }

    /** What lies in a folder, by name; hidden things, such as .DS_Store, left out. */
    private static List<Path> list(Path folder, Predicate<Path> kind) {
        if (!Files.isDirectory(folder))
            throw new IllegalArgumentException(folder + " is no folder; expected one with a subfolder for each class");
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(kind)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted((a, b) ->
                            a.getFileName().toString().compareTo(b.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + ": " + e, e);
        }
    }

    private static void write(double[] picture, byte[] pixels, int at) {
        for (int i = 0; i < picture.length; i++) pixels[at + i] = (byte) Math.round(picture[i]);
    }
}
