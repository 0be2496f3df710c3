package dev.gradus.jupyter.cells;

import java.util.List;
import java.util.Map;

/**
 * An error in words.
 *
 * @param name what kind it is, e.g. ArithmeticException
 * @param message what it says itself
 * @param lines all that the page shows, with ANSI colours
 * @param picture a drawing to show in front of it, by MIME type; empty if there is none
 */
public record Explanation(String name, String message, List<String> lines, Map<String, String> picture) {}
