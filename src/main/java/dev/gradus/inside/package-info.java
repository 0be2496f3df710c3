/**
 * Looking inside a network that has learnt: which numbers of an input an answer hangs on. How right the answers are is not
 * here but in {@code evaluation}, and what goes on between layers in {@code nn}.
 */
@NullMarked
package dev.gradus.inside;

import org.jspecify.annotations.NullMarked;
