/**
 * Networks: layers, the chain that they make, their parameters and files. How a network learns is not here but in
 * {@code train}, and what its answers are worth in {@code evaluation}.
 *
 * <p>Three things to find here. What a layer is: {@code Layer}, {@code LayerSpec}, {@code LayerSetup}, {@code Parameter}. The
 * layers, a file each, {@code DenseSpec} and all that end alike, with their formulas; {@code Recurrent} is what three of them
 * share. And what is made of them: {@code Network} and {@code NetworkBuilder}; {@code Assembly} and {@code Probe} build and
 * try, {@code Chain} walks, {@code Inference}, {@code DataChecks} and {@code NotFinite} serve a network in use, {@code
 * WeightFile} and {@code OnnxFile} write it down, {@code Summary} and {@code Trace} show it.
 *
 * <p>Why so many live in one room: all layers are {@code Layer}s, and {@code Network}'s builder has a method for each. What
 * lies between the two names lies beside both; from a room of their own the layers would import this one, and this one
 * them. Nor would anybody outside have to know a {@code Chain} or what is {@code Proven}: here they can stay hidden.
 */
@NullMarked
package dev.gradus.nn;

import org.jspecify.annotations.NullMarked;
