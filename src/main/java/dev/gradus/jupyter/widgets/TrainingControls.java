package dev.gradus.jupyter.widgets;

import dev.gradus.errors.Require;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import dev.gradus.optim.WithMomentum;
import dev.gradus.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Learning rate, momentum where the optimizer has one, pause, step and stop, for a training that runs: the next step hears
 * what the reader touches, and {@code history.learningRates()} shows it afterwards.
 *
 * <pre>{@code
 * TrainingControls.of(trainer)        // one cell
 * History history = trainer.fit(data) // the next one; now move the slider
 * }</pre>
 *
 * To be made when the trainer has its optimizer.
 */
public final class TrainingControls extends Widget {
    private static final double DOWN = 100; // how far the slider goes below the rate of now
    private static final double UP = 10; // … and above
    private static final double MOST_MOMENTUM = 0.99;

    private final Trainer trainer;
    private final List<Control<?>> controls = new ArrayList<>();
    private final Toggle pause = Toggle.of(Messages.text("training.pause"));

    private TrainingControls(Trainer trainer) {
        this.trainer = trainer;
        double rate = trainer.learningRate();
        controls.add(Slider.of(Messages.text("training.rate"), rate / DOWN, rate * UP)
                .log()
                .at(rate)
                .onChange(trainer::learningRate));
        if (trainer.optimizer() instanceof WithMomentum optimizer)
            controls.add(Slider.of(Messages.text("training.momentum"), 0, Math.max(MOST_MOMENTUM, optimizer.momentum()))
                    .step(0.01)
                    .at(optimizer.momentum())
                    .onChange(trainer::momentum));
        controls.add(pause.at(trainer.isPaused()).onChange(on -> {
            if (on) trainer.pause();
            else trainer.resume();
        }));
        controls.add(Button.of(Messages.text("training.step")).onPress(() -> {
            trainer.step();
            pause.reflect(true); // its listener would take the step back
        }));
        controls.add(Button.of(Messages.text("training.stop")).onPress(trainer::stop));
    }

    /** Controls for this trainer. */
    public static TrainingControls of(Trainer trainer) {
        return new TrainingControls(Require.notNull("trainer", trainer, "a Trainer"));
    }

    @Override
    Panel makePanel() {
        return new Panel(controls);
    }

    @Override
    public View view() {
        String line = controls.stream()
                .filter(control -> control instanceof Slider)
                .map(control -> control.label() + " = " + control.words())
                .collect(Collectors.joining(" · "));
        return new View(Html.caption(line), line);
    }
}
