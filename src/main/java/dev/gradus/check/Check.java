package dev.gradus.check;

import dev.gradus.errors.Require;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check says to an answer: not attempted, not yet or correct; with a hint, the solution or the inputs where one asks
 * for them, in the same cell:
 *
 * <pre>{@code
 * Lesson01.slope((w, x, y) -> TODO)            // not attempted yet
 * Lesson01.slope((w, x, y) -> …).hint()        // where it is wrong; .hint(2) what kind of mistake, .hint(3) its name
 * Lesson01.slope((w, x, y) -> …).solution()
 * }</pre>
 *
 * <p>A check that isn't passed throws {@link Failed} only if the environment variable {@code GRADUS_GRADER} asks for it.
 */
public final class Check {
    private static final int LEVELS = 3;

    /** How it stands. */
    public enum Outcome {
        NOT_ATTEMPTED,
        NOT_YET,
        CORRECT
    }

    /** For a grader: a check that isn't passed. */
    public static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failed(String message) {
            super(message);
        }
    }

    private final Exercise exercise;
    private final Verdict verdict;
    private final int level; // of the hint shown; 0 for none
    private final boolean solution; // whether it is shown
    private final boolean inputs; // whether they are shown
    private final String note;

    private Check(Exercise exercise, Verdict verdict, int level, boolean solution, boolean inputs, String note) {
        this.exercise = exercise;
        this.verdict = verdict;
        this.level = level;
        this.solution = solution;
        this.inputs = inputs;
        this.note = note;
    }

    /** Notes the outcome, and throws if a grader wants that. */
    static Check report(Exercise exercise, Verdict verdict) {
        String note = Journal.note(exercise.key, verdict.outcome().name());
        Check check = new Check(exercise, verdict, 0, false, false, note);
        String grader = System.getenv("GRADUS_GRADER");
        boolean asked = grader != null && !grader.isEmpty() && !grader.equals("0");
        if (asked && !check.passed()) throw new Failed(check.hint(LEVELS).toString());
        return check;
    }

    // ---- asking for more ----

    /** The first hint, or the next one. */
    public Check hint() {
        return hint(Math.min(level + 1, LEVELS));
    }

    /**
     * A hint: 1 says where, 2 what kind of mistake, 3 names it.
     *
     * @param level 1, 2 or 3
     */
    public Check hint(int level) {
        Require.within("level", level, 1, LEVELS);
        return new Check(exercise, verdict, level, solution, inputs, note);
    }

    /** Code that is right. */
    public Check solution() {
        return new Check(exercise, verdict, level, true, inputs, note);
    }

    /** The numbers on which the answer is wrong, to try it on them. */
    public Check inputs() {
        return new Check(exercise, verdict, level, solution, true, note);
    }

    // ---- what it says ----

    /** e.g. "01.slope". */
    public String key() {
        return exercise.key;
    }

    public Outcome outcome() {
        return verdict.outcome();
    }

    /** The names of what is wrong, as in {@link Mistake}; "-" where none is known. */
    String names() {
        return verdict.names();
    }

    /** Whether the answer is correct. */
    public boolean passed() {
        return outcome() == Outcome.CORRECT;
    }

    /** "✓ Correct: the slope of the cost". */
    public String title() {
        return Texts.of("check."
                        + outcome().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                + Texts.of("colon")
                + exercise.title();
    }

    /** What there is to say, a paragraph each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (outcome() == Outcome.NOT_ATTEMPTED) lines.add(verdict.problem());
        if (passed() && !exercise.told().isEmpty()) lines.add(exercise.told());
        if (outcome() == Outcome.NOT_YET) lines.addAll(verdict.where());
        if (outcome() == Outcome.NOT_YET && level == 2) lines.addAll(verdict.kinds());
        if (outcome() == Outcome.NOT_YET && level == 3) lines.addAll(verdict.mistakes());
        if (level > 0 && !passed()) lines.add(Texts.of("check.hint", hintText()));
        Given given = verdict.given();
        if (inputs && given != null) lines.add(Texts.of("check.inputs", given));
        if (!note.isEmpty()) lines.add(note);
        if (!passed() && !solution) lines.add(Texts.of(level < LEVELS ? "check.more" : "check.last", level + 1));
        return lines;
    }

    /** The exercise's own hint; there are two, and the last one stays. */
    private String hintText() {
        return hintText(Math.min(level, 2));
    }

    private String hintText(int hint) {
        return Texts.lesson("exercise." + exercise.key + ".hint." + hint);
    }

    /**
     * Something that a reader unfolds.
     *
     * @param code whether the lines are code
     */
    public record Fold(String title, List<String> lines, boolean code) {}

    /** What can be unfolded below the verdict: where, what kind, the name, the solution; nothing where it was asked for. */
    public List<Fold> folds() {
        if (passed() || level > 0 || solution || inputs) return List.of();
        Given given = verdict.given();
        List<String> where = new ArrayList<>(List.of(hintText(1)));
        if (given != null) where.add(Texts.of("check.inputs", given));
        List<String> kind = new ArrayList<>(verdict.kinds());
        kind.add(hintText(2));
        List<Fold> folds = new ArrayList<>();
        folds.add(new Fold(Texts.of("fold.where"), where, false));
        folds.add(new Fold(Texts.of("fold.kind"), kind, false));
        if (!verdict.mistakes().isEmpty()) folds.add(new Fold(Texts.of("fold.name"), verdict.mistakes(), false));
        folds.add(new Fold(Texts.of("fold.solution"), List.of(exercise.solution), true));
        return folds;
    }

    /** What is said above that, without how to ask for it in code. */
    public List<String> said() {
        List<String> lines = lines();
        return folds().isEmpty() ? lines : lines.subList(0, lines.size() - 1);
    }

    /** The solution, if it was asked for; else null. */
    public @Nullable String code() {
        return solution ? exercise.solution : null;
    }

    /** All of it as plain text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(title());
        for (String line : lines()) text.append("\n  ").append(line);
        if (solution)
            text.append("\n  ").append(Texts.of("check.solution")).append("  ").append(exercise.solution);
        return text.toString();
    }

    // ---- progress ----

    /** From now on keeps in a file what was solved and guessed, and takes up what stands in it already. */
    public static Journal keep(Path file) {
        Require.notNull("file", file, "the path of the file to write");
        return Journal.keep(file);
    }

    /** As above; the path as text. */
    public static Journal keep(String file) {
        Require.notNull("file", file, "the path of the file to write");
        return keep(Path.of(file));
    }

    /** What was solved and guessed so far. */
    public static Journal progress() {
        return Journal.now();
    }
}
