package dev.gradus.explorer;

import dev.gradus.data.Points;
import dev.gradus.train.Epoch;
import java.util.ArrayList;
import java.util.List;

/** Moments of an exploration that it can be taken back to: fewer and fewer an epoch, the longer it lasts. */
final class Album {
    private static final int MOST = 120; // moments
    private static final int LONGEST = 400; // points of the curve

    /** Everything that decides how it goes on. */
    record Shot(
            int epoch,
            long steps,
            double[][] weights,
            List<List<Integer>> silent,
            List<Change> changes,
            Points points,
            double learningRate) {
        static Shot of(Exploration it) {
            return new Shot(
                    it.epoch(), it.steps(), it.weights(), it.silent(), it.changes(), it.points(), it.learningRate());
        }
    }

    private final List<Shot> shots = new ArrayList<>();
    private final List<Epoch> curve = new ArrayList<>();
    private int every = 1; // epochs between two moments
    private int curveEvery = 1;
    private int at; // the moment that is shown
    private boolean lastIsLoose; // the last one stands between two that are due

    int size() {
        return shots.size();
    }

    int at() {
        return at;
    }

    /** Whether a moment is due behind this epoch. */
    boolean isDue(int epoch) {
        return epoch % every == 0;
    }

    /** Epochs until the next moment is due. */
    int untilNext(int epoch) {
        return every - epoch % every;
    }

    /** A moment that is due. */
    void take(Exploration it) {
        dropLoose();
        shots.add(Shot.of(it));
        at = shots.size() - 1;
        if (shots.size() <= MOST) return;
        every *= 2;
        shots.removeIf(shot -> shot.epoch % every != 0);
        at = shots.size() - 1;
    }

    /** So that the newest state is always among them. */
    void keepLast(Exploration it) {
        Shot last = shots.get(shots.size() - 1);
        if (last.epoch == it.epoch() && last.changes.equals(it.changes())) return;
        boolean wasDue = last.epoch == it.epoch() && !lastIsLoose;
        dropLoose();
        if (wasDue) shots.set(shots.size() - 1, Shot.of(it)); // it was changed where it stood
        else {
            shots.add(Shot.of(it));
            lastIsLoose = true;
        }
        at = shots.size() - 1;
    }

    private void dropLoose() {
        if (lastIsLoose) shots.remove(shots.size() - 1);
        lastIsLoose = false;
    }

    Shot go(int moment) {
        at = moment;
        return shots.get(at);
    }

    /** Forgets what came behind the moment that is shown. */
    void cut() {
        if (at == shots.size() - 1) return;
        lastIsLoose = false;
        while (shots.size() > at + 1) shots.remove(shots.size() - 1);
        int epoch = shots.get(at).epoch;
        curve.removeIf(e -> e.number() > epoch);
    }

    int[] epochs() {
        return shots.stream().mapToInt(Shot::epoch).toArray();
    }

    List<Shot> shots() {
        return List.copyOf(shots);
    }

    // ---- losses ----

    void add(Epoch epoch) {
        if (epoch.number() % curveEvery != 0) return;
        curve.add(epoch);
        if (curve.size() < LONGEST) return;
        curveEvery *= 2;
        curve.removeIf(e -> e.number() % curveEvery != 0);
    }

    List<Epoch> curve() {
        return List.copyOf(curve);
    }
}
