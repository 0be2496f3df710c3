package dev.gradus.nn;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.train.BetweenSteps;
import dev.gradus.train.Epoch;
import dev.gradus.train.Recording;
import dev.gradus.train.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network serves one thread at a time, and says so to a second one. */
class TurnTest {
    private final Network network =
            Network.input(2).dense(3, tanh()).dense(2, softmax()).seed(1).build();
    private final double[][] inputs =
            IntStream.range(0, 40).mapToObj(i -> new double[] {i % 7, i % 3}).toArray(double[][]::new);
    private final Dataset data =
            Dataset.of(inputs, IntStream.range(0, 40).map(i -> i % 2).toArray());

    @AfterEach
    void restore() {
        BetweenSteps.useNothing();
    }

    private Trainer trainer() {
        return Trainer.of(network).epochs(2).quiet();
    }

    /** What another thread gets that tries it now. */
    private static Throwable elsewhere(ThrowingCallable work) {
        Throwable[] thrown = new Throwable[1];
        Thread other = new Thread(() -> thrown[0] = catchThrowable(work), "other");
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return thrown[0];
    }

    private List<ThrowingCallable> doors() {
        Matrix x = Matrix.of(inputs);
        Matrix y = Matrix.zeros(40, 2);
        return List.of(
                () -> network.predict(inputs),
                () -> network.predict(inputs[0]),
                () -> network.evaluate(data),
                () -> network.forward(x, false),
                () -> network.activations(x, false),
                () -> network.backward(crossEntropy(), network.copy().forward(x, true), y),
                () -> network.loadWeights(Path.of("src/test/resources/dev/gradus/nn/mlp.safetensors")),
                () -> trainer().fit(data));
    }

    @Test
    void whileItTrainsAnotherThreadIsRefusedAtEveryDoor() {
        List<Throwable> thrown = new ArrayList<>();
        trainer()
                .onEpoch(e -> doors().forEach(door -> thrown.add(elsewhere(door))))
                .epochs(1)
                .fit(data);
        assertThat(thrown)
                .hasSize(8)
                .allSatisfy(e -> assertThat(e)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("this network is being trained by another thread, \""
                                + Thread.currentThread().getName()
                                + "\", and serves one at a time; wait for it, or make network.copy() beforehand, one for each"
                                + " thread"));
        assertThat(elsewhere(() -> network.predict(inputs))).isNull(); // it's over
        assertThat(elsewhere(() -> trainer().fit(data))).isNull();
    }

    @Test
    void whoeverUsesItIsAlone() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Loss slow = new Loss() {
            @Override
            public double value(Matrix a, Matrix y) {
                inside.countDown();
                try {
                    leave.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return 1;
            }

            @Override
            public void gradient(Matrix a, Matrix y, Matrix gradient) {}
        };
        Thread other = new Thread(() -> network.evaluate(data, slow), "slow one");
        other.start();
        inside.await();
        assertThatThrownBy(() -> network.predict(inputs))
                .hasMessageStartingWith("this network is being used by another thread, \"slow one\", and serves");
        assertThatThrownBy(() -> trainer().fit(data)).hasMessageContaining("is being used by another thread");
        leave.countDown();
        other.join();
        assertThat(network.predict(inputs)).hasDimensions(40, 2);
    }

    @Test
    void itsOwnThreadMayDoAllOfIt(@TempDir Path folder) {
        List<Epoch> heard = new ArrayList<>();
        int[] between = {0};
        BetweenSteps.use(
                () -> { // as a picture in a notebook does that follows the pen
                    network.predict(inputs);
                    between[0]++;
                });
        Recording recording = Recording.of(network, data);
        trainer()
                .onEpoch(recording)
                .onEpoch(e -> {
                    network.evaluate(data);
                    network.predict(inputs[0]);
                    network.saveWeights(folder.resolve("now"));
                    heard.add(e);
                })
                .batchSize(10)
                .fit(data);
        assertThat(heard).hasSize(2);
        assertThat(between[0]).isEqualTo(8);
        assertThat(recording.frames()).hasSize(3);
        assertThat(elsewhere(() -> network.predict(inputs))).isNull();
    }

    @Test
    void whatEndsInAnExceptionIsOver() {
        assertThatThrownBy(() -> trainer()
                        .onEpoch(e -> {
                            throw new IllegalStateException("enough");
                        })
                        .fit(data))
                .hasMessage("enough");
        assertThatThrownBy(() -> network.forward(Matrix.zeros(2, 5), false)).isInstanceOf(RuntimeException.class);
        assertThat(elsewhere(() -> network.predict(inputs))).isNull();
    }

    /** One after the other, as cells of a notebook that each run in a thread of their own. */
    @Test
    void threadsMayTakeTurns() {
        Matrix[] a = new Matrix[1];
        assertThat(elsewhere(() -> a[0] = network.forward(Matrix.of(inputs), true)))
                .isNull();
        network.backward(crossEntropy(), a[0], a[0].like());
    }

    /** Two threads that try to: each answer that comes is right. */
    @Test
    void noAnswerIsWrong() throws InterruptedException {
        double[][] right = network.predict(inputs);
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        Runnable work = () -> {
            for (int round = 0; round < 3000; round++)
                try {
                    if (!Arrays.deepEquals(right, network.predict(inputs))) wrong.incrementAndGet();
                    answered.incrementAndGet();
                } catch (IllegalStateException e) {
                    refused.incrementAndGet();
                }
        };
        Thread[] threads = {new Thread(work), new Thread(work)};
        for (Thread thread : threads) thread.start();
        for (Thread thread : threads) thread.join();
        assertThat(wrong).hasValue(0);
        assertThat(answered.get() + refused.get()).isEqualTo(6000);
        assertThat(answered.get()).isPositive();
    }
}
