package dev.gradus.chart.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.words.Bundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WordsTest {
    @AfterEach
    void restore() {
        System.clearProperty("gradus.language");
    }

    @Test
    void allLanguagesHaveTheSameKeys() {
        for (String language : Bundle.LANGUAGES)
            assertThat(Words.BUNDLE.in(language).keySet())
                    .isEqualTo(Words.BUNDLE.in("en").keySet())
                    .isNotEmpty();
    }

    @Test
    void wordsAreThoseOfTheReaderIfAFontHasTheirLetters() {
        assertThat(Words.of("true-positives")).isEqualTo("true positives");
        System.setProperty("gradus.language", "zh");
        assertThat(Words.of("epoch", word -> true)).isEqualTo("轮次");
        assertThat(Words.of("epoch", word -> false)).isEqualTo("epoch");
        assertThat(Words.of("epoch")).isEqualTo(Fonts.canDraw("轮次") ? "轮次" : "epoch");
    }
}
