package dev.gradus.spark;

import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.nn.Network;
import dev.gradus.train.Shards;
import java.io.Serializable;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** What executors need for a training, sent once; what one of them makes of it goes when this goes. */
final class Work implements Serializable {
    private final String library; // the driver's digest
    private final Parcel recipe; // a Recipe
    private final @Nullable Dataset data; // null where each executor reads them, or parts of them come with the shards
    private final String digest; // of data to read; empty where none are
    private final int size; // how many samples

    private transient @Nullable Unpacked unpacked;

    /**
     * On an executor.
     *
     * @param refusal why it can't take part; null if it can
     * @param data null where they come with the shards
     * @param idle networks, of which each task has one to itself
     */
    record Unpacked(
            @Nullable String refusal,
            Network network,
            @Nullable Dataset data,
            Loss loss,
            Deque<Replica> idle) {}

    Work(String library, Parcel recipe, @Nullable Dataset data, String digest, int size) {
        this.library = library;
        this.recipe = recipe;
        this.data = data;
        this.digest = digest;
        this.size = size;
    }

    /** By the first task on an executor. */
    synchronized Unpacked unpacked() {
        if (unpacked == null) unpacked = unpack();
        return unpacked;
    }

    private Unpacked unpack() {
        Recipe recipe = (Recipe) this.recipe.open();
        String refusal = Library.refusal(library);
        Dataset data = this.data;
        if (!digest.isEmpty() && refusal == null)
            try {
                Dataset read = recipe.network().fitted("data", recipe.source().read(), recipe.loss());
                data = read.take(size);
                if (!Shards.digest(data).equals(digest))
                    refusal = "an executor read " + read + ", which are not the " + size
                            + " samples of the training, in their order; read the same files on all machines";
            } catch (RuntimeException e) { // reported once, and not tried again as a failure of the machine
                refusal = "an executor could not read the data: " + e.getMessage();
            }
        return new Unpacked(refusal, recipe.network(), data, recipe.loss(), new ConcurrentLinkedDeque<>());
    }
}
