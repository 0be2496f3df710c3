package dev.gradus.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PredictTest {
    @BeforeEach
    @AfterEach
    void forget() {
        Journal.forget();
        System.clearProperty("gradus.language");
    }

    @Test
    void aChoiceIsAskedGuessedAndAnswered() {
        assertThat(Predict.choice("01.first-step").toString())
                .startsWith("Predict, then run: The slope at the start is positive.")
                .contains(
                        "  a) to the left",
                        "  c) it stays",
                        "No guess yet. Put one at the end of the line, such as .guess(\"a\")");
        assertThat(Predict.choice("01.first-step").guess("b").toString()).contains("Your guess: b) to the right");
        assertThat(Predict.choice("01.first-step").guess()).as("asked again").isEqualTo("b");
        assertThat(Predict.reveal("01.first-step", -0.3).toString())
                .contains("You guessed b), but it is a) to the left", "To the right the cost grows")
                .doesNotContain("  c)");
        Predict.choice("01.first-step").guess("a");
        assertThat(Predict.reveal("01.first-step", -0.3).toString())
                .contains("You guessed a), and so it is: to the left", "downhill is to the left");
    }

    @Test
    void withoutAGuessItSaysSoAndGoesOn() {
        assertThat(Predict.reveal("01.first-step", -0.3).toString())
                .contains("You made no guess. It is a) to the left", "downhill is to the left");
        assertThat(Predict.reveal("08.test-accuracy", 92.9).toString()).contains("You made no guess. It is 92.9.");
        assertThat(Predict.number("08.test-accuracy")
                        .guess(dev.gradus.Gradus.TODO)
                        .guess())
                .isNull();
    }

    @Test
    void whereTimesDecideTheMachineMayDiffer() {
        assertThat(Predict.reveal("12.one", 1.0).toString())
                .contains("It is a) about once", "On most machines it is b)")
                .doesNotContain("You have changed");
        assertThat(Predict.reveal("12.slowest", new double[] {9, 2, 10}).toString())
                .contains("none of these answers", "On most machines it is c)");
        assertThat(Predict.reveal("12.slowest", new double[] {3, 2, 10}).toString())
                .contains("It is c) p");
    }

    @Test
    void whatWasMeasuredDecides() {
        Predict.choice("01.first-step").guess("b");
        assertThat(Predict.reveal("01.first-step", 0.5).toString())
                .contains("You guessed b), and so it is", "With the numbers of the lesson it would be a)")
                .doesNotContain("To the right the cost grows");
        assertThat(Predict.reveal("08.order", "b").toString()).contains("It is b) 10, 0.001, 0.01, 0.1");
    }

    @Test
    void aNumberIsCloseHighOrLow() {
        Predict.number("08.test-accuracy").guess(97);
        assertThat(Predict.reveal("08.test-accuracy", 93.44).toString())
                .contains("You guessed 97; it is 93.44.", "So many tutorials say");
        Predict.number("08.test-accuracy").guess("93");
        assertThat(Predict.reveal("08.test-accuracy", 93.44).toString()).contains("Well estimated");
        Predict.number("08.test-accuracy").guess(50);
        assertThat(Predict.reveal("08.test-accuracy", 93.44).toString()).contains("better than you think");
    }

    @Test
    void whatIsNoGuessIsRefusedInWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predict.choice("01.first-step").guess("q"))
                .withMessage("there is no option q to 01.first-step; expected one of a, b, c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predict.choice("01.first-step").guess(3))
                .withMessageContaining("asks for one of its options, but the guess is 3.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predict.number("08.test-accuracy").guess("many"))
                .withMessage("the guess must be a number, such as 0.5, but is \"many\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predict.choice("77.x"))
                .withMessageStartingWith("there is no question 77.x; there are 00.half, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predict.number("00.half"))
                .withMessage("00.half has options; use Predict.choice(\"00.half\")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predict.choice("08.untrained"))
                .withMessageContaining("use Predict.number(\"08.untrained\")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predict.reveal("08.order", "q"))
                .withMessage(
                        "the truth about 08.order must be a number, several of them, or the letter of an option, but is q");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predict.reveal("08.untrained", new double[] {1, 2}))
                .withMessageContaining("must be a number, but is ");
    }

    @Test
    void severalNumbersDecideARace() {
        Predict.choice("08.order").guess("a");
        assertThat(Predict.reveal("08.order", new double[] {0.22, 0.74, 0.85, 0.09})
                        .toString())
                .contains(
                        "You guessed a), but it is b) 10, 0.001, 0.01, 0.1", "A smaller learning rate isn't the safer");
        assertThat(Predict.reveal("08.order", new double[] {0.1, 0.2, 0.3, 0.4}).toString())
                .contains("it is c)", "With the numbers of the lesson it would be b)");
        assertThat(Predict.reveal("08.order", new double[] {0.5, 0.5, 0.5, 0.5}).toString())
                .contains("Your guess: a)", "What came out is none of these answers.", "it would be b)");
    }

    /** No winner is named, and nothing is thrown. */
    @Test
    void aRunThatDivergedIsSaidToHaveDiverged() {
        for (String key : Predict.keys())
            for (double truth : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                String said = Predict.reveal(key, truth).toString();
                boolean isAnAnswer = !Question.ALL.get(key).diverged().isEmpty();
                if (isAnAnswer)
                    assertThat(said).contains("It is " + Question.ALL.get(key).diverged() + ")");
                else
                    assertThat(said)
                            .contains("This run has diverged (what came out: ")
                            .doesNotContain("It is ");
            }
        Predict.choice("08.order").guess("c");
        assertThat(Predict.reveal("08.order", new double[] {0.2, 0.7, 0.8, Double.NaN})
                        .toString())
                .contains("Your guess: c)", "(what came out: 0.2, 0.7, 0.8, NaN)")
                .doesNotContain("it is");
        Predict.number("08.untrained").guess(10);
        assertThat(Predict.reveal("08.untrained", Double.NaN).toString())
                .contains("Your guess: 10", "(what came out: NaN)");
    }

    @Test
    void aPageWithWidgetsInvitesToClick() {
        assertThat(Predict.choice("08.order").invitation()).startsWith("Click what you expect");
        assertThat(Predict.number("08.untrained").invitation()).startsWith("Type a number");
        assertThat(Predict.number("08.untrained").guess(10).invitation()).startsWith("Your guess is noted");
    }

    // ---- the words ----

    @Test
    void bothLanguagesSayTheSame() {
        for (var bundle : List.of(Texts.CHECKS, Texts.LESSONS)) {
            Properties en = bundle.in("en");
            Properties zh = bundle.in("zh");
            assertThat(zh.keySet()).isEqualTo(en.keySet());
            for (String key : en.stringPropertyNames())
                assertThat(places(zh.getProperty(key))).as(key).isEqualTo(places(en.getProperty(key)));
        }
    }

    private static List<String> places(String text) {
        return java.util.regex.Pattern.compile("%[ds]")
                .matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .sorted()
                .toList();
    }

    /** No text without its question or exercise, and none missing. */
    @Test
    void allWordsAreThereAndNoneIsLeftOver() {
        Set<String> expected = new TreeSet<>();
        for (Exercise exercise : Exercises.all())
            for (String part : List.of("title", "hint.1", "hint.2"))
                expected.add("exercise." + exercise.key + "." + part);
        for (Map.Entry<String, Question> entry : Question.ALL.entrySet()) {
            String key = "predict." + entry.getKey();
            expected.add(key);
            expected.add(key + ".tells");
            if (entry.getValue().isNumber())
                for (String how : List.of("close", "high", "low")) expected.add(key + "." + how);
            else
                for (String option : Predict.choice(entry.getKey()).options().keySet()) {
                    expected.add(key + "." + option);
                    expected.add(key + "." + option + ".answer");
                }
            if (!entry.getValue().isNumber())
                assertThat(Predict.choice(entry.getKey()).options())
                        .hasSizeGreaterThan(1)
                        .containsKey(entry.getValue().usual());
        }
        Set<String> there = new TreeSet<>(Texts.LESSONS.in("en").stringPropertyNames());
        there.removeIf(key -> key.startsWith("predict.") && key.endsWith(".comment")); // which not every question has
        assertThat(there).isEqualTo(expected);
        for (String language : List.of("en", "zh")) {
            System.setProperty("gradus.language", language);
            for (Mistake mistake : Mistake.values()) assertThat(mistake.text()).isNotBlank();
            for (Mistake.Kind kind : Mistake.Kind.values())
                assertThat(kind.text()).isNotBlank();
        }
        assertThat(Texts.CHECKS.in("en").stringPropertyNames().stream().filter(k -> k.startsWith("mistake.")))
                .hasSize(Mistake.values().length);
    }
}
