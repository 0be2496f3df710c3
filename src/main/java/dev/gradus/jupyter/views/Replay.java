package dev.gradus.jupyter.views;

import dev.gradus.chart.film.Film;
import dev.gradus.descent.DescentPath;
import dev.gradus.explorer.Exploration;
import dev.gradus.jupyter.host.View;
import dev.gradus.math.Require;
import dev.gradus.train.Recording;
import java.util.List;

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

    private final Reel reel;

    private Replay(Reel reel) {
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

    private static Recording checked(Recording recording) {
        return Require.notNull("recording", recording, "a Recording that a trainer was given by onEpoch");
    }

    /** The film of an exploration, for widgets where no page is alive. */
    public static View view(Exploration exploration) {
        return ReplayView.of(new ExplorationReel(exploration));
    }

    View view() {
        return ReplayView.of(reel);
    }

    /** The sentence and the figures of about six frames. */
    @Override
    public String toString() {
        return ReplayView.text(reel);
    }
}
