package dev.gradus.data;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.chart.Charts;
import dev.gradus.chart.canvas.HeatGrid;
import dev.gradus.chart.canvas.Ink;
import dev.gradus.check.Derivation;
import dev.gradus.check.GradientCheck;
import dev.gradus.errors.ArgumentException;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.nn.Summary;
import dev.gradus.nn.Trace;
import dev.gradus.search.LearningRateFinder;
import dev.gradus.train.History;
import dev.gradus.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From characters to tokens and back, what fills up short ones, and what networks of them refuse. */
class TokensTest {
    private static final Vocabulary VOCABULARY = Vocabulary.of("gradus ad parnassum");

    @Test
    void thereAndBack() {
        assertThat(VOCABULARY.size()).isEqualTo(10);
        assertThat(VOCABULARY).hasToString("Vocabulary of 10 tokens: ' ', 'a', 'd', 'g', 'm', 'n', 'p', 'r', 's', 'u'");
        assertThat(VOCABULARY.encode("a drum")).containsExactly(1, 0, 2, 7, 9, 4);
        assertThat(VOCABULARY.decode(1, 0, 2, 7, 9, 4)).isEqualTo("a drum");
        assertThat(VOCABULARY.encode("a drum", 3)).containsExactly(1, 0, 2);
        assertThat(VOCABULARY.encode("")).isEmpty();
        assertThat(Vocabulary.of("b😀a").encode("😀b")).containsExactly(2, 1); // as people count
        assertThat(Vocabulary.of("\n")).hasToString("Vocabulary of 1 token: U+000A");
        Vocabulary padded = VOCABULARY.withPadding();
        assertThat(padded.size()).isEqualTo(11);
        assertThat(padded.encode("sum", 5)).containsExactly(8, 9, 4, 10, 10);
        assertThat(padded.decode(8, 9, 4, 10, 10)).isEqualTo("sum");
        assertThat(padded.toString()).endsWith("'u', padding");
    }

    @Test
    void whatItDoesNotKnowIsNamedWithItsPlace() {
        assertThatThrownBy(() -> VOCABULARY.encode("grundig"))
                .isInstanceOf(ArgumentException.class)
                .hasMessage(
                        "text has 'i' at place 5, which is none of the 10 characters of this vocabulary; make it of a"
                                + " text that has all of them");
        assertThatThrownBy(() -> VOCABULARY.encode("a\n")).hasMessageStartingWith("text has U+000A at place 1");
        assertThatThrownBy(() -> VOCABULARY.decode(1, 10)).hasMessage("tokens[1] must lie between 0 and 9, but is 10");
        assertThatThrownBy(() -> VOCABULARY.encode("sum", 5))
                .hasMessage("text has 3 characters, fewer than 5, and this vocabulary has nothing to fill them up with;"
                        + " give more, or use withPadding()");
        assertThatThrownBy(VOCABULARY::padding).hasMessageContaining("withPadding()");
        assertThatThrownBy(() -> Vocabulary.of("")).hasMessageStartingWith("text is empty");
        Network network = Network.tokens(3, 4).embedding(2).build();
        assertThatThrownBy(() -> network.forward(Matrix.of(new double[][] {{0}, {1}, {2}, {3}, {4}, {0}}), false))
                .hasMessage("token 1 of sample 1 is 4, but the network knows the tokens from 0 to 3");
        assertThatThrownBy(() -> network.predict(new int[] {0, 1, 4}))
                .hasMessage("inputs[0][2] is 4, but the network knows the tokens from 0 to 3");
    }

    // ---- padding ----

    private static final int[][] TOKENS = {{1, 2, 3}, {1, 4, 4}, {2, 2, 4}};
    private static final int[][] NEXT = {{2, 3, 1}, {2, -1, -1}, {2, 1, -1}};

    private static Network network(UnaryOperator<NetworkBuilder> layers) {
        return layers.apply(Network.tokens(3, 5).embedding(4))
                .dense(4, softmax())
                .seed(1)
                .build();
    }

