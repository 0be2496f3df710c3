package dev.gradus.jupyter.widgets;

import dev.gradus.errors.TrainingException;
import dev.gradus.explorer.Code;
import dev.gradus.explorer.Exploration;
import dev.gradus.explorer.Readings;
import dev.gradus.explorer.Readings.NeuronMap;
import dev.gradus.explorer.Setup;
import dev.gradus.train.Trainings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Trains an exploration in the background, a few epochs between two pictures, and does what the page asks for in between. All
 * that touches the exploration holds the lock; nothing is sent to the page while it is held.
 */
final class ExplorerPlayer {
    private static final long FRAME = 50; // milliseconds from one picture to the next
    private static final long BUDGET = 25_000_000; // nanoseconds of training between two
    private static final int GROWTH = 30; // epochs a picture grow by one for every so many
    private static final long DEAF = 10_000; // milliseconds without an answer, after which nobody looks any more
    private static final int LAST = 20_000; // epochs at which it pauses by itself
    private static final long WORDS = 1000; // milliseconds between two sets of sentences

    private final Object lock = new Object();
    private final ExplorerControls controls;
    private final ExplorerLooks looks;
    private final ExplorerSeeds seeds = new ExplorerSeeds();
    private Exploration it;
    private Readings readings;
    private int hidden = -1; // the layer whose answers the page wants
    private volatile boolean playing;
    private @Nullable Thread thread;
    private @Nullable Panel panel;
    private volatile int sent; // pictures
    private volatile int drawn; // of them
    private volatile long heard; // when the page last said that it drew one
    private long worded;

    ExplorerPlayer(Exploration it) {
        this.it = it;
        readings = new Readings(it);
        controls = new ExplorerControls(it, this::setup);
        looks = new ExplorerLooks(controls.byName().keySet());
        controls.speed.onChange(speed -> publish()); // it is part of the line
        controls.rate.onChange(rate -> {
            synchronized (lock) {
                if (!this.it.isFresh()) this.it.learningRate(rate);
                else put(this.it.afresh(this.it.setup().withLearningRate(rate)));
            }
            publish();
        });
    }

    ExplorerControls controls() {
        return controls;
    }

    ExplorerLooks looks() {
        return looks;
    }

    boolean isFresh() {
        return look(Exploration::isFresh);
    }

    <T> T look(Function<Exploration, T> question) {
        synchronized (lock) {
            return question.apply(it);
        }
    }

    // ---- changes ----

    private void put(Exploration next) {
        it = next;
        readings = new Readings(it);
        if (hidden > it.setup().units().size()) hidden = it.setup().units().size();
    }

    /** Another exploration in its place. */
    void replace(UnaryOperator<Exploration> change) {
        synchronized (lock) {
            put(change.apply(it));
        }
        controls.reflect(look(now -> now));
        publish();
    }

    /** Starts afresh with another setup; the reader's own points stay, and so does η as the slider shows it. */
    void setup(UnaryOperator<Setup> change) {
        playing = false;
        replace(old ->
                old.afresh(change.apply(old.setup().withPoints(old.points()).withLearningRate(old.learningRate()))));
    }

    void act(Consumer<Exploration> action) {
        synchronized (lock) {
            try {
                action.accept(it);
            } finally {
                readings = new Readings(it); // points may lie elsewhere now
            }
        }
        controls.rate.reflect(look(Exploration::learningRate));
        publish();
    }

    // ---- the page ----

    /** The line that builds what there is to see. */
    String code() {
        return look(Code::explorer) + looks.code(controls.speed.value());
    }

    Panel panel() {
        Map<String, Control<?>> byName = controls.byName();
        Panel panel = new Panel(List.copyOf(byName.values()), PageFiles.NETWORK);
        Map<String, Object> ids = new LinkedHashMap<>();
        byName.forEach((name, control) -> {
            if (!looks.hides(name)) ids.put(name, panel.id(control));
        });
        this.panel = panel;
        panel.set(Map.of("texts", ExplorerPage.texts(), "ids", ids));
        panel.set(looks.fixed());
        panel.set(everything());
        panel.set(Map.of("seeds", ExplorerPage.seeds(List.of(), 0, 0), "thumbs", new byte[0]));
        return panel.onEvent(event -> new ExplorerEvents(this).happened(event));
    }

