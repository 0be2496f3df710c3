package dev.gradus.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What an executor gives back for a shard.
 *
 * @param refusal why it computed nothing; null if it did
 * @param gradients as {@link Numbers}, like the next
 */
record Answer(
        @Nullable String refusal, double loss, double weight, int correct, int answers, byte[] gradients, byte[] kept)
        implements Serializable {
    static Answer refusal(String why) {
        return new Answer(why, 0, 0, 0, 0, new byte[0], new byte[0]);
    }
}
