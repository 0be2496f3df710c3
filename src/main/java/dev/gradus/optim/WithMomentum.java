package dev.gradus.optim;

/** An optimizer whose momentum may change while it is under way: what its rules remember means the same for every μ. */
public interface WithMomentum extends Optimizer {
    /** μ, at least 0 and below 1. */
    double momentum();

    /** The same with another μ. */
    WithMomentum momentum(double momentum);
}
