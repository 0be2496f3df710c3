/** What a notebook shows: renderers, a board while a network trains, texts by language. Knows no kernel, only a host. */
@NullMarked
package dev.gradus.jupyter;

import org.jspecify.annotations.NullMarked;