    @Test
    void paddingIsRefusedWhereItWouldBeRead() {
        Dataset data = Dataset.ofTokens(TOKENS, NEXT).padding(4);
        assertThat(data.firstPadded()).isEqualTo(1);
        for (UnaryOperator<NetworkBuilder> layers : List.<UnaryOperator<NetworkBuilder>>of(
                b -> b.lstm(3).gru(3).rnn(3),
                b -> b.positions().residual(block -> block.layerNorm().causalAttention(2))))
            Trainer.of(network(layers)).epochs(1).quiet().fit(data);
        refused(data, b -> b.attention(2), "layer 1 (attention)");
        refused(data, b -> b.residual(block -> block.layerNorm().attention(2)), "layer 1.1 (attention)");
        refused(data, b -> b.batchNorm(), "layer 1 (batchNorm)");
        Dataset labels = Dataset.ofTokens(TOKENS, new int[] {0, 1, 3}).padding(4);
        refused(labels, b -> b.lstm(3).last(), "layer 2 (last)");
        refused(labels, b -> b.meanOverTime(), "layer 1 (meanOverTime)");
        refused(labels, b -> b.flatten(), "layer 1 (flatten)");
        Dataset whole = Dataset.ofTokens(TOKENS, new int[] {0, 1, 3}).take(1).padding(4); // none of it is there
        Trainer.of(network(b -> b.lstm(3).last())).epochs(1).quiet().fit(whole);
        assertThat(whole.firstPadded()).isEqualTo(-1);
    }

