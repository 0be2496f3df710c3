package dev.gradus.jupyter.cells;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.View;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.jspecify.annotations.Nullable;

/**
 * The docstrings of this library, for whoever asks what stands at the cursor. The kernel's jar carries our sources; the
 * JDK's compiler finds the comments in them. (JShell itself knows only those of the JDK, where its sources are
 * installed.)
 */
public final class SourceDocs {
    private static final String FOLDER = "/META-INF/gradus-sources/dev/gradus/";
    private static final List<String> PACKAGES = List.of(
            "",
            "train/",
            "nn/",
            "data/",
            "loss/",
            "optim/",
            "chart/",
            "math/",
            "autodiff/",
            "descent/",
            "check/",
            "jupyter/");
    private static final int SHOWN = 6; // signatures

    private static final Pattern ELSEWHERE = Pattern.compile("\\s*See \\{@link (\\w+)\\}\\.?\\s*"); // a factory's

    private final Function<String, @Nullable InputStream> sources; // by their path from our package on
    private final Map<String, Map<String, String>> files = new ConcurrentHashMap<>(); // class → its members' comments

    /** From the sources in our own jar. */
    public SourceDocs() {
        this(FOLDER);
    }

    SourceDocs(String folder) {
        sources = path -> SourceDocs.class.getResourceAsStream(folder + path);
    }

    SourceDocs(Path folder) {
        sources = path -> {
            try {
                return Files.newInputStream(folder.resolve(path));
            } catch (IOException none) {
                return null;
            }
        };
    }

    /** The signatures at this place of a cell with what they do, by MIME type; empty if there is nothing. */
    public Map<String, String> inspect(SourceCodeAnalysis analysis, String code, int at) {
        List<Documentation> found = find(analysis, code, at);
        if (found.isEmpty()) return Map.of();
        List<Html> html = new ArrayList<>();
        List<String> text = new ArrayList<>();
        for (Documentation one : found.subList(0, Math.min(SHOWN, found.size()))) {
            String comment = comment(one.signature());
            if (comment == null) comment = one.javadoc();
            String words = comment == null ? "" : DocComment.text(comment);
            String signature = Words.simple(one.signature());
            html.add(Html.block("font-family:monospace;margin-top:6px", Html.text(signature)));
            if (!words.isEmpty()) html.add(Html.block("white-space:pre-wrap", Html.text(words)));
            text.add(words.isEmpty() ? signature : signature + "\n" + words);
        }
        return new View(Html.of(html.toArray(Html[]::new)), String.join("\n\n", text)).bundle();
    }

    /** At the cursor's word: as a call, else as a name; else whatever JShell finds at the cursor. */
    private static List<Documentation> find(SourceCodeAnalysis analysis, String code, int at) {
        int end = at;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) end++;
        String upTo = code.substring(0, end);
        List<Documentation> found = List.of();
        if (end > 0 && Character.isJavaIdentifierPart(code.charAt(end - 1)))
            found = analysis.documentation(upTo + "(", end + 1, true);
        if (found.isEmpty()) found = analysis.documentation(upTo, end, true);
        if (found.isEmpty() && end > 0) found = analysis.documentation(upTo, end - 1, true);
        return found;
    }

    // ---- from a signature to a comment ----

    /** The comment for JShell's signature, such as "History Trainer.fit(dev.gradus.data.Dataset data)"; null if none. */
    @Nullable
    String comment(String signature) {
        String plain = withoutGenerics(signature);
        int open = plain.indexOf('(');
        if (open < 0) return member(plain.substring(plain.lastIndexOf(':') + 1), "");
        int close = plain.lastIndexOf(')');
        if (close < open) return null;
        String name = plain.substring(plain.lastIndexOf(' ', open) + 1, open);
        String types = Arrays.stream(plain.substring(open + 1, close).split(","))
                .map(String::strip)
                .map(parameter -> parameter.split("\\s+")[0])
                .map(SourceDocs::simpleName)
                .collect(Collectors.joining(","));
        int dot = name.lastIndexOf('.');
        boolean constructor = Character.isUpperCase(name.charAt(dot + 1));
        if (!constructor)
            return dot < 0 ? null : member(name.substring(0, dot), name.substring(dot + 1) + "(" + types + ")");
        String own = member(name, "<init>(" + types + ")");
        return own != null ? own : member(name, ""); // a record's
    }

    private @Nullable String member(String className, String member) {
        String simple = Arrays.stream(className.strip().split("\\."))
                .filter(part -> !part.isEmpty() && Character.isUpperCase(part.charAt(0)))
                .collect(Collectors.joining("."));
        if (simple.isEmpty()) return null;
        String file = simple.split("\\.")[0];
        String comment = files.computeIfAbsent(file, this::comments).get(simple + "#" + member);
        if (comment == null) return null;
        Matcher elsewhere = ELSEWHERE.matcher(comment);
        return elsewhere.matches() ? member(elsewhere.group(1), "") : comment;
    }

    private static String withoutGenerics(String text) {
        StringBuilder plain = new StringBuilder();
        int open = 0;
        for (char c : text.toCharArray()) {
            if (c == '<') open++;
            else if (c == '>') open--;
            else if (open <= 0) plain.append(c);
        }
        return plain.toString();
    }

    private static String simpleName(String type) {
        return type.replaceAll("(?<![\\w$])[\\w$]++\\.(?=[A-Za-z])", "");
    }

    // ---- from a file to its comments ----

    private Map<String, String> comments(String className) {
        for (String name : PACKAGES)
            try (InputStream in = sources.apply(name + className + ".java")) {
                if (in != null) return parse(className, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException | RuntimeException unreadable) {
                return Map.of(); // a help that fails is no reason to fail
            }
        return Map.of();
    }

    private static Map<String, String> parse(String className, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) return Map.of();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("mem:///" + className + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavacTask task =
                (JavacTask) compiler.getTask(null, null, problem -> {}, List.of("-proc:none"), null, List.of(file));
        Map<String, String> comments = new HashMap<>();
        for (CompilationUnitTree unit : task.parse()) new Collector(DocTrees.instance(task), comments).scan(unit, "");
        return comments;
    }

    /** Walks through a file; what it carries along is the name of the class. */
    private static final class Collector extends TreePathScanner<Void, String> {
        private final DocTrees trees;
        private final Map<String, String> comments;

        Collector(DocTrees trees, Map<String, String> comments) {
            this.trees = trees;
            this.comments = comments;
        }

        @Override
        public Void visitClass(ClassTree type, String outer) {
            String name = outer.isEmpty() ? type.getSimpleName().toString() : outer + "." + type.getSimpleName();
            note(name + "#");
            return super.visitClass(type, name);
        }

        @Override
        public Void visitMethod(MethodTree method, String type) {
            String parameters = method.getParameters().stream()
                    .map(parameter -> type(parameter.getType()))
                    .collect(Collectors.joining(","));
            note(type + "#" + method.getName() + "(" + parameters + ")");
            return null; // what is inside concerns nobody
        }

        private static String type(Tree type) {
            return simpleName(withoutGenerics(type.toString())
                    .replaceAll("@\\w+(\\(.*?\\))?\\s*", "")
                    .replace(" ", ""));
        }

        private void note(String key) {
            String comment = trees.getDocComment(getCurrentPath());
            if (comment != null) comments.put(key, comment);
        }
    }
}
