/** The exercises of the lessons: what each asks, its truth, and the mistakes that are known. Built from the tools in check. */
@NullMarked
package dev.gradus.check.lessons;

import org.jspecify.annotations.NullMarked;
