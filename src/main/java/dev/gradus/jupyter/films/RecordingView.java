package dev.gradus.jupyter.films;

import dev.gradus.jupyter.host.View;
import dev.gradus.train.Recording;

/** A recording is shown by replaying it. */
public final class RecordingView {
    private RecordingView() {}

    public static View of(Recording recording) {
        Recording.Frame first = recording.frames().get(0);
        return recording.window().length > 0 || !first.weights().isEmpty()
                ? Replay.of(recording).view()
                : Replay.activations(recording).view();
    }
}
