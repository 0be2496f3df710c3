package dev.gradus.data;

import dev.gradus.errors.Require;
import dev.gradus.math.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Hand-drawn characters of eight alphabets, a small part of Omniglot: 242 characters, by 20 people each, as 28 × 28 grey
 * pixels from 0 (paper) to 1 (ink). Classes are called "Greek/character01" and so on; the drawings of a character come one
 * behind the other. B. Lake, R. Salakhutdinov, J. Tenenbaum, "Human-level concept learning through probabilistic program
 * induction", 2015; MIT licence.
 */
public final class Omniglot {
    private static final String CLASSES = "omniglot-classes.txt";

    private Omniglot() {}

    /** What there is: Balinese, Early_Aramaic, Greek and five more. */
    public static List<String> alphabets() {
        return classes().stream().map(Omniglot::alphabet).distinct().toList();
    }

    /** The drawings of these alphabets, with their characters alone as classes. */
    public static Dataset of(String... alphabets) {
        List<String> names = checked(alphabets);
        return part(names::contains);
    }

    /** The drawings of all alphabets but these. */
    public static Dataset without(String... alphabets) {
        List<String> names = checked(alphabets);
        return part(alphabet -> !names.contains(alphabet));
    }

    private static List<String> checked(String... alphabets) {
        List<String> all = alphabets();
        Require.atLeast("the number of alphabets", Require.notNull("alphabets", alphabets, "some of " + all).length, 1);
        for (String name : alphabets)
            if (!all.contains(Require.notNull("alphabets", name, "one of " + all)))
                throw new IllegalArgumentException("there is no alphabet \"" + name + "\"; expected some of " + all);
        return List.of(alphabets);
    }

    private static Dataset part(Predicate<String> alphabet) {
        Engine.wake();
        Idx images = Mnist.read("omniglot-images-idx3-ubyte.gz", 3);
        int[] labels = Mnist.read("omniglot-labels-idx1-ubyte.gz", 1).toInts();
        int[] shape = {1, images.dimensions()[1], images.dimensions()[2]};
        int pixels = shape[1] * shape[2];
        List<String> classes = classes();
        List<String> taken =
                classes.stream().filter(c -> alphabet.test(alphabet(c))).toList();
        List<Integer> samples = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) if (taken.contains(classes.get(labels[i]))) samples.add(i);
        byte[] bytes = new byte[samples.size() * pixels];
        for (int i = 0; i < samples.size(); i++)
            System.arraycopy(images.bytes(), samples.get(i) * pixels, bytes, i * pixels, pixels);
        int[] places = IntStream.range(0, samples.size())
                .map(i -> taken.indexOf(classes.get(labels[samples.get(i)])))
                .toArray();
        return Dataset.ofPixels(bytes, shape, places, taken);
    }

    private static String alphabet(String character) {
        return character.substring(0, character.indexOf('/'));
    }

    private static List<String> classes() {
        try (InputStream in = Omniglot.class.getResourceAsStream(CLASSES)) {
            if (in == null)
                throw new IllegalStateException(
                        CLASSES + " is missing from the class path; is the Gradus jar complete?");
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + CLASSES, e);
        }
    }
}
