/**
 * What is shown: a form on the page for every result, the board while a network trains, films. Nothing here is touched; see
 * widgets.
 */
@NullMarked
package dev.gradus.jupyter.views;

import org.jspecify.annotations.NullMarked;
