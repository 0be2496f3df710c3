/**
 * Gradient descent on functions of one, two or many variables, step by step, with its path as a table and a picture. No
 * networks and no data: these train in {@code train}.
 */
@NullMarked
package dev.gradus.descent;

import org.jspecify.annotations.NullMarked;
