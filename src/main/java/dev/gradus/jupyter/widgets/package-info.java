/**
 * What is touched: sliders, buttons, explorers, and the channel to the page that carries them. Their still pictures are made
 * here, too.
 */
@NullMarked
package dev.gradus.jupyter.widgets;

import org.jspecify.annotations.NullMarked;
