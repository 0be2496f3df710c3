/** Checks that learners run on what they wrote. */
@NullMarked
package dev.gradus.check;

import org.jspecify.annotations.NullMarked;
