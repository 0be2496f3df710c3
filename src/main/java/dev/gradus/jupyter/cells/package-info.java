/** What happens around a cell: imports in front of it, magics, help and errors explained behind it. */
@NullMarked
package dev.gradus.jupyter.cells;

import org.jspecify.annotations.NullMarked;
