package dev.gradus.spark;

import dev.gradus.loss.Loss;
import dev.gradus.nn.Network;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a parcel for a training holds. */
record Recipe(Network network, Loss loss, Spark.@Nullable Source source) implements Serializable {}
