package dev.gradus.check;

import static dev.gradus.Gradus.adam;
import static dev.gradus.Gradus.linear;
import static dev.gradus.Gradus.oneCycle;
import static dev.gradus.Gradus.positions;
import static dev.gradus.Gradus.relu;
import static dev.gradus.Gradus.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.data.Dataset;
import dev.gradus.data.Texts;
import dev.gradus.data.Vocabulary;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What lesson 17 says was found in its closing exercises: one training of the block; with -Pdeep all. */
class LessonSeventeenTest {
    private static final Vocabulary LETTERS =
            Vocabulary.of(".abcdefghijklmnopqrstuvwxyz").withPadding();

    private static List<String> shuffled(List<String> texts, String name) {
        return IntStream.of(RandomStream.of(1, name, 0).permutation(texts.size()))
                .mapToObj(texts::get)
                .toList();
    }

    private static Dataset pieces(List<String> texts, Vocabulary signs, int length) {
        int[][] x = new int[texts.size()][];
        int[][] next = new int[texts.size()][];
        for (int i = 0; i < x.length; i++) {
            String text = texts.get(i);
            x[i] = signs.encode("." + text, length);
            next[i] = signs.encode(text + ".", length);
            if (text.length() + 1 < length) Arrays.fill(next[i], text.length() + 1, length, -1);
        }
        return Dataset.ofTokens(x, next).padding(signs.padding());
    }

    private static Network learnt(
            NetworkBuilder layers, double eta, int batch, int epochs, List<String> texts, Vocabulary signs) {
        Network network = layers.seed(1).build();
        Trainer.of(network)
                .optimizer(adam(eta))
                .schedule(oneCycle())
                .clipNorm(1)
                .batchSize(batch)
                .epochs(epochs)
                .quiet()
                .fit(pieces(texts, signs, network.inputShape().rows()));
        return network;
    }

    /** Of what a block pays a letter for these names, having learnt from others. */
    private static double names(NetworkBuilder start, int heads, List<String> all, List<String> asked) {
        NetworkBuilder block = start.residual(b -> b.layerNorm().causalAttention(heads))
                .residual(b -> b.layerNorm().dense(256, relu()).dense(64, linear()))
                .layerNorm()
                .dense(28, softmax());
        List<String> names = shuffled(all, "names");
        Network network = learnt(block, 0.01, 64, 3, names.subList(3000, names.size()), LETTERS);
        return network.evaluate(pieces(asked.isEmpty() ? names.subList(0, 3000) : asked, LETTERS, 16))
                .loss();
    }

    private static NetworkBuilder start() {
        return Network.tokens(16, 28).embedding(64);
    }

    @Test
    @EnabledIfSystemProperty(named = "gradus.deep", matches = "true")
    void oneHeadIsWorse() {
        assertThat(names(start().positions(), 1, Texts.names(), List.of())).isCloseTo(2.1035, within(0.0005));
    }

    @Test
    void wavesArePositionsAsWell() {
        assertThat(names(start().layer(positions().sinusoidal()), 4, Texts.names(), List.of()))
                .isCloseTo(2.0797, within(0.0005));
    }

    @Test
    @EnabledIfSystemProperty(named = "gradus.deep", matches = "true")
    void aNameReadOftenIsKnownByHeart() {
        double[] paid = IntStream.of(0, 1, 20)
                .mapToDouble(times -> names(
                        start().positions(),
                        4,
                        Stream.concat(Stream.generate(() -> "quixzo").limit(times), Texts.names().stream())
                                .toList(),
                        List.of("quixzo")))
                .toArray();
        assertThat(paid).containsExactly(new double[] {3.2870, 3.4937, 1.5437}, within(0.0005));
    }

    @Test
    @EnabledIfSystemProperty(named = "gradus.deep", matches = "true")
    void theFasterSingerStaysBehind() {
        List<String> poems = shuffled(Texts.quatrains(), "quatrains");
        Vocabulary characters = Vocabulary.of("." + String.join("", poems)).withPadding();
        int size = characters.size();
        NetworkBuilder lstm = Network.tokens(33, size).embedding(64).lstm(96).dense(size, softmax());
        Network singer = learnt(lstm, 0.02, 32, 2, poems.subList(400, poems.size()), characters);
        assertThat(singer.evaluate(pieces(poems.subList(0, 400), characters, 33))
                        .loss())
                .isCloseTo(5.2063, within(0.0005));
    }
}
