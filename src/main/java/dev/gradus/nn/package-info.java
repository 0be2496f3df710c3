/** Networks: layers, activations, initialisers, and what a network is worth on data. */
@NullMarked
package dev.gradus.nn;

import org.jspecify.annotations.NullMarked;
