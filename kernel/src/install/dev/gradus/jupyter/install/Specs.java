package dev.gradus.jupyter.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernelspecs in the jar, as they are in {@code kernel/specs}. They name nothing but what lies beside them: gradus.jar
 * finds JJava's jar through its manifest, in the folder {@code java} next to its own.
 */
final class Specs {
    /** The first has the jar. */
    static final List<String> NAMES = List.of("gradus", "gradus-zh");

    static final String FILE = "kernel.json";
    static final String JAR = "gradus.jar";
    static final List<String> LOGOS = List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ARGUMENTS = Pattern.compile("\"argv\"\\s*:\\s*\\[((?:[\\s,]|" + STRING + ")*)\\]");
    private static final Pattern JAVA = Pattern.compile("(\"argv\"\\s*:\\s*\\[\\s*)\"java\"");
    private static final Pattern CLASS_PATH = Pattern.compile("(\"-cp\"\\s*,\\s*\"(?:[^\"\\\\]|\\\\.)*)\"");

    private Specs() {}

    static byte[] read(String name, String file) {
        String path = "specs/" + name + "/" + file;
        try (InputStream in = Specs.class.getResourceAsStream(path)) {
            if (in == null) throw new Refusal("This jar is incomplete: it has no " + path + ". Please build it again.");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new Refusal("Can't read " + path + " in this jar: " + e.getMessage());
        }
    }

    static String text(String name) {
        return new String(read(name, FILE), StandardCharsets.UTF_8);
    }

    /** With this program instead of {@code java}. */
    static String withJava(String spec, String java) {
        return once(JAVA, spec, "$1" + Matcher.quoteReplacement(quoted(java)));
    }

    /** With one more part at the end of the class path. */
    static String withJar(String spec, String separator, String jar) {
        String part = quoted(separator + jar).substring(1);
        return once(CLASS_PATH, spec, "$1" + Matcher.quoteReplacement(part));
    }

    /** With these behind {@code java}. */
    static String withOptions(String spec, String... options) {
        StringBuilder behind = new StringBuilder("$1\"java\"");
        for (String option : options) behind.append(",\n    ").append(Matcher.quoteReplacement(quoted(option)));
        return once(JAVA, spec, behind.toString());
    }

    /** The program and its arguments. */
    static List<String> arguments(String spec) {
        Matcher all = ARGUMENTS.matcher(spec);
        if (!all.find()) throw new Refusal("The kernel.json in this jar has no " + ARGUMENTS);
        return STRING.matcher(all.group(1))
                .results()
                .map(one -> one.group(1).replaceAll("\\\\(.)", "$1"))
                .toList();
    }

    private static String once(Pattern place, String spec, String replacement) {
        Matcher matcher = place.matcher(spec);
        if (!matcher.find()) throw new Refusal("The kernel.json in this jar has no " + place);
        return matcher.replaceFirst(replacement);
    }

    /** As a string of JSON. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
