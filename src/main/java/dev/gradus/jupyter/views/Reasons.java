package dev.gradus.jupyter.views;

import dev.gradus.jupyter.host.Messages;
import dev.gradus.train.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Why a training ended, in the language of the page. An exception speaks for itself. */
final class Reasons {
    private static final Set<Reason.Kind> USUAL = EnumSet.of(Reason.Kind.ALL, Reason.Kind.ONE);

    private Reasons() {}

    /** With a full stop; empty if it says no more than that all epochs were trained, or nothing. */
    static String text(List<Reason> reasons) {
        if (reasons.isEmpty()
                || reasons.size() == 1 && USUAL.contains(reasons.get(0).kind())) return "";
        StringBuilder text = new StringBuilder();
        for (Reason reason : reasons)
            text.append(text.isEmpty() ? "" : Messages.text("list.separator")).append(text(reason));
        return Messages.text("reason", text) + Messages.text("sentence.end");
    }

    private static String text(Reason reason) {
        String key = "reason." + reason.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return reason.kind() == Reason.Kind.FAILED
                ? reason.toString()
                : Messages.text(key, reason.facts().toArray());
    }
}
