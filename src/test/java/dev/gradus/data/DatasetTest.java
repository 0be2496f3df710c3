package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
    private final double[][] inputs = {{1, 10}, {2, 20}, {3, 30}, {4, 40}, {5, 50}};
    private final Dataset labelled = Dataset.of(inputs, new int[] {0, 1, 2, 1, 0});
    private final Dataset numbers = Dataset.of(inputs, new double[][] {{1.5}, {2.5}, {3.5}, {4.5}, {5.5}});

    @Test
    void knowsItsSizes() {
        assertThat(labelled).hasToString("Dataset of 5 samples: inputs 2, 3 classes");
        assertThat(numbers).hasToString("Dataset of 5 samples: inputs 2, 1 target");
        assertThat(labelled.outputs()).isEqualTo(3);
        assertThat(numbers.target(1)).containsExactly(2.5);
        assertThat(labelled.classes()).containsExactly("0", "1", "2");
        assertThat(labelled.classes("a", "b", "c").classes()).containsExactly("a", "b", "c");
        assertThat(labelled.isClassification()).isTrue();
        assertThat(numbers.isClassification()).isFalse();
        assertThat(Dataset.of(inputs, new double[][] {{0}, {1}, {1}, {0}, {0}}).isClassification())
                .isTrue();
    }

    @Test
    void batchesHoldTheChosenSamples() {
        Batch batch = labelled.batch(new int[] {4, 0, 2}, 1, 3, null);
        assertThat(batch.inputs().toArray()).containsExactly(1, 10, 3, 30);
        assertThat(batch.targets().toArray()).containsExactly(1, 0, 0, 0, 0, 1);
        assertThat(labelled.batch(new int[] {1, 1}, 0, 2, batch)).isSameAs(batch);
        assertThat(batch.targets().toArray()).containsExactly(0, 1, 0, 0, 1, 0);
    }

    @Test
    void viewsShareAndCutAsPromised() {
        assertThat(labelled.take(2).size()).isEqualTo(2);
        assertThat(labelled.take(99).size()).isEqualTo(5);
        Dataset.Split split = labelled.split(0.5); // floor(2.5)
        assertThat(split.first().size()).isEqualTo(2);
        assertThat(split.second().input(0)).containsExactly(3, 30);
        assertThat(split.second().label(0)).isEqualTo(2);
        Dataset shuffled = labelled.shuffled(1);
        assertThat(IntStream.range(0, 5).mapToDouble(i -> shuffled.input(i)[0]).sorted())
                .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(shuffled.input(0)).isEqualTo(labelled.shuffled(1).input(0));
        for (int i = 0; i < 5; i++)
            assertThat(shuffled.label(i)).isEqualTo(new int[] {0, 1, 2, 1, 0}[(int) shuffled.input(i)[0] - 1]);
    }

    @Test
    void laterChangesOfTheGivenArraysDoNoHarm() {
        double[][] x = {{1}, {2}};
        int[] y = {0, 1};
        Dataset data = Dataset.of(x, y);
        x[0][0] = 9;
        y[0] = 1;
        assertThat(data.input(0)).containsExactly(1);
        assertThat(data.label(0)).isZero();
    }

    @Test
    void badDataIsRefusedWithWords() {
        assertMessage(() -> Dataset.of(new double[0][], new int[0]), "inputs is empty; expected at least one row");
        assertMessage(() -> Dataset.of(null, new int[0]), "inputs is null; expected rows of numbers");
        assertMessage(() -> Dataset.of(inputs, (int[]) null), "labels is null");
        assertMessage(() -> Dataset.of(inputs, new int[2]), "inputs has 5 samples, but labels has 2");
        assertMessage(() -> Dataset.of(inputs, new double[2][1]), "inputs has 5 samples, but targets has 2");
        assertMessage(
                () -> Dataset.of(new double[][] {{1, 2}, {3}}, new int[2]),
                "inputs[1] has 1 numbers, but inputs[0] has 2");
        assertMessage(
                () -> Dataset.of(new double[][] {{Double.NaN}}, new int[1]),
                "inputs[0][0] is NaN; expected a finite number");
        String tooLarge = "; expected at most 3.4E38 in size, the largest number of the single precision";
        double[][] huge = {{1, 2}, {3, 1e300}};
        assertMessage(() -> Dataset.of(huge, new int[2]), "inputs[1][1] is 1.0E300" + tooLarge);
        assertMessage(() -> Dataset.of(huge, new double[2][1]), "inputs[1][1] is 1.0E300" + tooLarge);
        assertMessage(() -> Dataset.of(new double[2][1], huge), "targets[1][1] is 1.0E300" + tooLarge);
        assertMessage(() -> Dataset.of(inputs, new int[] {0, 1, -2, 0, 0}), "labels[2] is -2");
        assertMessage(() -> labelled.take(0), "n must be at least 1, but is 0");
        assertMessage(() -> labelled.split(1), "fraction must lie between 0 and 1, but is 1.0");
        assertMessage(() -> labelled.split(Double.NaN), "but is NaN");
        assertMessage(() -> labelled.split(0.01), "leaves one part empty");
        assertMessage(() -> labelled.input(5), "i must lie between 0 and 4, but is 5");
        assertMessage(
                () -> labelled.classes("a"),
                "names has 1 names, but the labels go up to 2, counted from 0; give one for each class");
        assertThatThrownBy(() -> numbers.label(0)).hasMessageContaining("has targets, not labels");
    }

    // ---- how they are stored ----

    /** Every store gives back each number, and a batch of it rounded once, to the bit. */
    @Test
    void theSmallestStoreThatHoldsEveryNumber() {
        assertStored(Samples.Bytes.class, 0, 1, 127, 128, 254, 255);
        assertStored(Samples.Floats.class, 0, 255, 256);
        assertStored(Samples.Floats.class, 0, -1);
        assertStored(Samples.Floats.class, 0, -0.0);
        assertStored(Samples.Floats.class, 0.5, -1e38f, Float.MIN_VALUE, 1 << 24);
        assertStored(Samples.Numbers.class, 0.1, 3);
        assertStored(Samples.Numbers.class, (1 << 24) + 1, 1e-300, 255);
        assertStored(Samples.Numbers.class, Float.MAX_VALUE, Math.nextUp(1.0));
    }

    private static void assertStored(Class<? extends Samples> store, double... numbers) {
        double[][] rows = {numbers, new double[numbers.length]};
        assertThat(Samples.of("inputs", rows)).isInstanceOf(store);
        Dataset data = Dataset.of(rows, new int[2]);
        assertThat(data.input(0)).isEqualTo(numbers); // also of −0
        float[] batch = floats(data, 1, 0);
        for (int j = 0; j < numbers.length; j++) {
            assertThat(batch[j]).isEqualTo(0f);
            assertThat(batch[numbers.length + j]).isEqualTo((float) numbers[j]);
        }
        double[] shift = Arrays.stream(numbers).map(x -> x / 3).toArray();
        double[] scale = Arrays.stream(numbers).map(x -> 7).toArray();
        Dataset rescaled = data.rescaled(shift, scale);
        for (int j = 0; j < numbers.length; j++) {
            assertThat(rescaled.input(0)[j]).isEqualTo((numbers[j] - shift[j]) / 7);
            assertThat(floats(rescaled, 0)[j]).isEqualTo((float) ((numbers[j] - shift[j]) / 7));
        }
    }

    private static float[] floats(Dataset data, int... which) {
        double[] batch = data.batch(which, 0, which.length, null).inputs().toArray();
        float[] floats = new float[batch.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) batch[i];
        return floats;
    }

    /** What came as numbers from 0 to 255 is trained with the very bits of MNIST's pixels. */
    @Test
    void dividedPixelsAreThoseOfMnist() {
        Dataset digits = Mnist.load().test().take(20);
        double[][] pixels = IntStream.range(0, 20)
                .mapToObj(i -> Arrays.stream(digits.input(i))
                        .map(x -> Math.rint(x * 255))
                        .toArray())
                .toArray(double[][]::new);
        int[] all = IntStream.range(0, 20).toArray();
        assertThat(floats(Dataset.of(pixels, all).dividedBy(255), all)).isEqualTo(floats(digits, all));
        double[][] bytes = {IntStream.range(0, 256).asDoubleStream().toArray()};
        float[] quotients = floats(Dataset.of(bytes, new int[1]).dividedBy(255), 0);
        double[] input = Dataset.of(bytes, new int[1]).dividedBy(2).input(0);
        for (int b = 0; b < 256; b++) {
            assertThat(quotients[b]).isEqualTo(b / 255f);
            assertThat(input[b]).isEqualTo(b / 2.0);
        }
        assertMessage(() -> labelled.dividedBy(0), "divisor must be above 0, but is 0.0");
        assertMessage(
                () -> labelled.dividedBy(1e-38), "an input divided by 1.0E-38 is 5.0E39; expected at most 3.4E38");
    }

    // ---- hints ----

    @Test
    void aFewWholeNumbersMayBeClasses() {
        double[][] x = new double[8][1];
        Dataset digits = Dataset.of(x, new double[][] {{3}, {0}, {9}, {3}, {0}, {9}, {3}, {3}});
        String hint =
                "the target is read as a quantity from 0 to 9; if it is a class, use Dataset.of(inputs, int[] labels)";
        assertThat(digits.targetHint()).isEqualTo(hint);
        assertThat(digits).hasToString("Dataset of 8 samples: inputs 1, 1 target (" + hint + ")");
        for (double[][] quantities : new double[][][] {
            {{1}, {2}, {3}, {4}, {5}, {6}, {7}, {1}}, // hardly any comes twice
            {{0.5}, {1}, {0.5}, {1}, {0.5}, {1}, {2}, {1}},
            {{2}, {2}, {2}, {2}, {2}, {2}, {2}, {2}},
            {{0}, {1}, {0}, {1}, {0}, {1}, {0}, {1}}, // a question of yes or no
            {{-1}, {1}, {-1}, {1}, {-1}, {1}, {-1}, {1}},
            {{3, 1}, {3, 1}, {9, 1}, {3, 1}, {3, 1}, {3, 1}, {3, 1}, {3, 1}}
        }) assertThat(Dataset.of(x, quantities).targetHint()).isEmpty();
        assertThat(labelled.binary("0").targetHint()).isEmpty();
    }

    @Test
    void labelsCountFromZero() {
        Dataset fromOne = Dataset.of(inputs, new int[] {1, 3, 2, 1, 1});
        String hint =
                "the labels run from 1 to 3, but count from 0; unless the data just lacks class 0, take 1 from each";
        assertThat(fromOne.targetHint()).isEqualTo(hint);
        assertThat(fromOne.take(1).targetHint()).isEqualTo(hint);
        assertMessage(
                () -> fromOne.classes("a", "b", "c"),
                "labels from 1 to 3, but labels count from 0: 3 classes are 0 to 2; subtract 1 from each label");
        assertThat(fromOne.classes("none", "a", "b", "c").targetHint()).isEmpty();
        assertThat(labelled.targetHint()).isEmpty();
        assertThat(labelled.split(0.8).second().targetHint()).isEmpty();
    }

    @Test
    void inputsThatAreTooLargeAreToldWithTheirRange() {
        double[][] pixels = {{0, 255}, {17, 3}};
        String standardize = " each feature to mean 0 and deviation 1 with Standardizer.of(data).apply(data)";
        assertThat(Dataset.of(pixels, new int[2]).rangeHint())
                .isEqualTo(
                        "the inputs run from 0 to 255, but a network learns from numbers of about 1: divide pixels by 255"
                                + " with data.dividedBy(255), or bring" + standardize);
        assertThat(Dataset.of(pixels, new int[2]).split(0.5).second().rangeHint())
                .isEmpty();
        assertThat(Dataset.of(pixels, new int[2]).dividedBy(255).rangeHint()).isEmpty();
        assertThat(Dataset.of(new double[][] {{-1234.4}, {1e9}}, new int[2]).rangeHint())
                .isEqualTo("the inputs run from -1234 to 1.000e+09, but a network learns from numbers of about 1: bring"
                        + standardize);
        assertThat(Dataset.of(new double[][] {{-21}, {0}}, new int[2]).rangeHint())
                .startsWith("the inputs run from -21 to 0,");
        assertThat(Dataset.of(new double[][] {{-20}, {20}}, new int[2]).rangeHint())
                .isEmpty();
        assertThat(Mnist.load().test().rangeHint()).isEmpty();
    }

    /** The largest double that still rounds to a float is taken, the next one isn't. */
    @Test
    void whatRoundsToAFloatIsTaken() {
        double largest = Math.nextDown(0x1.ffffffp127);
        Dataset data = Dataset.of(new double[][] {{largest, -Float.MAX_VALUE}}, new double[][] {{largest}});
        assertThat(data.batch(new int[1], 0, 1, null).inputs().toArray())
                .containsExactly(Float.MAX_VALUE, -Float.MAX_VALUE);
        assertMessage(() -> Dataset.of(new double[][] {{0x1.ffffffp127}}, new int[1]), "inputs[0][0] is 3.40282");
    }

    private static void assertMessage(Runnable call, String words) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void idxFilesAreReadStrictly() throws Exception {
        Idx idx = idx("00000801 00000003 050004");
        assertThat(idx.dimensions()).containsExactly(3);
        assertThat(idx.bytes()).containsExactly(5, 0, 4);
    }

    @ParameterizedTest
    @CsvSource({
        "00000803 00000003 050004, starts with 0x00000803",
        "00000801 00000004 050004, ends too early",
        "00000801, ends too early",
        "00000801 00000002 050004, goes on after its 2 bytes",
        "00000801 ffffffff 050004, impossible dimensions [-1]",
        "00000801 7fffffff 050004, impossible dimensions [2147483647]"
    })
    void brokenIdxFilesAreRefused(String hex, String words) {
        assertThatThrownBy(() -> idx(hex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words)
                .hasMessageStartingWith("numbers");
    }

    private static Idx idx(String hex) throws Exception {
        return Idx.read(new ByteArrayInputStream(bytes(hex)), "numbers", 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42})
    void shufflesDependOnTheSeedAlone(long seed) {
        int[] labels = IntStream.range(0, 100).toArray();
        Dataset data = Dataset.of(
                IntStream.range(0, 100).mapToObj(i -> new double[] {i}).toArray(double[][]::new), labels);
        int[] order = IntStream.range(0, 100).map(data.shuffled(seed)::label).toArray();
        assertThat(order).isNotEqualTo(labels);
        assertThat(Arrays.stream(order).sorted().toArray()).isEqualTo(labels);
        assertThat(order)
                .isEqualTo(
                        IntStream.range(0, 100).map(data.shuffled(seed)::label).toArray());
    }

    // ---- which classes there are ----

    @Test
    void classesOfArrays() {
        assertThat(labelled.classes(5).classes()).containsExactly("0", "1", "2", "3", "4");
        assertThat(labelled.classes(5).target(2)).containsExactly(0, 0, 1, 0, 0);
        assertThat(labelled.classes("a", "b", "c", "d").outputs()).isEqualTo(4);
        assertThat(labelled.classes("a", "b", "c").classes(4).classes()).containsExactly("a", "b", "c", "3");
        assertMessage(() -> labelled.classes(2), "n must lie between 3 and 100000, but is 2");
        assertMessage(
                () -> labelled.classes("a", "b", "a"),
                "names[2] is \"a\", as is names[0]; give each class a name of its own");
        Dataset from1 = Dataset.of(inputs, new int[] {1, 2, 3, 2, 1});
        String words =
                "the data has labels from 1 to 3, but labels count from 0: 3 classes are 0 to 2; subtract 1 from each"
                        + " label";
        assertMessage(() -> from1.classes(3), words);
        assertMessage(() -> from1.classes("a", "b", "c"), words);
        assertThat(from1.classes("none", "a", "b", "c").outputs()).isEqualTo(4);
        assertThatThrownBy(() -> numbers.classes(3))
                .hasMessage("the targets are numbers, which have no classes; give labels,"
                        + " Dataset.of(inputs, int[] labels)");
    }

    @Test
    void classesOfIdxFiles(@TempDir Path folder) throws IOException {
        Path images = Files.write(folder.resolve("images"), bytes("00000803 00000003 00000001 00000002 010203040506"));
        Path labels = Files.write(folder.resolve("labels"), bytes("00000801 00000003 000100"));
        Dataset data = Dataset.ofIdx(images, labels);
        assertThat(data.classes()).containsExactly("0", "1");
        assertThat(data.classes(4).target(1)).containsExactly(0, 1, 0, 0);
        assertThat(data.classes("zero", "one", "two").classes()).containsExactly("zero", "one", "two");
        Files.write(labels, bytes("00000801 00000003 010203"));
        assertMessage(() -> Dataset.ofIdx(images, labels).classes(3), "labels count from 0: 3 classes are 0 to 2");
    }

    @Test
    void classesOfFolders(@TempDir Path folder) throws IOException {
        for (String animal : new String[] {"cat", "horse"}) {
            Files.createDirectory(folder.resolve(animal));
            BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
            ImageIO.write(
                    picture, "png", folder.resolve(animal).resolve("1.png").toFile());
        }
        Dataset data = Dataset.ofImages(folder, 1, 2, 2);
        assertThat(data.classes()).containsExactly("cat", "horse");
        assertThat(data.classes(3).classes()).containsExactly("cat", "horse", "2"); // names that they have stay
        assertThat(data.classes(3).target(1)).containsExactly(0, 1, 0);
        assertThat(data.classes("Katze", "Pferd").classes()).containsExactly("Katze", "Pferd");
        assertMessage(() -> data.classes("cat"), "names has 1 names, but the labels go up to 1, counted from 0");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
