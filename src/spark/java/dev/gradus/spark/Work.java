package dev.gradus.spark;

import dev.gradus.data.Dataset;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * What an executor needs for a training, once.
 *
 * @param id of this training, unlike any other
 * @param library the driver's {@link Library#digest}
 * @param recipe network, loss and source, as an {@link Recipe}
 * @param data to learn from; null where each executor reads them
 * @param digest of the data
 * @param size how many samples they are
 */
record Work(
        String id,
        String library,
        Broadcast<Parcel> recipe,
        @Nullable Broadcast<Dataset> data,
        String digest,
        int size) implements Serializable {}
