package dev.gradus.train;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Metrics;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Clipping;
import dev.gradus.optim.Optimizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of the optimizer: the gradient of a mini-batch, or of several together, then every parameter moves. What it
 * found on the way stands in its fields.
 */
final class Step {
    private final Network network;
    private final Dataset data;
    private final Loss loss;
    private final List<Parameter> parameters;
    private final List<Parameter> trained;
    private final List<Optimizer.Rule> rules; // one for each that is trained
    private final List<Clipping> clippings;
    private final int batchSize;
    private final boolean classes;
    private final double boundary;
    private final boolean wantsNorm;
    private @Nullable Batch batch;

    double lossSum; // Σ of the mini-batches' losses, each times its samples
    int batches; // mini-batches
    int correct; // right answers among the samples
    double norm; // ‖∂J/∂θ‖ before clipping, if somebody wants it

    Step(Trainer trainer, Dataset data, Loss loss, boolean classes, boolean wantsNorm) {
        network = trainer.network;
        rules = trainer.rules;
        clippings = List.copyOf(trainer.clippings);
        batchSize = trainer.batchSize;
        this.data = data;
        this.loss = loss;
        this.classes = classes;
        boundary = Metrics.boundary(data, loss);
        this.wantsNorm = wantsNorm;
        parameters = network.parameters();
        trained = parameters.stream().filter(Parameter::isTrained).toList();
    }

    /** Learns from the samples order[from] … order[to − 1]; false if their loss is no finite number: nothing moved then. */
    boolean gradient(int[] order, int from, int to) {
        lossSum = 0;
        correct = 0;
        batches = 0;
        for (Parameter p : parameters) p.zeroGradient();
        int before = 0; // samples in the mini-batch before
        for (int at = from; at < to; at += batchSize) {
            batch = data.batch(order, at, Math.min(at + batchSize, to), batch);
            if (at > from) scaleGradients(before, batch.size());
            before = batch.size();
            Matrix a = network.forward(batch.inputs(), true);
            batches++;
            double j = network.backward(loss, a, batch.targets());
            lossSum += j * batch.size();
            if (!Double.isFinite(j)) return false;
            if (classes) correct += Metrics.correct(a, batch.targets(), boundary);
            network.stepTrained(); // so that dropout draws anew for the next one
        }
        scaleGradients(before, to - from);
        return true;
    }

    /**
     * Makes a mean over some samples a share of the mean over others. ∂J/∂θ of a mini-batch is the mean over its m
     * samples; several of them add up to Σ mᵢ/M ∂Jᵢ/∂θ, the mean over all M. While they do, the sum is kept in the
     * measure of the newest one.
     */
    private void scaleGradients(int m, int of) {
        if (m != of) for (Parameter p : trained) p.gradient().scale(m / (double) of);
    }

    /** Clips, then moves every parameter against its gradient. */
    void move(double learningRate, long t) {
        if (wantsNorm) norm = Clipping.norm(trained);
        for (Clipping clipping : clippings) clipping.apply(trained);
        for (Optimizer.Rule rule : rules) rule.step(learningRate, t);
    }
}
