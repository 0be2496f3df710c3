package dev.gradus.jupyter.films;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.errors.ShapeException;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class SlidingTest {
    private static final double[][] PICTURE = {{0, 0.5, 1, 0}, {0, 1, 1, 0}, {0.2, 0, 0, 1}};
    private static final double[][] KERNEL = {{1, -1}, {0, 2}};

    @Test
    void eachFrameSaysItsSum() {
        SlidingReel reel = SlidingReel.of(PICTURE, KERNEL, 1, 0);
        assertThat(reel.frames()).isEqualTo(6);
        assertThat(reel.caption(0)).isEqualTo("z[0][0] = (-1)·0.5 + 2·1 = 1.5");
        assertThat(reel.caption(4)).isEqualTo("z[1][1] = 1·1 + (-1)·1 = 0");
        assertThat(SlidingReel.of(new double[2][2], KERNEL, 1, 0).caption(0)).isEqualTo("z[0][0] = 0");
        assertThat(Replay.convolution(PICTURE, KERNEL, 1, 0).toString())
                .startsWith(
                        "A window of 2 × 2 slides over a picture of 3 × 4, stride 1, padding 0: a map of 2 × 3 sums");
    }

    @Test
    void strideAndPaddingMakeOtherMaps() {
        SlidingReel reel = SlidingReel.of(PICTURE, KERNEL, 2, 1);
        assertThat(reel.frames()).isEqualTo(2 * 3);
        assertThat(reel.caption(0)).isEqualTo("z[0][0] = 0");
        assertThat(reel.caption(1)).isEqualTo("z[0][1] = 2·1 = 2");
    }

    @Test
    void filmAndStripHaveThePictures() {
        SlidingReel reel = SlidingReel.of(PICTURE, KERNEL, 1, 0);
        BufferedImage large = reel.film().large("", 3).pixels();
        assertThat(large.getWidth()).isEqualTo(2 * 560);
        assertThat(reel.film().data(0, 5)).contains("\"raster\"").contains("\"strokes\"");
        assertThat(Replay.convolution(PICTURE, KERNEL, 1, 0).view().html().toString())
                .contains("z[1][2]");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Replay.convolution(new double[][] {{1, 2}, {3}}, KERNEL, 1, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("picture has rows of 2 and of 1");
        assertThatThrownBy(() -> Replay.convolution(PICTURE, new double[][] {{1, 2}}, 1, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("kernel is 1 × 2, but must be square");
        assertThatThrownBy(() -> Replay.convolution(new double[][] {{1}}, KERNEL, 1, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("larger than its input");
    }
}
