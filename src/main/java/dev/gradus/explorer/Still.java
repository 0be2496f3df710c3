package dev.gradus.explorer;

import dev.gradus.nn.Network;

/**
 * An exploration at one moment.
 *
 * @param epoch how many epochs it had been trained for
 * @param network a copy of it as it was
 */
public record Still(int epoch, Network network) {}
