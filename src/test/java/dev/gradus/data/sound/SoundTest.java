package dev.gradus.data.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.data.sound.SpokenDigits.Spoken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundTest {
    private static Sound tone(double hertz, double loud) {
        return Sound.of(IntStream.range(0, Sound.RATE)
                .mapToDouble(n -> loud * StrictMath.sin(2 * Math.PI * hertz * n / Sound.RATE))
                .toArray());
    }

    @Test
    void aToneIsLoudestInTheBandOfItsPitch() {
        for (int band = 2; band < 20; band++) {
            double[] frame = tone(Sound.pitches()[band], 1).frames(3)[1];
            int loudest = IntStream.range(0, 20).reduce(0, (a, b) -> frame[b] > frame[a] ? b : a);
            assertThat(loudest).isEqualTo(band);
        }
        double pitch = Sound.pitches()[10];
        double change = tone(pitch, 0.5).frames(1)[0][10] - tone(pitch, 0.05).frames(1)[0][10];
        assertThat(change).as("a tenth is 20 dB less").isCloseTo(0.2, within(1e-9));
    }

    @Test
    void silenceIsZeroAndFollowsWhatIsShort() {
        Sound click = Sound.of(0.5, -0.5, 0.5);
        double[][] frames = click.frames(4);
        assertThat(frames).hasDimensions(4, 20);
        assertThat(frames[3]).containsOnly(0);
        assertThat(Sound.end(0)).isEqualTo(0.032);
        assertThat(Sound.end(31)).isCloseTo(0.652, within(1e-12));
    }

    @Test
    void aWavFileComesBackAsItWas(@TempDir Path folder) throws IOException {
        Sound sound = Sound.of(0, 0.25, -0.5, 1, -1);
        Path file = Files.write(folder.resolve("tone.wav"), sound.wav());
        assertThat(Sound.read(file).samples()).containsExactly(sound.samples(), within(1 / 32767.0));
        assertThat(sound.loud().samples()).containsExactly(sound.samples());
        assertThat(Sound.of(0, 0.5).loud().samples()).containsExactly(0, 1);
        assertThat(Sound.of(0, 0).loud().samples()).containsExactly(0, 0);
        assertThat(tone(440, 0.5)).hasToString("Sound of 1.00 s");
        assertThat(Sound.read(new ByteArrayInputStream(tone(440, 0.5).wav()), "tone")
                        .size())
                .isEqualTo(8000);
    }

    @Test
    void whatIsNoSoundIsRefused(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> Sound.of(0, 2)).hasMessage("samples[1] is 2.0, expected -1 to 1");
        assertThatThrownBy(() -> Sound.of()).hasMessageContaining("samples.length");
        assertThatThrownBy(() -> Sound.of(0.1).frames(0)).hasMessageContaining("frames");
        Path text = Files.writeString(folder.resolve("notes.txt"), "no sound");
        assertThatThrownBy(() -> Sound.read(text)).hasMessageContaining("is no sound that Java reads; save it as WAV");
        assertThatThrownBy(() -> SpokenDigits.sound(10, "theo")).hasMessageContaining("digit");
        assertThatThrownBy(() -> SpokenDigits.sound(1, "nobody"))
                .hasMessageStartingWith("speaker is nobody, expected one of [george, jackson");
    }

    @Test
    void threeThousandAreBundledAndAgreeWithTheirSounds() {
        List<Spoken> all = SpokenDigits.all();
        assertThat(all).hasSize(3000);
        for (int i = 0; i < 3000; i += 50) {
            Spoken first = all.get(i);
            assertThat(first.take()).isZero();
            double[][] frames =
                    SpokenDigits.sound(first.digit(), first.speaker()).frames(SpokenDigits.FRAMES);
            for (int t = 0; t < SpokenDigits.FRAMES; t++)
                assertThat(first.frames()[t]).containsExactly(frames[t], within(0.5 / 127 + 1e-9));
        }
    }
}
