package dev.gradus.train;

/**
 * Where a training stands, always between two steps, and the sums of the epoch under way.
 *
 * @param epoch the number of the epoch under way, over all trainings of the network
 * @param batch batches done in it
 * @param lossSum Σ of their losses, each times its samples
 * @param correct right answers in them
 */
record Place(int epoch, int batch, double lossSum, int correct) {
    static Place startOf(int epoch) {
        return new Place(epoch, 0, 0, 0);
    }
}
