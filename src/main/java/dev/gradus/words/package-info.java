/**
 * Texts by key in the languages of the course. The texts themselves are resources, and who says them decides when.
 */
@NullMarked
package dev.gradus.words;

import org.jspecify.annotations.NullMarked;
