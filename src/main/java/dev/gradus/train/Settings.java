package dev.gradus.train;

import dev.gradus.optim.Clipping;
import dev.gradus.optim.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Trainer} was told, read once when a run begins. Its methods say what each means.
 *
 * @param checkpointEvery steps; 0 for behind epochs alone
 */
record Settings(
        Schedule schedule,
        List<Clipping> clippings,
        int batchSize,
        int accumulate,
        int epochs,
        boolean shuffle,
        boolean withinShards,
        boolean checksNumbers,
        Stopping.Limits limits,
        Shards shards,
        List<Consumer<Epoch>> listeners,
        boolean quiet,
        @Nullable Path checkpointFile,
        int checkpointEvery) {}
