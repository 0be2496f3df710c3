/** Networks that have been trained already, each beside the program that trained it. */
@NullMarked
package dev.gradus.pretrained;

import org.jspecify.annotations.NullMarked;
