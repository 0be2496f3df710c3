package dev.gradus.check;

import dev.gradus.math.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an exercise says to an answer.
 *
 * @param findings one for each part; none if the answer couldn't be taken apart
 * @param problem why not, or what is still to be filled in; empty if it could
 * @param given the inputs on which the first thing went wrong
 * @param elsewhere whether it went wrong on inputs of other shapes alone
 */
public record Verdict(
        Check.Outcome outcome,
        List<Finding> findings,
        String problem,
        @Nullable Given given,
        boolean elsewhere) {
    private static final int DIGITS = 5;

    /** Which says what is to be replaced. */
    static Verdict notAttempted(String problem) {
        return new Verdict(Check.Outcome.NOT_ATTEMPTED, List.of(), problem, null, false);
    }

    static Verdict problem(Given given, String problem) {
        return new Verdict(Check.Outcome.NOT_YET, List.of(), problem, given, false);
    }

    static Verdict of(List<Finding> findings) {
        boolean right = findings.stream().allMatch(f -> f.state() == Finding.State.RIGHT);
        Given given = findings.stream()
                .map(Finding::given)
                .filter(g -> g != null)
                .findFirst()
                .orElse(null);
        return new Verdict(right ? Check.Outcome.CORRECT : Check.Outcome.NOT_YET, findings, "", given, false);
    }

    Verdict onlyElsewhere() {
        return new Verdict(Check.Outcome.NOT_YET, findings, problem, given, true);
    }

    public static String figure(double number) {
        return Figures.text(number, DIGITS);
    }

    // ---- level 1: where ----

    List<String> where() {
        List<String> lines = new ArrayList<>();
        if (elsewhere) lines.add(Texts.of("where.elsewhere"));
        if (!problem.isEmpty()) lines.add(problem);
        for (Finding finding : findings) if (!finding.where().isEmpty()) lines.add(finding.where());
        String right = names(Finding.State.RIGHT);
        String unfilled = names(Finding.State.UNFILLED);
        if (!right.isEmpty()) lines.add(Texts.of("where.right", right));
        if (!unfilled.isEmpty()) lines.add(Texts.of("where.unfilled", unfilled));
        return lines;
    }

    private String names(Finding.State state) {
        return findings.stream()
                .filter(f -> f.state() == state)
                .map(Finding::part)
                .collect(Collectors.joining(Texts.of("list.comma")));
    }

    // ---- level 2: what kind; level 3: its name ----

    List<String> kinds() {
        return diagnosis(finding -> {
            Set<String> kinds = new LinkedHashSet<>();
            for (Mistake mistake : finding.explanations()) kinds.add(mistake.kind.text());
            return String.join(Texts.of("list.or"), kinds);
        });
    }

    List<String> mistakes() {
        return diagnosis(finding -> {
            List<String> names =
                    finding.reasons().stream().map(Explanation::text).toList();
            return names.size() == 1 ? names.get(0) : Texts.of("diagnosis.several", String.join(" / ", names));
        });
    }

    /** "SIGN", "SIGN / TWO" where both explain it, "-" where nothing does. */
    String names() {
        return findings.stream()
                .filter(finding -> !finding.explanations().isEmpty())
                .map(finding ->
                        finding.reasons().stream().map(Explanation::names).collect(Collectors.joining(" / ")))
                .distinct()
                .reduce((a, b) -> a + ", " + b)
                .orElse("-");
    }

    /** What goes for several parts is said once: "dW, db: the sign is turned round". */
    private List<String> diagnosis(java.util.function.Function<Finding, String> words) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        for (Finding finding : findings) {
            boolean misshapen = finding.state() == Finding.State.MISSHAPEN;
            if (!misshapen && finding.state() != Finding.State.WRONG) continue;
            String unknown = Texts.of(misshapen ? "diagnosis.unknown-shape" : "diagnosis.unknown");
            String text = finding.explanations().isEmpty() ? unknown : words.apply(finding);
            parts.computeIfAbsent(text, key -> new ArrayList<>()).add(finding.part());
        }
        return parts.entrySet().stream()
                .map(e -> String.join(Texts.of("list.comma"), e.getValue()) + Texts.of("colon") + e.getKey())
                .toList();
    }
}
