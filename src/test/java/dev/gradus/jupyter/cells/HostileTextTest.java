package dev.gradus.jupyter.cells;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gradus.jupyter.host.Html;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text of others may have any length: two million letters, made to have patterns go back and forth, take moments. */
class HostileTextTest {
    private static final int LETTERS = 2_000_000;
    private static final Duration MOST = Duration.ofSeconds(10); // what isn't linear takes hours

    private static Arguments reader(String name, Consumer<String> reader, String... pieces) {
        return Arguments.of(name, reader, List.of(pieces));
    }

    static Stream<Arguments> readers() {
        return Stream.of(
                reader("magics", CellSource::lineMagics, "%a", ";%a", ";\n %a ", "\"", "\\", "/*", " "),
                reader("cell magic", CellSource::cellMagic, " ", "\n", "/*", "//\n"),
                reader("semicolon", CellSource::endsWithSemicolon, ";", "\n", "'", "%"),
                reader("message", text -> Words.of(new RuntimeException(text)), "x"),
                reader("names", Words::simple, "x", "REPL.$JShell$1", "java.util.", "dev.gradus.a", "dev.gradus."),
                reader("docs", DocComment::text, " ", "\n", "<", "<a", "{@code ", "{@link a(", "@param ", "<p>"),
                reader("signature", text -> new SourceDocs().comment(text), "<", "<<b>", "a$", "a.", "f(", " "),
                reader("wrapper", CellClass::wrapper, "REPL.$JShell$1", "x"),
                reader("place", HostileTextTest::places, "\n", "x"),
                reader("html", Html::text, "<", "&", "x"));
    }

    private static void places(String text) {
        SnippetPlaces places = new SnippetPlaces();
        places.begin(1, text);
        places.note("1", text);
        places.of("1", 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readers")
    void two_million_letters_take_moments(String name, Consumer<String> reader, List<String> pieces) {
        for (String piece : pieces) {
            String text = piece.repeat(LETTERS / piece.length()) + "!";
            assertTimeoutPreemptively(MOST, () -> reader.accept(text), name + ": " + piece + "…");
        }
    }
}
