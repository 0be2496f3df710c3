package dev.gradus.train;

import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import java.util.List;

/** Keeps gradients from being too long; gives their norm before. */
@FunctionalInterface
interface Clipping {
    double apply(List<Parameter> parameters);

    static Clipping byNorm(double c) {
        return parameters -> {
            double norm = norm(parameters);
            if (norm > c) for (Parameter p : parameters) p.gradient().scale(c / norm);
            return norm;
        };
    }

    static Clipping byValue(double c) {
        return parameters -> {
            double norm = norm(parameters);
            for (Parameter p : parameters) p.gradient().map(g -> Math.max(-c, Math.min(c, g)), p.gradient());
            return norm;
        };
    }

    static double norm(List<Parameter> parameters) {
        double sum = 0;
        for (Parameter p : parameters) {
            Matrix g = p.gradient();
            for (int i = 0; i < g.rows(); i++) for (int j = 0; j < g.columns(); j++) sum += g.get(i, j) * g.get(i, j);
        }
        return Math.sqrt(sum);
    }
}
