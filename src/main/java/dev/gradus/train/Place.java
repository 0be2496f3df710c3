package dev.gradus.train;

/**
 * Where a training stands, always between two steps: with the numbers of the network and of the optimizer, all that is
 * needed to go on from here.
 *
 * @param epoch the number of the epoch under way, over all trainings of the network
 * @param batch mini-batches done in it
 * @param sums of what they gave
 * @param step steps of this training so far
 * @param t steps of the optimizer so far, over all trainings
 * @param batches mini-batches that the network was trained by so far; what dropout draws depends on it
 */
record Place(int epoch, int batch, Sums sums, int step, long t, long batches) {
    /**
     * Sums over mini-batches.
     *
     * @param loss Σ of their losses, each times its weight
     * @param weight Σ of their weights
     * @param correct right answers in them
     * @param answers all answers in them
     * @param count how many they are
     */
    record Sums(double loss, double weight, int correct, int answers, int count) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(
                    loss + other.loss,
                    weight + other.weight,
                    correct + other.correct,
                    answers + other.answers,
                    count + other.count);
        }

        /** The mean loss. */
        double meanLoss() {
            return loss / weight;
        }

        /** The share of right answers. */
        double accuracy() {
            return correct / (double) answers;
        }
    }

    /** At the beginning of a training. */
    static Place start(int epoch, long t, long batches) {
        return new Place(epoch, 0, Sums.NONE, 0, t, batches);
    }

    /** Behind a step whose mini-batches gave this. */
    Place behind(Sums found) {
        return new Place(epoch, batch + found.count(), sums.plus(found), step + 1, t + 1, batches + found.count());
    }

    /** At the beginning of the next epoch. */
    Place nextEpoch() {
        return new Place(epoch + 1, 0, Sums.NONE, step, t, batches);
    }
}
