package dev.gradus;

import dev.gradus.data.Mnist;

/** MNIST, once for all tests: a class that loads its own keeps 55 MB of the JVM that they share, to the end. */
public final class Digits {
    public static final Mnist MNIST = Mnist.load();

    private Digits() {}
}
