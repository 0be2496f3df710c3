package dev.gradus.jupyter.films;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.data.sound.Sound;
import dev.gradus.data.sound.SpokenDigits;
import dev.gradus.errors.ShapeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListeningTest {
    private static final Sound SEVEN = SpokenDigits.sound(7, "jackson");
    private static final double[][] P = {{0.5, 0.25, 0.25}, {0.1, 0.2, 0.7}, {0, 0, 1}};

    @AfterEach
    void restore() {
        System.clearProperty("gradus.language");
    }

    @Test
    void eachFrameSaysWhatItIsTakenFor() {
        assertThat(Replay.listening(SEVEN, P)).hasToString("""
                A sound of 0.43 s in 3 windows: at the end 2 is the surest, with 100.00 %.
                   s  y         p
                0.03  0   50.00 %
                0.05  2   70.00 %
                0.07  2  100.00 %""");
        assertThat(html()).contains("\"after 0.05 s: 2 with 70.00 %, then 1 with 20.00 %\"");
        System.setProperty("gradus.language", "zh");
        assertThat(html()).contains("\"听了 0.05 秒：2，70.00 %；其次 1，20.00 %\"");
    }

    private static String html() {
        return Replay.listening(SEVEN, P).view().html().toString();
    }

    @Test
    void theSoundLiesInThePage() {
        assertThat(html())
                .contains("\"sound\":\"data:audio/wav;base64,UklGR")
                .contains("\"ends\":[0.032, 0.052, 0.072]")
                .contains("\"slowly\":\"Slowly\"");
        assertThat(SoundView.of(SEVEN).html().toString())
                .contains("<audio controls aria-label=\"A sound of 0.43 s")
                .contains("src=\"data:audio/wav;base64,UklGR");
        assertThat(SoundView.of(SEVEN).text())
                .isEqualTo("A sound of 0.43 s, 3,457 samples; loudest after 0.06 s, around 695 Hz");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Replay.listening(SEVEN, new double[][] {{1, 0}, {1}}))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("rows of 2 and of 1");
        assertThatThrownBy(() -> Replay.listening(SEVEN, new double[][] {{1, -1}}))
                .hasMessage("probabilities has -1.0, expected 0 to 1");
    }
}
