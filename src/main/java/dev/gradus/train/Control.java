package dev.gradus.train;

import org.jspecify.annotations.Nullable;

/**
 * What any thread may ask of a training: to wait, to go on, to take one step, to end, to change its learning rate. The
 * training looks here before each step, and nowhere else.
 */
final class Control {
    private double learningRate;
    private boolean paused;
    private boolean stopped;
    private long allowed; // steps to take although it is paused

    Control(double learningRate) {
        this.learningRate = learningRate;
    }

    synchronized double learningRate() {
        return learningRate;
    }

    synchronized void learningRate(double learningRate) {
        this.learningRate = learningRate;
    }

    /** A training begins: an old request to stop is not meant for it, a pause is. */
    synchronized void begin() {
        stopped = false;
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized void pause() {
        paused = true;
        allowed = 0;
    }

    synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /** One step, then a pause. */
    synchronized void step() {
        allowed = paused ? allowed + 1 : 1;
        paused = true;
        notifyAll();
    }

    /** Waits while the training is paused; gives why it has to end, or null if it may take the next step. */
    synchronized @Nullable String waitForLeave() {
        while (paused && allowed == 0 && !stopped && !Thread.currentThread().isInterrupted())
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // left for whoever interrupted
            }
        if (stopped) return "stop() was called";
        if (Thread.currentThread().isInterrupted()) return "the thread was interrupted";
        if (paused) allowed--;
        return null;
    }
}
