package dev.gradus.loss;

import java.util.Set;

/** What the cross-entropies ask of a last layer. */
final class Probabilities {
    private static final Set<String> OTHERS = Set.of("linear", "relu", "leakyRelu", "elu", "gelu", "tanh");

    private Probabilities() {}

    /** Refuses outputs outside of 0 … 1; an activation of one's own is trusted. */
    static void check(String loss, String activation, int outputs, String fix) {
        if (OTHERS.contains(activation))
            throw new IllegalArgumentException(loss + " needs outputs that are probabilities, but the last layer is "
                    + activation + "; end the network with " + fix);
        if (outputs == 1 && activation.equals("softmax"))
            throw new IllegalArgumentException("softmax of a single output is always 1, so that " + loss
                    + " has nothing to teach; use .dense(1, sigmoid()) with binaryCrossEntropy(),"
                    + " or one output a class");
    }
}
