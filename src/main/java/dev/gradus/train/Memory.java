package dev.gradus.train;

import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.WithMomentum;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An optimizer at work: its rule for each parameter, with what it remembers of it, frozen or not. */
final class Memory {
    private final Optimizer optimizer;
    private final Map<Parameter, Optimizer.Rule> rules = new LinkedHashMap<>();

    Memory(Optimizer optimizer, List<Parameter> parameters) {
        this.optimizer = optimizer;
        for (Parameter p : parameters) if (p.learns()) rules.put(p, optimizer.rule(p));
    }

    Optimizer optimizer() {
        return optimizer;
    }

    /** Moves every parameter against its gradient. */
    void step(double learningRate, long t) {
        rules.forEach((p, rule) -> {
            if (!p.isTrained()) return;
            rule.step(learningRate, t);
            p.maskValues();
        });
    }

    /** What it remembers of a parameter; nothing of one that doesn't learn. */
    List<Matrix> of(Parameter parameter) {
        Optimizer.Rule rule = rules.get(parameter);
        return rule == null ? List.of() : rule.state();
    }

    /** The same with another momentum, going on with what was remembered. */
    Memory withMomentum(double momentum) {
        Memory next = new Memory(((WithMomentum) optimizer).momentum(momentum), List.copyOf(rules.keySet()));
        rules.forEach((p, rule) -> {
            for (int i = 0; i < rule.state().size(); i++)
                next.of(p).get(i).copyFrom(rule.state().get(i));
        });
        return next;
    }
}
