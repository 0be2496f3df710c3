/** Gradient descent on functions of one, two or many variables, step by step, with its path as a table and a picture. */
@NullMarked
package dev.gradus.descent;

import org.jspecify.annotations.NullMarked;
