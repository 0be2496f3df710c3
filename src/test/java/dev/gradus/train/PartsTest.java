package dev.gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {
    private static Dataset samples(int n) {
        return Dataset.of(new double[n][1], new double[n][1]);
    }

    /** By Keras 3's train_validation_split: int(math.floor(n * (1.0 - validation_split))), rounding and all. */
    @ParameterizedTest
    @CsvSource({"100, 0.9, 9", "100, 0.71, 29", "60000, 0.1, 54000", "7, 0.1, 6", "10, 0.7, 3", "1000, 0.801, 198"})
    void theShareIsCutWhereKerasCutsIt(int n, double share, int training) {
        Parts parts = Parts.of(samples(n), null, share, 0);
        assertThat(parts.training().size()).isEqualTo(training);
        assertThat(parts.held().size()).isEqualTo(n - training);
    }

    @ParameterizedTest
    @CsvSource({"5, 0.9", "5, 1e-20", "1, 0.5"})
    void anEmptyPartIsRefused(int n, double share) {
        assertThatThrownBy(() -> Parts.of(samples(n), null, share, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("validationSplit(" + share + ") of " + n + " samples leaves one part empty; use a larger"
                        + " dataset, another share, or validation(dataset)");
    }

    @Test
    void withoutAShareNothingIsHeldOut() {
        assertThat(Parts.of(samples(4), null, 0, 0).held()).isNull();
    }
}
