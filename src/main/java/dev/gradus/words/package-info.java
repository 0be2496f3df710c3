/** Texts by key in the languages of the course. */
@NullMarked
package dev.gradus.words;

import org.jspecify.annotations.NullMarked;
