/** What answers are worth, beside what the data say: accuracy, reports, curves. Knows outputs and targets, and no network. */
@NullMarked
package dev.gradus.evaluation;

import org.jspecify.annotations.NullMarked;
