/**
 * Networks: layers, the chain that they make, their parameters and files. How a network learns is not here but in
 * {@code train}, and what its answers are worth in {@code evaluation}.
 */
@NullMarked
package dev.gradus.nn;

import org.jspecify.annotations.NullMarked;
