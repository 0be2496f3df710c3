package dev.gradus.jupyter.widgets;

import dev.gradus.check.Prediction;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.View;
import dev.gradus.jupyter.views.Renderers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A prediction to click, or to type where a number is asked for. Its value is the guess, empty while there is none. */
public final class Guess extends Control<String> {
    private Prediction prediction;

    /** What a prediction that is not revealed yet looks like on the page. */
    public Guess(Prediction prediction) {
        super(prediction.title(), prediction.guess() == null ? "" : prediction.guess());
        this.prediction = prediction;
        listen(guess -> this.prediction = this.prediction.guess(guess)); // which the reveal hears of
    }

    @Override
    @Nullable
    String read(Object raw) {
        if (prediction.isNumber())
            return raw instanceof Double number && Double.isFinite(number) ? String.valueOf(number) : null;
        return raw instanceof String letter && prediction.options().containsKey(letter) ? letter : null;
    }

    @Override
    Object raw() {
        String guess = prediction.guess();
        return guess == null ? "" : guess;
    }

    @Override
    Map<String, Object> looks() {
        Map<String, Object> looks = new LinkedHashMap<>();
        looks.put("kind", "guess");
        if (!prediction.isNumber()) looks.put("options", prediction.options());
        return looks;
    }

    @Override
    Panel makePanel() {
        Panel panel = new Panel(List.of(this));
        Runnable say = () -> panel.set(Map.of("html", invitation()));
        say.run();
        return panel.onChange(say);
    }

    private String invitation() {
        return Html.caption(prediction.invitation()).toString();
    }

    @Override
    String words() {
        return value();
    }

    /** The question with what to write behind it, as where nothing can be clicked. */
    @Override
    public View view() {
        return Renderers.still(prediction);
    }
}
