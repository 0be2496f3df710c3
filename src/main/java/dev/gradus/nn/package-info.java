/** Networks: layers, the chain that they make, their parameters and files, and what a network is worth on data. */
@NullMarked
package dev.gradus.nn;

import org.jspecify.annotations.NullMarked;
