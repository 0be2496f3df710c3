package dev.gradus.jupyter.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Gradus;
import dev.gradus.activation.Activation;
import dev.gradus.check.Check;
import dev.gradus.check.Derivation;
import dev.gradus.check.Predict;
import dev.gradus.check.lessons.Lesson01;
import dev.gradus.nn.Network;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckViewTest {
    @AfterEach
    void restore() {
        System.clearProperty("gradus.language");
    }

    @Test
    void aCheckIsABlockWithItsOutcomeInWords() {
        Check check = Lesson01.update((w, eta, slope) -> w + eta * slope);
        Map<String, String> bundle = Renderers.render(check.hint(3).solution());
        assertThat(bundle).containsOnlyKeys("text/html", "text/plain");
        assertThat(bundle.get("text/plain")).isEqualTo(check.hint(3).solution().toString());
        assertThat(bundle.get("text/html"))
                .contains("<b>✗ Not yet: one step", "uphill", "(w, eta, slope) -&gt; w - eta * slope");
        System.setProperty("gradus.language", "zh");
        assertThat(Renderers.render(check).get("text/html")).contains("还不对：梯度下降的一步");
    }

    @Test
    void hintsAndSolutionUnfoldWithoutTyping() {
        Check check = Lesson01.update((w, eta, slope) -> w + eta * slope);
        String html = Renderers.render(check).get("text/html");
        assertThat(html.split("<details ")).hasSize(5);
        assertThat(html)
                .containsSubsequence(
                        "Where is it?",
                        "It is wrong for w = ",
                        "What kind of mistake?",
                        "it is another formula",
                        "What is it called?",
                        "uphill",
                        "The solution",
                        "w - eta * slope",
                        "</details>")
                .doesNotContain(".hint(");
        assertThat(Renderers.render(check).get("text/plain")).contains("More: .hint(1)");
        assertThat(Renderers.render(check.hint(3)).get("text/html")).doesNotContain("<details");
        Check unfilled = Lesson01.update((w, eta, slope) -> Gradus.TODO);
        assertThat(Renderers.render(unfilled).get("text/html").split("<details "))
                .hasSize(4);
        Check right = Lesson01.update((w, eta, slope) -> w - eta * slope);
        assertThat(Renderers.render(right).get("text/html")).doesNotContain("<details");
        System.setProperty("gradus.language", "zh");
        assertThat(Renderers.render(check).get("text/html")).contains("<summary>错在哪里？</summary>");
    }

    /** What a learner's code throws comes from outside. */
    @Test
    void nothingThatALearnerWritesBecomesMarkup() {
        Check check = Lesson01.update((w, eta, slope) -> {
            throw new IllegalStateException("<script>alert(1)</script> $x$");
        });
        assertThat(Renderers.render(check).get("text/html"))
                .contains("&lt;script&gt;", "<span>$</span>x")
                .doesNotContain("<script>");
        Activation hostile = Activation.of("<script>$$\\relu", z -> z, z -> 1);
        Network network =
                Network.input(1).dense(2, hostile).dense(1, Gradus.linear()).build();
        assertThat(Derivation.of(network, new double[] {1}, new double[] {1}).markdown())
                .contains("\\mathrm{scriptrelu}")
                .doesNotContain("<");
    }

    @Test
    void aPredictionShowsItsOptionsUntilTheTruthIsOut() {
        assertThat(Renderers.render(Predict.choice("01.too-large").guess("c")).get("text/html"))
                .contains("a) the larger", "font-weight:bold\">c) from some", "Your guess: c)");
        assertThat(Renderers.render(Predict.reveal("01.too-large", 1.2)).get("text/html"))
                .contains("You guessed c), and so it is")
                .doesNotContain("a) the larger");
    }

    @Test
    void aDerivationIsTypesetAndHasAPlainForm() {
        Network network = Network.input(1).dense(1, Gradus.linear()).build();
        Derivation derivation = Derivation.of(network, new double[] {1}, new double[] {1});
        assertThat(Renderers.render(derivation))
                .containsOnlyKeys("text/markdown", "text/plain")
                .containsEntry("text/markdown", derivation.markdown())
                .containsEntry("text/plain", derivation.toString());
    }
}
