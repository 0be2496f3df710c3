package dev.gradus.jupyter.jjava;

import dev.gradus.train.Trainings;

/** What the stop button means: the first press asks a training to end well, any other one ends the cell. */
final class StopButton {
    private boolean running;
    private boolean asked;
    private boolean hard;
    private int cell;

    synchronized void cellBegins() {
        StrayThreads.forgetEnded();
        Trainings.allow();
        running = true;
        cell++;
        asked = false;
        hard = false;
    }

    /** A widget does something; false if that is while a cell runs, which the button is for then. */
    synchronized boolean callBegins() {
        if (running) return false;
        cellBegins();
        return true;
    }

    synchronized void cellEnds() {
        running = false;
        notifyAll();
    }

    /** It was pressed; gives whether the cell has to end at once. */
    synchronized boolean press() {
        if (!running) return false;
        if (!asked && !hard && Trainings.stop()) {
            asked = true;
            return false;
        }
        hard = true;
        return true;
    }

    /** Whether the cell has to end at once. */
    synchronized boolean isHard() {
        return hard;
    }

    /** The cell that runs now; another one has another number. */
    synchronized int cell() {
        return cell;
    }

    /** Waits so many milliseconds for this cell to end; gives whether it has. */
    synchronized boolean waitForEnd(int cell, long milliseconds) {
        try {
            if (running && this.cell == cell) wait(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !running || this.cell != cell;
    }
}
