package dev.gradus.jupyter.films;

import dev.gradus.chart.canvas.Picture;
import dev.gradus.chart.film.Film;
import dev.gradus.check.Derivation;
import dev.gradus.data.sound.Sound;
import dev.gradus.descent.DescentPath;
import dev.gradus.errors.Require;
import dev.gradus.explorer.Exploration;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import dev.gradus.train.Recording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that was recorded, to be looked at again: about six frames as a film strip with a sentence, which every page
 * shows, and where scripts run, a slider over all frames. Neither needs a kernel.
 */
public final class Replay {
    /** What there is to see. Texts are made when they are asked for, in the language of then. */
    interface Reel {
        int frames();

        /** About so many frames for a strip, the first and the last among them. */
        default int[] strip(int most) {
            return ReplayView.strip(frames(), most);
        }

        /** What is to be heard with it; null for silent films. */
        default @Nullable Track track() {
            return null;
        }

        /** Bytes that it may take on a page. */
        default int largest() {
            return ReplayView.LARGEST;
        }

        /** What happened, without a full stop. */
        String sentence();

        /** What a frame shows. */
        String caption(int frame);

        /** The figures of some frames. */
        Grid table(int[] frames);

        /** All frames as pictures, on one scale. */
        Film film();
    }

    /**
     * The sound of a film.
     *
     * @param wav the bytes of a WAV file
     * @param ends when each frame has been heard to its end, in seconds
     */
    record Track(byte[] wav, double[] ends) {}

    private final Reel reel;

    Replay(Reel reel) {
        this.reel = reel;
    }

    /**
     * A descent, step by step.
     *
     * @param others more paths on the same function, which walk beside it
     * @throws IllegalArgumentException if another path belongs to another function
     */
    public static Replay of(DescentPath path, DescentPath... others) {
        Require.notNull("path", path, "a path, as .run() of a Descent gives it");
        path.film(new int[] {0}, others); // so that what doesn't fit fails here
        return new Replay(new DescentReel(path, List.of(others)));
    }

    /** A training: for a network of two inputs its {@link #map}, otherwise its {@link #weights}. */
    public static Replay of(Recording recording) {
        return checked(recording).window().length > 0 ? map(recording) : weights(recording);
    }

    /**
     * What a network of two inputs answers all over the plane, with the decision boundary between the colours.
     *
     * @throws IllegalArgumentException if it has another number of inputs
     */
    public static Replay map(Recording recording) {
        if (checked(recording).window().length == 0)
            throw new IllegalArgumentException("recording is of a network of "
                    + recording.data().inputs() + " inputs, but a map needs 2; use weights, activations or gradients");
        return new Replay(new RecordingReel(recording, RecordingReel.Kind.MAP));
    }

    /**
     * The weights as coloured squares; above pictures, what the first units look for.
     *
     * @throws IllegalArgumentException if all layers are too large to be shown whole
     */
    public static Replay weights(Recording recording) {
        if (checked(recording).frames().get(0).weights().isEmpty())
            throw new IllegalArgumentException("recording is of a network whose tables of weights are all too large to"
                    + " be shown; use activations or gradients");
        return new Replay(new RecordingReel(recording, RecordingReel.Kind.WEIGHTS));
    }

    /** Histograms of what each layer gives, behind its activation. */
    public static Replay activations(Recording recording) {
        return new Replay(new RecordingReel(checked(recording), RecordingReel.Kind.ACTIVATIONS));
    }

    /** Histograms of ∂J/∂W, layer by layer on one scale: where it vanishes, all is in the middle. */
    public static Replay gradients(Recording recording) {
        if (checked(recording).frames().get(0).gradients().isEmpty())
            throw new IllegalArgumentException("recording is of a network without weights, so there are no gradients");
        return new Replay(new RecordingReel(recording, RecordingReel.Kind.GRADIENTS));
    }

    /**
     * A small network as circles and arrows: its numbers appear from left to right, its gradients from right to left.
     *
     * @param derivation of one sample; of {@link Derivation#forward} the way there alone
     * @throws IllegalArgumentException if it has several samples, or more than 4 weights in a layer
     */
    public static Replay of(Derivation derivation) {
        return new Replay(new PassesReel(Require.notNull("derivation", derivation, "a Derivation of one sample")));
    }

    /**
     * A kernel on its way over a picture: the window, the products under it, and the map of their sums, which grows.
     *
     * @param picture rows of numbers, from 0 (paper) to 1 (ink)
     * @param kernel k rows of k weights
     * @param stride how far the window moves at a time
     * @param padding rows and columns of zeros on every side of the picture
     * @throws IllegalArgumentException if rows differ in length, or the window is larger than the picture
     */
    public static Replay convolution(double[][] picture, double[][] kernel, int stride, int padding) {
        return new Replay(SlidingReel.of(picture, kernel, stride, padding));
    }

    /**
     * A sound, played while bars show what a network takes it for, window by window.
     *
     * @param sound of one word
     * @param probabilities for each of its first windows a row, with one number a class, from 0 to 1
     * @throws IllegalArgumentException if rows differ in length, or a number is no probability
     */
    public static Replay listening(Sound sound, double[][] probabilities) {
        return new Replay(ListeningReel.of(sound, probabilities));
    }

    /** The last frame alone, for those who want to compare ends. */
    public Picture end() {
        return reel.film().large(reel.sentence() + Messages.text("sentence.end"), reel.frames() - 1);
    }

    private static Recording checked(Recording recording) {
        return Require.notNull("recording", recording, "a Recording that a trainer was given by onEpoch");
    }

    /** What the network of an exploration answers all over the plane, moment by moment. */
    public static Replay of(Exploration exploration) {
        return new Replay(
                new ExplorationReel(Require.notNull("exploration", exploration, "an Exploration that was trained")));
    }

    public View view() {
        return ReplayView.of(reel);
    }

    /** The sentence and the figures of about six frames. */
    @Override
    public String toString() {
        return ReplayView.text(reel);
    }
}
