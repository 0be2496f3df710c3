package dev.gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With a clock that goes when it is told to: 2 epochs of 10 batches, 1,000 samples each. */
class ReporterTest {
    private static final double EXACT = 1e-9;

    private final List<Status> shown = new ArrayList<>();
    private double seconds = 100;
    private final Reporter reporter = new Reporter(shown::add, 2, 10, 1000, () -> Math.round(seconds * 1e9));

    private void batch(int epoch, int batch) {
        reporter.batch(() -> new History(List.of()), epoch, batch, 0.5, 0.75);
    }

    private Status last() {
        return shown.get(shown.size() - 1);
    }

    @Test
    void speedIsSamplesOverSeconds() {
        seconds += 2;
        batch(1, 5);
        assertThat(last().samplesPerSecond()).isCloseTo(250, within(EXACT)); // 500 samples in 2 s
        assertThat(last().secondsLeft()).isCloseTo(6, within(EXACT)); // a quarter took 2 s
        seconds += 6;
        batch(2, 5);
        assertThat(last().samplesPerSecond()).isCloseTo(187.5, within(EXACT)); // 1,500 in 8 s
        assertThat(last().secondsLeft()).isCloseTo(8 / 3.0, within(EXACT));
        seconds += 2;
        reporter.end(new History(List.of()));
        assertThat(last().finished()).isTrue();
    }

    @Test
    void whatWasDoneBeforeDoesNotCountForSpeed() {
        reporter.startAt(1, 5);
        seconds += 2;
        batch(2, 7);
        assertThat(last().samplesPerSecond()).isCloseTo(100, within(EXACT)); // 200 samples in 2 s
        assertThat(last().secondsLeft()).isCloseTo(3, within(EXACT));
    }

    @Test
    void speaksFourTimesASecondAtMost() {
        for (int batch = 1; batch <= 10; batch++) {
            seconds += 0.1;
            batch(1, batch);
        }
        assertThat(shown).extracting(Status::batch).containsExactly(3, 6, 9);
        reporter.end(new History(List.of()));
        assertThat(last().batch()).as("the last one that was told").isEqualTo(10);
        assertThat(last().loss()).isEqualTo(0.5);
    }
}