    private static void refused(Dataset data, UnaryOperator<NetworkBuilder> layers, String layer) {
        assertThatThrownBy(() -> Trainer.of(network(layers)).quiet().fit(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "padding at the end of sample 1, which " + layer + " would read as if it were said");
    }

    @Test
    void paddingStandsAtTheEndAndIsNotAsked() {
        assertThatThrownBy(() -> Dataset.ofTokens(TOKENS, new int[][] {{2, -1, 1}, NEXT[1], NEXT[1]})
                        .padding(2))
                .hasMessage("sample 0 has the padding 2 at place 1 and token 3 behind it; padding fills up sequences at"
                        + " their ends");
        assertThatThrownBy(() -> Dataset.ofTokens(TOKENS, TOKENS).padding(4))
                .hasMessage("sample 1 has a target at place 1, where its input is the padding 4; give -1 there");
        assertThatThrownBy(() ->
                        Dataset.of(new double[][] {{1}, {0}}, new int[] {0, 1}).padding(1))
                .hasMessageContaining("no tokens");
        assertThat(Dataset.ofTokens(TOKENS, NEXT).padding(9).inputShape().vocabulary())
                .isEqualTo(10);
    }

    /** What stands behind a row changes nothing of it. */
    @Test
    void whatIsNotSaidIsNotRead() {
        Network network = network(b -> b.positions()
                .residual(block -> block.layerNorm().causalAttention(2))
                .lstm(5)
                .gru(4)
                .rnn(3));
        double[] some = network.predict(new int[] {1, 2, 3});
        double[] other = network.predict(new int[] {1, 2, 4});
        assertThat(Arrays.copyOf(some, 8)).containsExactly(Arrays.copyOf(other, 8));
        assertThat(some[8]).isNotEqualTo(other[8]);
    }

    // ---- what else takes networks takes these ----

    private static Network mixed() {
        return Network.tokens(3, 5)
                .embedding(4)
                .positions()
                .residual(block -> block.layerNorm().causalAttention(2))
                .lstm(5)
                .gru(4)
                .rnn(3)
                .dense(4, softmax())
                .seed(3)
                .build();
    }

    @Test
    void summariesTracesChecksAndFinders() {
        Network network = mixed();
        assertThat(network.summary().rows())
                .extracting(Summary.Row::layer)
                .containsExactly("embedding", "positions", "residual", "lstm", "gru", "rnn", "dense, softmax");
        assertThat(network.summary().rows())
                .extracting(Summary.Row::parameters)
                .containsExactly(20L, 12L, 88L, 220L, 132L, 27L, 16L);
        assertThat(network.summary().rows().get(3).output()).isEqualTo("3 × 5");
        Dataset data = Dataset.ofTokens(TOKENS, NEXT);
        GradientCheck check = GradientCheck.of(network, crossEntropy(), data);
        assertThat(check.passed()).as(check.toString()).isTrue();
        Batch batch = data.batch(new int[] {0, 1, 2}, 0, 3, null);
        Trace trace = Trace.of(network, crossEntropy(), batch.inputs(), batch.targets());
        assertThat(trace.steps()).extracting(Trace.Step::name).contains("lstm", "gru", "rnn", "embedding");
        assertThat(trace.steps().get(3).output().shape()).isEqualTo("9 × 5");
        LearningRateFinder.of(network).steps(20).batchSize(2).find(data);
        assertThatThrownBy(() -> Derivation.of(network, new double[] {1, 2, 3}, new double[] {0, 1, 0, 0}))
                .hasMessage("a derivation has samples of one row, but the network takes sequences, 3 tokens;"
                        + " GradientCheck.of(network, loss, data) checks any network");
    }

    @Test
    void copiesAndCheckpointsGoOnToTheSameBits(@TempDir Path folder) {
        Dataset data = Dataset.ofTokens(TOKENS, NEXT);
        String file = folder.resolve("training.safetensors").toString();
        Network whole = mixed();
        trainer(whole).epochs(4).fit(data);
        Network half = mixed();
        trainer(half).epochs(2).checkpoint(file).fit(data);
        Network rest = mixed();
        History history = trainer(rest).epochs(4).checkpoint(file).fit(data);
        assertThat(history.epochs()).hasSize(4);
        assertThat(rest.predict(TOKENS[0])).isEqualTo(whole.predict(TOKENS[0]));
        assertThat(rest.copy().predict(TOKENS[1])).isEqualTo(whole.predict(TOKENS[1]));
    }

    private static Trainer trainer(Network network) {
        return Trainer.of(network).optimizer(adam(0.01)).batchSize(2).quiet();
    }

    @Test
    void sequencesAreAskedFor() {
        assertThatThrownBy(() -> Network.input(4).lstm(3).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "layer 0, lstm(3): needs sequences of two rows or more, but its input is 4, one row; start the"
                                + " network with Network.sequence(length, features) or Network.tokens(length, vocabulary), and put"
                                + " .last(), .meanOverTime() or .flatten() behind this layer");
        assertThatThrownBy(() -> Network.sequence(3, 4).attention(3).build())
                .hasMessage(
                        "layer 0, attention(3): each of 3 heads gets its share of a row, but rows of 4 numbers don't"
                                + " divide by 3");
        assertThatThrownBy(() -> Network.sequence(3, 4).embedding(3).build())
                .hasMessageContaining("needs tokens, but its input is 3 × 4; start the network with"
                        + " Network.tokens(length, vocabulary), or use .dense(3, linear()) for numbers");
        assertThatThrownBy(() -> Network.tokens(3, 4).rnn(3).build())
                .hasMessageContaining("whose numbers are names and no quantities");
    }

    // ---- pictures ----

    @Test
    void whoLooksAtWhom() throws Exception {
        Network network = mixed();
        Map<String, double[][]> insides = network.insides(TOKENS[0]);
        assertThat(insides.keySet())
                .containsExactly(
                        "2.1 head 0",
                        "2.1 head 1",
                        "3 bent cell",
                        "3 forget gate",
                        "3 input gate",
                        "3 output gate",
                        "3 state",
                        "4 reset gate",
                        "4 state",
                        "4 update gate",
                        "5 state");
        double[][] looks = insides.get("2.1 head 1");
        for (int t = 0; t < 3; t++) {
            assertThat(Arrays.stream(looks[t]).sum()).isCloseTo(1, within(1e-6));
            for (int u = t + 1; u < 3; u++) assertThat(looks[t][u]).isZero();
        }
        double[][] state = insides.get("3 state");
        for (int t = 0; t < 3; t++)
            for (int j = 0; j < 5; j++)
                assertThat(state[t][j])
                        .isCloseTo(insides.get("3 output gate")[t][j] * insides.get("3 bent cell")[t][j], within(1e-6));
        HeatGrid named = Charts.named("p", new double[][] {{0.5, -1, 0}}, List.of("q"), List.of("u", "a", "."));
        assertThat(named.kind()).isEqualTo(HeatGrid.Kind.NAMED);
        assertThat(named.width()).isLessThan(200);
        assertThatThrownBy(() -> Charts.named("p", looks, List.of("a", "b", "c"), List.of("a")))
                .hasMessage("columns has 1 names, expected 3, one for each column");
        HeatGrid grid = Charts.attention("head 1", looks, List.of("a", "rather long word", " "));
        assertThat(grid.strongest()).containsExactly(0, 0);
        assertThat(grid.row(2)).isEqualTo("␣");
        Files.write(Path.of("target/attention.png"), grid.png());
        Files.write(
                Path.of("target/gates.png"),
                Charts.overTime("state", state, List.of("a", "b", "c")).png());
        int[] pixel = {0};
        java.awt.image.BufferedImage pixels = grid.pixels();
        for (int x = 0; x < pixels.getWidth(); x++)
            for (int y = 0; y < pixels.getHeight(); y++) if (pixels.getRGB(x, y) == Ink.DEEP_BLUE.getRGB()) pixel[0]++;
        assertThat(pixel[0]).isGreaterThan(500); // the first row can look at itself alone
        assertThatThrownBy(() -> Charts.attention("x", looks, List.of("a")))
                .hasMessage("weights has 3 rows, but there are 1 names; give one for each");
        assertThatThrownBy(() -> Charts.overTime("x", new double[][] {{2}}, List.of("a")))
                .hasMessage("steps[0] has 2.0, expected numbers from -1 to 1");
    }
}
