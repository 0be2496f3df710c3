package dev.gradus.jupyter.widgets;

import dev.gradus.explorer.Exploration;
import dev.gradus.explorer.Seeds;
import dev.gradus.train.Trainings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Trains the same network from forty seeds, in the background. */
final class ExplorerSeeds {
    static final int COUNT = 40;
    private static final long EVERY = 100; // milliseconds between two messages

    private volatile int turn; // only the newest run goes on

    /** Begins; what was under way ends. */
    void start(Exploration it, int epochs, Consumer<Map<String, Object>> send) {
        int mine = ++turn;
        Thread thread = new Thread(() -> Trainings.apart(() -> run(it, epochs, mine, send)), "gradus-seeds");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Exploration it, int epochs, int mine, Consumer<Map<String, Object>> send) {
        try {
            List<Seeds.Start> done = new ArrayList<>();
            long[] last = {0};
            Seeds.train(it, COUNT, epochs, start -> {
                done.add(start);
                long now = System.currentTimeMillis();
                if (turn == mine && (done.size() == COUNT || now - last[0] > EVERY)) {
                    last[0] = now;
                    send.accept(Map.of(
                            "seeds", ExplorerPage.seeds(done, COUNT, epochs), "thumbs", ExplorerPage.thumbs(done)));
                }
                return turn == mine;
            });
        } catch (Throwable failure) {
            send.accept(Map.of("trouble", Panel.trouble(failure).toString()));
        }
    }
}
