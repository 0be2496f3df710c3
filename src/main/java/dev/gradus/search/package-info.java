/** Finding good settings by training many times: grids, random trials, learning rates. Training itself is next door. */
@NullMarked
package dev.gradus.search;

import org.jspecify.annotations.NullMarked;
