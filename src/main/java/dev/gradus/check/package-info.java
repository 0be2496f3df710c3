/**
 * Checks: gradients against differences, answers against the truth with the factor that is missing, predictions,
 * derivations. The lessons' own exercises lie in lessons.
 */
@NullMarked
package dev.gradus.check;

import org.jspecify.annotations.NullMarked;
