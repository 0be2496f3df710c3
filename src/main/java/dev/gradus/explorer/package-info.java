/**
 * A small network on points in the plane, to be tried out: what it is made of, what was done to it in which order, and the
 * numbers that a picture of it is drawn from. It knows no page; {@code NetworkExplorer} shows it in a notebook.
 */
@NullMarked
package dev.gradus.explorer;

import org.jspecify.annotations.NullMarked;
