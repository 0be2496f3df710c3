/**
 * What is shown: a form on the page for every result, the board while a network trains. Runs as films are in {@code
 * jupyter.films}; nothing here is touched, see {@code jupyter.widgets}.
 */
@NullMarked
package dev.gradus.jupyter.views;

import org.jspecify.annotations.NullMarked;
