/** Gradus in the IJava kernel; compiled against the kernel library that IJava 1.3.0 is made with. */
@NullMarked
package dev.gradus.jupyter.ijava;

import org.jspecify.annotations.NullMarked;
