/**
 * What is said to somebody who asked for something that can't be: the exceptions, with what they know in fields, and the
 * checks that throw them. Nothing here computes; how an error looks in a notebook is in {@code jupyter.cells}.
 */
@NullMarked
package dev.gradus.errors;

import org.jspecify.annotations.NullMarked;
