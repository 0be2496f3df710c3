package dev.gradus.jupyter.jjava;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsResolver;
import org.dflib.jjava.kernel.JavaKernelBuilder;
import org.dflib.jjava.kernel.execution.CodeEvaluator;
import org.dflib.jjava.kernel.magics.ClasspathMagic;
import org.dflib.jjava.kernel.magics.LoadMagic;
import org.dflib.jjava.kernel.magics.TimeMagic;
import org.dflib.jjava.maven.MavenDependencyResolver;
import org.dflib.jjava.maven.magics.LoadFromPomCellMagic;
import org.dflib.jjava.maven.magics.LoadFromPomLineMagic;
import org.dflib.jjava.maven.magics.MavenMagic;
import org.dflib.jjava.maven.magics.MavenRepoMagic;
import org.jspecify.annotations.Nullable;

/** Puts the kernel together from JJava's parts and ours, with all of JJava's magics. */
final class GradusKernelBuilder extends JavaKernelBuilder<GradusKernelBuilder, GradusKernel> {
    private final StopButton stop = new StopButton();
    private @Nullable MavenDependencyResolver resolver;

    GradusKernelBuilder() {
        name("Gradus");
        version(String.valueOf(GradusKernel.class.getPackage().getImplementationVersion()));
        String load = System.getenv("JJAVA_LOAD_EXTENSIONS");
        extensionsEnabled(load == null || !List.of("", "0", "false").contains(load.strip()));
        compilerOpts(compilerOptions(System.getenv("JJAVA_COMPILER_OPTS")));

        TimeMagic time = new TimeMagic();
        lineMagic("load", new LoadMagic());
        lineMagic("classpath", new ClasspathMagic());
        lineMagic("time", time);
        cellMagic("time", time);
        // Maven's classes are many, and most sessions need none of them.
        lineMagic("maven", (GradusKernel kernel, List<String> args) -> new MavenMagic(maven()).eval(kernel, args));
        lineMagic(
                "mavenRepo",
                (GradusKernel kernel, List<String> args) -> new MavenRepoMagic(maven()).eval(kernel, args));
        lineMagic(
                "loadFromPOM",
                (GradusKernel kernel, List<String> args) -> new LoadFromPomLineMagic(maven()).eval(kernel, args));
        cellMagic(
                "loadFromPOM",
                (GradusKernel kernel, List<String> args, String body) ->
                        new LoadFromPomCellMagic(maven()).eval(kernel, args, body));
    }

    /** What the environment asks for, and the vectors that this process was started with: cells may write some, too. */
    private static List<String> compilerOptions(@Nullable String asked) {
        List<String> options = new ArrayList<>();
        String vectors = "jdk.incubator.vector";
        if (ModuleLayer.boot().findModule(vectors).isPresent()) options.addAll(List.of("--add-modules", vectors));
        if (asked != null && !asked.isBlank())
            options.addAll(List.of(asked.strip().split("\\s+")));
        return options;
    }

    private synchronized MavenDependencyResolver maven() {
        if (resolver == null) resolver = new MavenDependencyResolver();
        return resolver;
    }

    @Override
    protected LanguageInfo buildLanguageInfo() {
        return new LanguageInfo.Builder("java")
                .version(Runtime.version().toString())
                .mimetype("text/x-java")
                .fileExtension(".java")
                .pygments("java")
                .codemirror("text/x-java")
                .build();
    }

    @Override
    protected JupyterIO buildJupyterIO(Charset encoding) {
        return new CellIO(encoding);
    }

    @Override
    protected Renderer buildRenderer() {
        return new CellRenderer();
    }

    @Override
    protected MagicsResolver buildMagicsResolver(MagicTranspiler transpiler) {
        return new CellMagics(transpiler);
    }

    @Override
    protected CodeEvaluator buildCodeEvaluator(String name) {
        return new CellEvaluator(name, stop);
    }

    @Override
    public GradusKernel build() {
        CodeEvaluator evaluator = buildCodeEvaluator(buildName());
        JShell shell = buildJShell(evaluator);
        return new GradusKernel(
                buildName(),
                buildVersion(),
                buildLanguageInfo(),
                List.of(new HelpLink("JJava", "https://github.com/dflib/jjava")),
                (CellIO) buildJupyterIO(buildJupyterIOEncoding()),
                buildCommManager(),
                buildRenderer(),
                buildMagicsResolver(buildMagicTranspiler()),
                buildMagicsRegistry(),
                buildExtensionsEnabled(),
                buildErrorStyler(),
                shell,
                evaluator,
                stop);
    }
}
