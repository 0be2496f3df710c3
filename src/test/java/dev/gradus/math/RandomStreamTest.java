package dev.gradus.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    @Test
    void sameSeedNameAndIndexGiveTheSameNumbers() {
        long first = RandomStream.of(42, "weights", 1).nextLong();
        assertThat(RandomStream.of(42, "weights", 1).nextLong()).isEqualTo(first);
        assertThat(RandomStream.of(43, "weights", 1).nextLong()).isNotEqualTo(first);
        assertThat(RandomStream.of(42, "shuffle", 1).nextLong()).isNotEqualTo(first);
        assertThat(RandomStream.of(42, "weights", 2).nextLong()).isNotEqualTo(first);
    }

    /** A change here changes the digits that every notebook prints. */
    @Test
    void bitsAreFrozen() {
        RandomStream random = RandomStream.of(0, "frozen", 0);
        assertThat(random.nextLong()).isEqualTo(5190382566128326272L);
        assertThat(Double.toHexString(random.nextGaussian())).isEqualTo("-0x1.7c54f38f90f67p-3");
        assertThat(random.permutation(8)).containsExactly(4, 3, 1, 5, 6, 2, 7, 0);
    }

    @Test
    void gaussianNumbersHaveMeanZeroAndDeviationOne() {
        RandomStream random = RandomStream.of(7, "gaussian", 0);
        double[] x = IntStream.range(0, 200_000)
                .mapToDouble(i -> random.nextGaussian())
                .toArray();
        assertThat(Arrays.stream(x).average().orElseThrow()).isCloseTo(0, within(0.01));
        assertThat(Arrays.stream(x).map(v -> v * v).average().orElseThrow()).isCloseTo(1, within(0.01));
        assertThat(Arrays.stream(x).filter(v -> Math.abs(v) < 1).count() / 200_000.0)
                .isCloseTo(0.6827, within(0.005));
    }

    @Test
    void wholeNumbersAreEven() {
        RandomStream random = RandomStream.of(7, "ints", 0);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++) counts[random.nextInt(6)]++;
        assertThat(Arrays.stream(counts).boxed()).allMatch(count -> Math.abs(count - 10_000) < 500);
        assertThatThrownBy(() -> random.nextInt(0)).hasMessage("bound must be at least 1, but is 0");
    }

    @Test
    void permutationsHoldEachNumberOnceAndAreAllReached() {
        int[] permutation = RandomStream.of(3, "shuffle", 0).permutation(1000);
        assertThat(Arrays.stream(permutation).sorted().toArray())
                .isEqualTo(IntStream.range(0, 1000).toArray());
        long different = IntStream.range(0, 200)
                .mapToObj(i -> Arrays.toString(RandomStream.of(3, "shuffle", i).permutation(3)))
                .distinct()
                .count();
        assertThat(different).isEqualTo(6);
    }
}
