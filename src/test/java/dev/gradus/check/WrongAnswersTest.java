package dev.gradus.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Compiled;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long list of wrong answers as learners write them: how many get their name, and that each gets its own. */
class WrongAnswersTest {
    private static final double NAMED = 0.9;

    /** "Lesson01.update | (w, eta, slope) -> w + eta * slope | UPHILL". */
    private record Row(String check, String answer, String names) {
        /** Whether it is of this exercise, and gets this name. */
        boolean tells(String key, Mistake mistake) {
            String method = check.substring(check.indexOf('.') + 1)
                    .replaceAll("([A-Z][a-z]+)", "-$1")
                    .toLowerCase(Locale.ROOT);
            return names.equals(mistake.name())
                    && key.toLowerCase(Locale.ROOT).endsWith("." + method)
                    && check.startsWith("Lesson" + key.substring(0, 2));
        }

        static Row of(String line) {
            String[] cells = line.split(" \\| ", -1);
            return new Row(cells[0], cells[1], cells.length > 2 ? cells[2] : "");
        }
    }

    @AfterEach
    void forget() {
        Journal.forget();
    }

    @Test
    void nineInTenGetTheirName(@TempDir Path folder) throws Exception {
        List<Row> rows = rows("wrong-answers.txt");
        List<Supplier<Check>> checks = compiled(folder, rows);
        List<String> otherwise = new ArrayList<>();
        int named = 0;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Check check = checks.get(i).get();
            assertThat(check.outcome()).as(row.toString()).isEqualTo(Check.Outcome.NOT_YET);
            String names = names(check);
            if (!names.equals("-")) named++;
            if (!names.equals(row.names()))
                otherwise.add(row.check() + " | " + row.answer() + " | " + names + " instead of " + row.names());
        }
        double share = (double) named / rows.size();
        System.out.printf(Locale.ROOT, "%d of %d wrong answers are named, %.1f %%%n", named, rows.size(), 100 * share);
        assertThat(share).isGreaterThanOrEqualTo(NAMED);
        assertThat(otherwise).isEmpty();
    }

    /** What is right in another form, or counted step by step, is right. */
    @Test
    void otherWaysToWriteItAreRight(@TempDir Path folder) throws Exception {
        List<Row> rows = rows("right-answers.txt");
        List<Supplier<Check>> checks = compiled(folder, rows);
        for (int i = 0; i < rows.size(); i++)
            assertThat(checks.get(i).get().outcome()).as(rows.get(i).toString()).isEqualTo(Check.Outcome.CORRECT);
    }

    /** "SIGN", "SIGN + TWO" for two at once, "SIGN / TWO" where both explain it, "-" for none. */
    private static String names(Check check) {
        return check.names();
    }

    /** Whether an answer in the list shows this mistake. */
    static boolean show(String key, Mistake mistake) {
        try {
            return rows("wrong-answers.txt").stream().anyMatch(row -> row.tells(key, mistake));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Row> rows(String name) throws Exception {
        Path file = Path.of(WrongAnswersTest.class.getResource(name).toURI());
        return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Row::of)
                .toList();
    }

    private static List<Supplier<Check>> compiled(Path folder, List<Row> rows) throws Exception {
        String code = rows.stream()
                .map(row -> "all.add(() -> " + row.check() + "(" + row.answer() + "));\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(
                folder.resolve("Answers.java"),
                "import dev.gradus.check.*; import dev.gradus.check.lessons.*; import java.util.*;\n"
                        + "import java.util.function.*; import java.util.stream.*;\n"
                        + "public class Answers { public static List<Supplier<Check>> all() {\n"
                        + "List<Supplier<Check>> all = new ArrayList<>();\n" + code + "return all; } }\n");
        Compiled.into(folder, List.of(file));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, WrongAnswersTest.class.getClassLoader())) {
            @SuppressWarnings("unchecked")
            List<Supplier<Check>> all = (List<Supplier<Check>>)
                    loader.loadClass("Answers").getMethod("all").invoke(null);
            return all;
        }
    }
}
