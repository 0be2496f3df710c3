/** What turns a kernel into a notebook: it starts the rooms below on a host. The adapters to the kernels call this. */
@NullMarked
package dev.gradus.jupyter;

import org.jspecify.annotations.NullMarked;
