package dev.gradus.check;

import static dev.gradus.Gradus.conv2d;
import static dev.gradus.Gradus.he;
import static dev.gradus.Gradus.momentum;
import static dev.gradus.Gradus.oneCycle;
import static dev.gradus.Gradus.relu;
import static dev.gradus.Gradus.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Digits;
import dev.gradus.check.lessons.Lesson15;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.nn.Parameter;
import dev.gradus.train.Trainer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lesson 15 says was found in its closing exercises: one training; with -Pdeep both. */
class LessonFifteenTest {
    private static Network ended(NetworkBuilder layers) {
        return layers.flatten().dense(10, softmax()).initializer(he()).seed(1).build();
    }

    private static int numbers(Network network) {
        return network.parameters().stream()
                .map(Parameter::shape)
                .mapToInt(shape -> Arrays.stream(shape).reduce(1, (a, b) -> a * b))
                .sum();
    }

    private static double learnt(Network network) {
        Trainer.of(network)
                .optimizer(momentum(0.1, 0.9))
                .schedule(oneCycle())
                .batchSize(64)
                .epochs(3)
                .quiet()
                .fit(Digits.MNIST.train());
        return network.evaluate(Digits.MNIST.test()).accuracy();
    }

    @Test
    void stridesInThePlaceOfPoolingLeaveTheTableAndCostAccuracy() {
        Network strides = ended(Network.input(1, 28, 28)
                .layer(conv2d(16, 5, relu()).stride(2))
                .layer(conv2d(32, 5, relu()).stride(2)));
        assertThat(numbers(strides)).isEqualTo(18_378);
        assertThat(strides.parts().get(strides.parts().size() - 1).input().columns())
                .isEqualTo(512);
        int multiplied = 16 * 12 * 12 * 25 + 32 * 4 * 4 * 16 * 25 + 512 * 10;
        assertThat(Lesson15.edits(List.of(numbers(strides), multiplied, 5, 12_810))
                        .outcome())
                .isEqualTo(Check.Outcome.CORRECT);
        assertThat(learnt(strides)).isCloseTo(0.9874, within(0.0003));
    }

    @Test
    void smallerKernelsReadAlmostAsWell() {
        Network small = ended(Network.input(1, 28, 28)
                .conv2d(16, 3, relu())
                .maxPool(2)
                .conv2d(32, 3, relu())
                .maxPool(2));
        assertThat(numbers(small)).isEqualTo(12_810);
        assertThat(small.parts().get(small.parts().size() - 1).input().columns())
                .isEqualTo(32 * 5 * 5);
        if (Boolean.getBoolean("gradus.deep")) assertThat(learnt(small)).isCloseTo(0.9898, within(0.0003));
    }
}
