package dev.gradus.jupyter.widgets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The files that run on the page. A script is several of them, one behind the other, as one module. */
final class PageFiles {
    static final String PANEL = "panel";
    static final String NETWORK = "network";
    static final String DESCENT = "descent";
    static final String DIGIT = "digit";

    private static final Map<String, List<String>> SCRIPTS = Map.of(
            PANEL, List.of("controls.js", "panel.js"),
            DESCENT, List.of("controls.js", "descent.js"),
            DIGIT, List.of("controls.js", "digit.js"),
            NETWORK,
                    List.of(
                            "controls.js",
                            "network-paint.js",
                            "network-graph.js",
                            "network-plane.js",
                            "network-side.js",
                            "network-more.js",
                            "network.js"));
    private static final List<String> STYLE = List.of("panel.css");
    private static final Map<String, List<String>> STYLES = Map.of(NETWORK, List.of("panel.css", "network.css"));
    private static final Map<String, String> READ = new ConcurrentHashMap<>();

    private PageFiles() {}

    static String script(String name) {
        return joined(SCRIPTS.getOrDefault(name, List.of()));
    }

    static String style(String name) {
        return joined(STYLES.getOrDefault(name, STYLE));
    }

    private static String joined(List<String> files) {
        return files.stream()
                .map(file -> READ.computeIfAbsent(file, PageFiles::read))
                .collect(Collectors.joining("\n"));
    }

    private static String read(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException(name + " is missing; is the Gradus jar complete?");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + name, e);
        }
    }
}
