package dev.gradus.train;

import java.util.Locale;

/**
 * One epoch's figures. The training figures are means over the samples while the weights moved; the validation figures
 * are measured behind the epoch, and NaN where there is no validation data (accuracies also where there are no classes).
 *
 * @param number counted from 1, over all trainings of the network
 */
public record Epoch(
        int number, double trainingLoss, double trainingAccuracy, double validationLoss, double validationAccuracy) {
    /** "epoch 3: loss 0.4105, accuracy 88.71 %, validation loss 0.3402, accuracy 90.93 %". */
    @Override
    public String toString() {
        String text = "epoch " + number + ": " + figures(trainingLoss, trainingAccuracy);
        return Double.isNaN(validationLoss)
                ? text
                : text + ", validation " + figures(validationLoss, validationAccuracy);
    }

    private static String figures(double loss, double accuracy) {
        String text = String.format(Locale.ROOT, "loss %.4f", loss);
        return Double.isNaN(accuracy) ? text : text + String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * accuracy);
    }
}
