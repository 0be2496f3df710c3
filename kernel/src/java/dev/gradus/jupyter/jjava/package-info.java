/** Gradus in the JJava kernel; compiled against the jar in JJava's pip wheel. */
@NullMarked
package dev.gradus.jupyter.jjava;

import org.jspecify.annotations.NullMarked;
