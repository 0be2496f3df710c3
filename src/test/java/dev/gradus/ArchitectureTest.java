package dev.gradus;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.gradus.activation.Activation;
import dev.gradus.loss.Loss;
import dev.gradus.nn.Layer;
import dev.gradus.nn.LayerSpec;
import dev.gradus.optim.Optimizer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The layout: data → nn → loss → optim → train, and who may know whom. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.gradus");

    private static final int MOST_FILES = 28; // in a folder, its package-info among them

    /**
     * More than others: whatever lies between {@code Layer}, which all layers are, and {@code Network}, whose builder names
     * all layers, lies beside both; a room of the layers and this one would import each other. See the package's comment.
     */
    private static final int MOST_LAYERS = 37;

    private static final int MOST_LESSONS = 36; // a file for each, and what some of them share

    /** Each package, and those of ours that it may import. */
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("errors", List.of()),
            Map.entry("math", List.of("errors")),
            Map.entry("activation", List.of("errors", "math")),
            Map.entry("data", List.of("errors", "data.photo", "math")),
            Map.entry("data.photo", List.of("errors", "math")),
            Map.entry("data.sound", List.of("errors", "math")),
            Map.entry("chart", List.of("errors", "chart.canvas", "math")),
            Map.entry("chart.canvas", List.of("errors", "math")),
            Map.entry("chart.film", List.of("errors", "chart.canvas", "math")),
            Map.entry("loss", List.of("errors", "activation", "math")),
            Map.entry("evaluation", List.of("errors", "data", "loss", "chart", "math")),
            Map.entry("onnx", List.of()),
            Map.entry("nn", List.of("errors", "data", "evaluation", "loss", "activation", "math", "onnx")),
            Map.entry("optim", List.of("errors", "nn", "math")),
            Map.entry("autodiff", List.of("errors", "chart", "chart.canvas", "math")),
            Map.entry(
                    "descent",
                    List.of("errors", "autodiff", "chart", "chart.canvas", "chart.film", "math", "nn", "optim")),
            Map.entry("check", List.of("errors", "data", "loss", "math", "nn", "words")),
            Map.entry("train", List.of("errors", "data", "evaluation", "loss", "chart", "math", "nn", "optim")),
            Map.entry("inside", List.of("errors", "math", "nn")),
            Map.entry("reuse", List.of("errors", "activation", "data", "math", "nn")),
            Map.entry("pretrained", List.of("activation", "data", "nn", "optim", "train")),
            Map.entry(
                    "explorer",
                    List.of("errors", "activation", "data", "evaluation", "loss", "math", "nn", "optim", "train")),
            Map.entry("search", List.of("errors", "data", "loss", "chart", "math", "nn", "optim", "train")));

    @TestFactory
    Stream<DynamicTest> packagesKnowOnlyWhatTheyMay() {
        return MAY_IMPORT.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String[] others = PRODUCT.stream()
                            .map(c -> c.getPackageName())
                            .distinct()
                            .filter(name -> !name.equals("dev.gradus." + entry.getKey()))
                            .filter(name ->
                                    entry.getValue().stream().noneMatch(may -> name.equals("dev.gradus." + may)))
                            .toArray(String[]::new);
                    check(noClasses()
                            .that()
                            .resideInAPackage("dev.gradus." + entry.getKey())
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(others));
                }));
    }

    /** The rooms of the notebook, from the ground up: none knows the one above it. */
    @Test
    void theRoomsOfTheNotebookStandOnEachOther() {
        String base = "dev.gradus.jupyter.";
        List<String> rooms = List.of("host", "films", "views", "widgets", "cells");
        Map<String, List<String>> above = Map.of(
                "host", List.of("films", "views", "widgets", "cells"),
                "films", List.of("views", "widgets", "cells"),
                "views", List.of("widgets", "cells"),
                "widgets", List.of("cells"),
                "cells", List.of("widgets"));
        for (String room : rooms)
            check(noClasses()
                    .that()
                    .resideInAPackage(base + room)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(Stream.concat(
                                    above.get(room).stream().map(other -> base + other),
                                    Stream.of("dev.gradus.jupyter"))
                            .toArray(String[]::new)));
    }

    /** Who opens a folder sees it at once. */
    @Test
    void noFolderIsCrowded() throws IOException {
        try (Stream<Path> folders = Files.walk(Path.of("src/main/java"))) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                try (Stream<Path> files = Files.list(folder)) {
                    assertThat(files.filter(Files::isRegularFile))
                            .as(folder.toString())
                            .hasSizeLessThanOrEqualTo(
                                    folder.endsWith("nn")
                                            ? MOST_LAYERS
                                            : folder.endsWith("lessons") ? MOST_LESSONS : MOST_FILES);
                }
            }
        }
    }

    @Test
    void mathStandsOnTheJdkAlone() {
        check(noClasses()
                .that()
                .resideInAnyPackage("dev.gradus.math", "dev.gradus.errors")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "dev.gradus.math",
                                "dev.gradus.errors",
                                "java..",
                                "jdk.incubator.vector",
                                "org.jspecify..")
                        .negate()));
    }

    @Test
    void oneGateToEachLibrary() {
        check(noClasses()
                .that()
                .haveNameNotMatching("dev\\.gradus\\.math\\.Vector.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.gradus.data")
                .and()
                .haveNameNotMatching("dev\\.gradus\\.jupyter\\.views\\.TablePeek.*") // it shows tables
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tech.tablesaw.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.gradus.jupyter.ijava")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.spencerpark.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.gradus.chart", "dev.gradus.jupyter..")
                .and()
                .haveNameNotMatching( // they hand the chart out
                        "dev\\.gradus\\.(train\\.History|search\\.LearningRateFinder\\$Found|evaluation\\.RocCurve"
                                + "|descent\\.DescentPath)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.knowm.."));
    }

    /** Their bits differ between JDKs; dev.gradus.math.Functions and RandomStream have the same everywhere. */
    @Test
    void nothingThatDiffersBetweenMachinesEntersAResult() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.gradus.chart..", "dev.gradus.jupyter..")
                .should()
                .callMethodWhere(
                        com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                        com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                                com.tngtech.archunit.core.domain.JavaClass.Predicates.type(Math.class)))
                                .and(
                                        com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                                nameMatching(
                                                        "exp|expm1|log|log10|log1p|pow|sin|cos|tan|sinh|cosh|tanh|asin|acos|atan|atan2|cbrt|hypot"))))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom|random\\..*)"));
    }

    /** Where the processor lacks it, Math.fma takes microseconds. */
    @Test
    void oneClassKnowsWhetherTheProcessorHasFusedMultiplyAdd() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.gradus.math.Fma")
                .should()
                .callMethod(Math.class, "fma", float.class, float.class, float.class)
                .orShould()
                .callMethod(Math.class, "fma", double.class, double.class, double.class));
    }

    @Test
    void oneClassKnowsAboutThreads() {
        check(noClasses()
                .that()
                .resideInAnyPackage(MAY_IMPORT.keySet().stream()
                        .map(name -> "dev.gradus." + name)
                        .toArray(String[]::new))
                .and()
                .haveNameNotMatching("dev\\.gradus\\.math\\.Parallel.*")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.concurrent\\.(?!atomic).*"));
    }

    @Test
    void openInterfacesHaveAtMostFiveMethods() {
        for (Class<?> type : List.of(Layer.class, LayerSpec.class, Loss.class, Activation.class, Optimizer.class))
            assertThat(Arrays.stream(type.getDeclaredMethods())
                            .filter(m -> !Modifier.isStatic(m.getModifiers()) && !m.isSynthetic())
                            .map(Method::getName))
                    .as(type.getSimpleName())
                    .hasSizeLessThanOrEqualTo(5);
    }

    private static void check(ArchRule rule) {
        rule.check(PRODUCT);
    }
}
