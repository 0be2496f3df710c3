package dev.gradus.reuse;

import dev.gradus.activation.Softmax;
import dev.gradus.data.Dataset;
import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.nn.Network;

/**
 * A small network, the student, learns what a teacher answers, and not what is right: that a 7 looks a little like a 1 is
 * in the answers, and in no label. A temperature T above 1 makes the small shares larger, softmax(z/T):
 *
 * <pre>{@code
 * Trainer.of(student).loss(crossEntropy().temperature(4)).fit(Distillation.targets(teacher, data, 4))
 * }</pre>
 *
 * Bucila, Caruana and Niculescu-Mizil, "Model compression", 2006; with the temperature: Hinton, Vinyals and Dean,
 * "Distilling the knowledge in a neural network", 2015.
 */
public final class Distillation {
    private static final int BATCH = 1000; // inputs are numbers of 8 bytes here

    private Distillation() {}

    /**
     * The data with the teacher's softened answers in the place of their targets.
     *
     * @param teacher ends with softmax
     * @param temperature T, above 0; the loss of the student has the same one
     */
    public static Dataset targets(Network teacher, Dataset data, double temperature) {
        Require.notNull("teacher", teacher, "a network that ends with softmax()");
        Require.notNull("data", data, "a Dataset");
        if (!(teacher.outputActivation() instanceof Softmax))
            throw new IllegalArgumentException("teacher ends with "
                    + teacher.outputActivation().name() + ", but only the probabilities of softmax() can be softened");
        Require.positive("temperature", temperature);
        double[][] targets = new double[data.size()][];
        for (int from = 0; from < data.size(); from += BATCH) {
            double[][] inputs = new double[Math.min(BATCH, data.size() - from)][];
            for (int i = 0; i < inputs.length; i++) inputs[i] = data.input(from + i);
            double[][] answers = teacher.predict(inputs);
            for (int i = 0; i < inputs.length; i++) targets[from + i] = softened(answers[i], temperature);
        }
        return data.withTargets(targets);
    }

    /**
     * Probabilities at another temperature: pₖ^(1/T) / Σⱼ pⱼ^(1/T), which is softmax(z/T) where p is softmax(z).
     *
     * @param p from 0 to 1, at least one above 0
     * @param temperature T, above 0: 1 changes nothing, more evens out, less sharpens
     */
    public static double[] softened(double[] p, double temperature) {
        Require.notNull("p", p, "probabilities");
        Require.positive("temperature", temperature);
        double largest = 0;
        for (double share : p) {
            if (!(share >= 0 && share <= 1))
                throw new IllegalArgumentException("p holds " + share + ", but expected numbers from 0 to 1");
            largest = Math.max(largest, share);
        }
        if (largest == 0) throw new IllegalArgumentException("p holds nothing above 0; expected probabilities");
        double[] soft = new double[p.length];
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            soft[k] = p[k] == 0 ? 0 : Functions.exp(Functions.log(p[k] / largest) / temperature);
            sum += soft[k];
        }
        for (int k = 0; k < p.length; k++) soft[k] /= sum;
        return soft;
    }
}
