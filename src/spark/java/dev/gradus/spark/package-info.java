/**
 * Many machines: who computes the shards of a training, and runs the trials of a search, is a cluster of Apache Spark. The
 * rest of the library knows nothing of it.
 */
@NullMarked
package dev.gradus.spark;

import org.jspecify.annotations.NullMarked;
