package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void namesAreSmallLettersAndStandThereOnce() {
        assertThat(Texts.names())
                .hasSize(29_494)
                .doesNotHaveDuplicates()
                .startsWith("emma", "olivia", "ava")
                .allMatch(name -> name.matches("[a-z]{2,15}"));
    }

    @Test
    void quatrainsHaveFourLinesOfSeven() {
        assertThat(Texts.quatrains())
                .hasSize(4163)
                .doesNotHaveDuplicates()
                .allMatch(poem -> poem.matches("(\\p{IsHan}{7}，\\p{IsHan}{7}。){2}"));
        assertThat(Vocabulary.of(String.join("", Texts.quatrains())).size()).isEqualTo(1993);
    }
}
