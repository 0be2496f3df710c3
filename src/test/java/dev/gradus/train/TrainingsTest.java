package dev.gradus.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingsTest {
    @AfterEach
    void allow() {
        Trainings.allow();
    }

    @Test
    void withoutATrainingThereIsNothingToStop() {
        assertThat(Trainings.stop()).isFalse();
        assertThat(Trainings.running()).isFalse();
        assertThat(Trainer.of(Small.network())
                        .quiet()
                        .epochs(1)
                        .fit(Small.clouds(30))
                        .epochs())
                .hasSize(1);
    }

    @Test
    void stopEndsTheTrainingThatRunsAndThoseBehindItUntilTheyAreAllowed() {
        Trainer trainer = Trainer.of(Small.network()).quiet().epochs(5).onEpoch(epoch -> {
            assertThat(Trainings.running()).isTrue();
            if (epoch.number() == 2) assertThat(Trainings.stop()).isTrue();
        });
        History history = trainer.fit(Small.clouds(60));
        assertThat(history.epochs()).hasSize(2);
        assertThat(history.reason()).startsWith("stop() was called");
        assertThat(Trainings.running()).isFalse();
        assertThat(trainer.fit(Small.clouds(60)).epochs()).isEmpty();
        Trainings.allow();
        assertThat(trainer.fit(Small.clouds(60)).epochs()).hasSize(5);
    }

    @Test
    void whatTrainsApartIsNotStopped() {
        Trainer trainer = Trainer.of(Small.network()).quiet().epochs(5).onEpoch(epoch -> {
            assertThat(Trainings.running()).isFalse();
            assertThat(Trainings.stop()).isFalse();
        });
        Trainings.apart(() -> assertThat(trainer.fit(Small.clouds(60)).epochs()).hasSize(5));
        assertThat(Trainer.of(Small.network())
                        .quiet()
                        .epochs(1)
                        .onEpoch(epoch -> assertThat(Trainings.running()).isTrue())
                        .fit(Small.clouds(60))
                        .epochs())
                .hasSize(1);
    }

    @Test
    void aTrainingThatFailsIsOver() {
        Trainer trainer = Trainer.of(Small.network()).quiet().onEpoch(epoch -> {
            throw new IllegalStateException("enough");
        });
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> trainer.fit(Small.clouds(30))))
                .hasMessage("enough");
        assertThat(Trainings.running()).isFalse();
    }
}
