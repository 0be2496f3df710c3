package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reader's path of CONTRIBUTING: its files exist, and whoever has read them has met whatever they need. */
class ReadersPathTest {
    private static final Path MAIN = Path.of("src/main/java/dev/gradus");

    /** What a file on the path leans on, and a reader takes on trust at first: numbers, data, words and checks. */
    private static final Set<String> HELPERS = Set.of(
            "math.Matrix",
            "errors.Mismatch",
            "errors.ShapeException",
            "math.Functions",
            "math.Figures",
            "errors.Names",
            "math.RandomStream",
            "errors.Require",
            "math.Shape",
            "data.Batch",
            "data.Dataset",
            "activation.Initializer",
            "activation.Linear",
            "activation.Sigmoid",
            "loss.BinaryCrossEntropy",
            "loss.Demands",
            "loss.MeanSquaredError",
            "loss.Penalty",
            "nn.Assembly",
            "nn.DataChecks",
            "evaluation.Evaluation",
            "nn.Inference",
            "nn.LayerSetup",
            "nn.LayerSpec",
            "nn.NetworkBuilder",
            "nn.Proven",
            "nn.Summary",
            "nn.WeightFile",
            "evaluation.Counting",
            "nn.NotFinite",
            "nn.OnnxFile",
            "nn.Turn",
            "data.Reading",
            "data.Safetensors",
            "optim.Clipping",
            "train.Memory",
            "train.Place",
            "train.Settings",
            "train.Shards",
            "train.Stopping");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.gradus");

    private static List<String> path() throws IOException {
        return Pattern.compile("^\\d+\\. `(\\w+/\\w+)\\.java`", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("CONTRIBUTING.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void itsFilesExist() throws IOException {
        assertThat(path()).hasSizeBetween(12, 16).startsWith("nn/Layer").endsWith("train/Step");
        for (String file : path()) assertThat(MAIN.resolve(file + ".java")).exists();
    }

    @Test
    void nothingOnItNeedsWhatIsElsewhere() throws IOException {
        Set<String> met = new TreeSet<>(HELPERS);
        for (String file : path()) met.add(file.replace('/', '.'));
        Set<String> needed = new TreeSet<>();
        for (String file : path())
            for (JavaClass type : PRODUCT)
                if (outermost(type).equals(file.replace('/', '.')))
                    type.getDirectDependenciesFromSelf().stream()
                            .map(dependency ->
                                    outermost(dependency.getTargetClass().getBaseComponentType()))
                            .filter(name -> !name.isEmpty())
                            .forEach(needed::add);
        assertThat(met).containsAll(needed);
        assertThat(needed).as("helpers that nobody leans on").containsAll(HELPERS);
    }

    /** "nn.Network" of one of ours, also for what lies within it; else empty. */
    private static String outermost(JavaClass type) {
        String name = type.getName();
        return name.startsWith("dev.gradus.")
                ? name.substring("dev.gradus.".length()).replaceAll("\\$.*", "")
                : "";
    }
}
