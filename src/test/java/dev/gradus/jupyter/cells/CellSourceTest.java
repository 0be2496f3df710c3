package dev.gradus.jupyter.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What of a cell is Java, and what is a magic: | marks where each begins. */
class CellSourceTest {
    static List<String> lines() {
        return List.of(
                "|%gradus",
                "int a = 1;\n  |%gradus\n1 + 1",
                "void f() { }\n|%lang zh\n|%gradus",
                "int s =\n|%gradus",
                "String s = |%gradus",
                "// it's\n|%gradus",
                "/* \" */\n|%gradus",
                "/* */ %gradus",
                "char c = '\"';\n|%gradus",
                "String s = \"a\\\\\"; // \"\n|%gradus",
                "String s = \"\"\"\n%gradus\n\"\"\";\n|%lang",
                "String s = \"\"\"\n\\\"\"\"\n%gradus\n\"\"\";",
                "/*\n%gradus\n*/",
                "// %gradus",
                "a\n%n",
                "f(\n%gradus\n)",
                "int[] x = {\n%gradus\n};",
                "if (x) {\n%gradus\n}",
                "1; %gradus",
                "int r = 7\n% 2;",
                "5 %\n3",
                "\"%gradus",
                "'%gradus",
                "\"\"\"\n%gradus",
                "/* %gradus",
                "");
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_line_magic_stands_where_no_java_can(String marked) {
        String code = marked.replace("|", "");
        StringBuilder found = new StringBuilder(code);
        List<Integer> magics = CellSource.lineMagics(code);
        for (int i = magics.size() - 1; i >= 0; i--) found.insert((int) magics.get(i), "|");
        assertThat(found).hasToString(marked);
    }

    static List<String> cells() {
        return List.of(
                "|%%cost\n1",
                "\n \n|%%cost\n1",
                "// a\n/* b\n */ |%%cost\n1",
                "1\n%%cost",
                "\"%%cost\"",
                "// %%cost",
                "/* %%cost",
                "");
    }

    @ParameterizedTest
    @MethodSource("cells")
    void a_cell_magic_is_the_first_line_that_is_no_comment(String marked) {
        assertThat(CellSource.cellMagic(marked.replace("|", ""))).isEqualTo(marked.indexOf('|'));
    }

    static List<Arguments> ends() {
        return List.of(
                Arguments.of("1 + 2;", true),
                Arguments.of("1 + 2; // three", true),
                Arguments.of("1 + 2; /* ; */\n", true),
                Arguments.of("1 + 2", false),
                Arguments.of("1 + 2 // ;", false),
                Arguments.of("\";\"", false),
                Arguments.of("';'", false),
                Arguments.of("\"\"\"\n;\n\"\"\"", false),
                Arguments.of("%%cost\n1;", false),
                Arguments.of("int a = 1;\n%gradus", false),
                Arguments.of("", false));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void a_semicolon_at_the_end_shows_nothing(String code, boolean silent) {
        assertThat(CellSource.endsWithSemicolon(code)).isEqualTo(silent);
    }
}
