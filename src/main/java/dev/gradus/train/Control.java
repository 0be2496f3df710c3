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
    private double momentum = Double.NaN; // asked for and not yet taken; NaN for none

    Control(double learningRate) {
        this.learningRate = learningRate;
    }

    synchronized double learningRate() {
        return learningRate;
    }

    synchronized void learningRate(double learningRate) {
        this.learningRate = learningRate;
    }

    synchronized void momentum(double momentum) {
        this.momentum = momentum;
    }

    /** The momentum that was asked for since the last call, NaN if none was. */
    synchronized double takeMomentum() {
        double asked = momentum;
        momentum = Double.NaN;
        return asked;
    }

    synchronized boolean isPaused() {
        return paused;
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
    @Nullable
    Reason waitForLeave() {
        boolean listens = BetweenSteps.happen(); // without the lock: what happens there may call our methods
        while (hasToWait(listens ? BetweenSteps.PAUSE : 0)) listens = BetweenSteps.happen();
        return leave();
    }

    /** Waits for news if the training is paused, so many milliseconds at most, or 0 for ever; gives whether it is. */
    private synchronized boolean hasToWait(long milliseconds) {
        if (!paused || allowed > 0 || stopped || Thread.currentThread().isInterrupted()) return false;
        try {
            wait(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // left for whoever interrupted
        }
        return true;
    }

    private synchronized @Nullable Reason leave() {
        if (stopped) return Reason.of(Reason.Kind.STOPPED);
        if (Thread.currentThread().isInterrupted()) return Reason.of(Reason.Kind.INTERRUPTED);
        if (paused) allowed--;
        return null;
    }
}
