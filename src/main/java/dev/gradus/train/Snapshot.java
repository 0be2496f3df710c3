package dev.gradus.train;

import dev.gradus.math.Matrix;
import java.util.List;

/** A copy of some matrices as they once were. */
final class Snapshot {
    private final List<Matrix> live;
    private final List<Matrix> kept;

    Snapshot(List<Matrix> live) {
        this.live = live;
        kept = live.stream().map(m -> m.like(m.rows(), m.columns())).toList();
    }

    /** The copies themselves, in the order of the matrices. */
    List<Matrix> kept() {
        return kept;
    }

    void take() {
        for (int i = 0; i < kept.size(); i++) kept.get(i).copyFrom(live.get(i));
    }

    void restore() {
        for (int i = 0; i < kept.size(); i++) live.get(i).copyFrom(kept.get(i));
    }
}
