package dev.gradus.jupyter.views;

import dev.gradus.jupyter.host.Messages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a training ended, in the language of the page. The library says it in English; here are its sentences as patterns,
 * each with the key of its translation, which takes the groups. What no pattern knows stays as it is.
 */
final class Reasons {
    private static final String NUMBER = "(-?[\\d.eE+-]+)";
    private static final Map<Pattern, String> KNOWN = new LinkedHashMap<>();

    static {
        know("stop\\(\\) was called in epoch (\\d+), behind batch (\\d+)", "reason.stop");
        know("the thread was interrupted in epoch (\\d+), behind batch (\\d+)", "reason.interrupted");
        know("the training loss " + NUMBER + " fell below " + NUMBER + " in epoch (\\d+)", "reason.train-loss");
        know("the validation loss " + NUMBER + " fell below " + NUMBER + " in epoch (\\d+)", "reason.val-loss");
        know("the training loss hasn't improved for (\\d+) epochs?", "reason.train-patience");
        know("the validation loss hasn't improved for (\\d+) epochs?", "reason.val-patience");
        know(
                "the gradient's norm " + NUMBER + " fell below " + NUMBER + " in epoch (\\d+), behind batch (\\d+)",
                "reason.gradient");
        know("the weights are those of epoch (\\d+) with a training loss of " + NUMBER, "reason.best-train");
        know("the weights are those of epoch (\\d+) with a validation loss of " + NUMBER, "reason.best-val");
        know("all (\\d+) epochs were trained", "reason.all");
        know("the epoch was trained", "reason.one");
    }

    private Reasons() {}

    private static void know(String sentence, String key) {
        KNOWN.put(Pattern.compile(sentence), key);
    }

    /** The reason with a full stop; empty if it says no more than that all epochs were trained, or nothing. */
    static String text(String reason) {
        if (reason.isEmpty() || reason.matches("all \\d+ epochs were trained|the epoch was trained")) return "";
        StringBuilder text = new StringBuilder();
        for (String part : reason.split("; "))
            text.append(text.isEmpty() ? "" : Messages.text("list.separator")).append(translated(part));
        return Messages.text("reason", text) + Messages.text("sentence.end");
    }

    private static String translated(String part) {
        for (Map.Entry<Pattern, String> known : KNOWN.entrySet()) {
            Matcher matcher = known.getKey().matcher(part);
            if (!matcher.matches()) continue;
            Object[] groups = new Object[matcher.groupCount()];
            for (int i = 0; i < groups.length; i++) groups[i] = matcher.group(i + 1);
            return Messages.text(known.getValue(), groups);
        }
        return part;
    }
}
