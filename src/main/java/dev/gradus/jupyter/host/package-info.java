/**
 * The ground that the rooms stand on: what a kernel must offer, markup, numbers and words in the language of the page. It knows
 * no room and no kernel.
 */
@NullMarked
package dev.gradus.jupyter.host;

import org.jspecify.annotations.NullMarked;