    private Map<String, Object> everything() {
        Map<String, Object> all = picture(true);
        synchronized (lock) {
            all.put("net", ExplorerPage.net(it, readings));
            all.put("code", ExplorerPage.code(it, code()));
        }
        all.put("switches", looks.switches());
        return all;
    }

    private Map<String, Object> picture(boolean words) {
        Map<String, Object> values = new LinkedHashMap<>();
        synchronized (lock) {
            List<List<NeuronMap>> maps = readings.maps();
            Map<String, Object> frame = ExplorerPage.frame(it, readings, looks.shows("gradients"), hidden);
            frame.put("number", ++sent);
            frame.put("playing", playing);
            frame.put("layer", hidden);
            frame.put(
                    "reach",
                    maps.stream().flatMap(List::stream).map(NeuronMap::reach).toList());
            values.put("frame", frame);
            values.put("maps", Readings.bytes(maps));
            values.put("curve", ExplorerPage.curve(it));
            if (words) values.put("words", ExplorerWords.of(it, maps));
        }
        return values;
    }

    /** Everything anew, behind a change. */
    void publish() {
        Panel page = panel;
        if (page != null) page.set(everything());
    }

    void send(Map<String, Object> values) {
        Panel page = panel;
        if (page != null) page.set(values);
    }

    void turn(String name, boolean on) {
        looks.turn(name, on);
        publish();
    }

    /** The page wants to see what this layer answers; below 0 for none. */
    void show(int hidden) {
        this.hidden = Math.min(hidden, look(now -> now.setup().units().size()));
        publish();
    }

    /** The page has drawn a picture. */
    void drawn(int number) {
        drawn = number;
        heard = System.currentTimeMillis();
    }

    // ---- playing ----

    void play() {
        needPoints();
        synchronized (lock) {
            playing = true;
            heard = System.currentTimeMillis();
            if (thread == null) {
                thread = new Thread(this::run, "gradus-explorer");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    void pause() {
        playing = false;
        publish();
    }

    void step() {
        pause();
        needPoints();
        act(now -> train(now, 1));
    }

    /** On an exploration of its own, since the other one goes on. */
    void startSeeds(int epochs) {
        needPoints();
        Exploration apart =
                look(now -> new Exploration(now.setup().withPoints(now.points()).withLearningRate(now.learningRate())));
        seeds.start(apart, epochs, this::send);
    }

    private void needPoints() {
        if (look(now -> now.points().trainPoints().isEmpty())) throw new Refusal("network.trouble.no-points");
    }

    private int train(Exploration it, int epochs) {
        try {
            return it.train(epochs);
        } catch (TrainingException diverged) {
            throw new Refusal("network.trouble.diverged", diverged.epoch(), it.epoch());
        }
    }

    private void run() {
        Trainings.apart(this::playOn);
    }

    private void playOn() {
        try {
            while (goesOn()) {
                long start = System.currentTimeMillis();
                trainAWhile(start);
                boolean words = start - worded > WORDS;
                if (words) worded = start;
                if (hasRoom(start)) send(picture(words));
                if (start - heard > DEAF) playing = false;
                Thread.sleep(Math.max(1, FRAME - (System.currentTimeMillis() - start)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable failure) {
            send(Map.of("trouble", Panel.trouble(failure).toString()));
        } finally {
            playing = false;
            synchronized (lock) {
                thread = null;
            }
            publish();
        }
    }

    /** Whether a picture may be sent. Three may be under way: a page that is slower is never flooded. */
    private boolean hasRoom(long now) {
        return sent - drawn < 3 || now - heard > 1000;
    }

    private boolean goesOn() {
        synchronized (lock) {
            if (!playing) thread = null;
            return playing;
        }
    }

    private void trainAWhile(long now) {
        long end = System.nanoTime() + BUDGET;
        synchronized (lock) {
            int epochs = switch (controls.speed.value()) {
                case ONE -> hasRoom(now) ? 1 : 0; // no epoch without its picture
                case GROWING -> 1 + it.epoch() / GROWTH;
                case FULL -> Integer.MAX_VALUE;
            };
            while (epochs > 0 && playing && System.nanoTime() < end) {
                int piece = Math.min(epochs, 5);
                train(it, piece);
                epochs -= piece;
                if (it.epoch() >= LAST) playing = false;
            }
        }
    }
}
