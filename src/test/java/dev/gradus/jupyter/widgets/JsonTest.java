package dev.gradus.jupyter.widgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "a \"b\" \\ \n\t\u0001 é 学 \uD83D\uDE00 \u2028 </script>");
        map.put("numbers", Arrays.asList(0.0, -1.5, 1e300, 1e-300, 12345678.0, 0.1));
        map.put("nothing", null);
        map.put("yes", true);
        map.put("empty", Map.of());
        map.put("list", List.of(List.of(), Map.of("k", "v")));
        assertThat(Json.object(Json.write(map))).isEqualTo(map);
    }

    @Test
    void numbersAreShort() {
        assertThat(Json.write(List.of(1.0, -0.0, 3, 4L, 0.25, 1e20))).isEqualTo("[1,-0.0,3,4,0.25,1.0E20]");
        assertThat(Json.write(new double[] {1, 2.5})).isEqualTo("[1,2.5]");
    }

    @Test
    void whatHasNoJsonIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.write(List.of(Double.NaN)))
                .withMessage("there is no JSON for the number NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.write(new Object()))
                .withMessage("there is no JSON for a java.lang.Object");
    }

    @Test
    void everyEscapeIsRead() {
        assertThat(Json.object(" { \"a\\u00e9\\/\\b\\f\\n\\r\\t\" : [ 1 , -0.5e+2 , 0E1 ] } "))
                .isEqualTo(Map.of("aé/\b\f\n\r\t", List.of(1.0, -50.0, 0.0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "1",
                "null",
                "{",
                "}",
                "{}x",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":-}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":tru}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"",
                "{\"a\":\"\\",
                "{\"a\":\"\\u12",
                "{\"a\":1 \"b\":2}",
                "{\"a\":/**/1}",
                "\uFEFF{}",
                "{\"a\":\u00a01}",
                "{\"a\":\u0661}"
            })
    void nothingElseIsRead(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.object(text))
                .withMessageStartingWith("not JSON at character ");
    }

    @Test
    void depthHasAnEnd() {
        String deep = "{\"a\":" + "[".repeat(100_000);
        assertThatIllegalArgumentException().isThrownBy(() -> Json.object(deep)).withMessageContaining("brackets");
    }

    /** Whatever is cut, doubled or changed in a good text either reads or is refused, and nothing else happens. */
    @Test
    void broken() {
        String good =
                "{\"state\":{\"values\":{\"c0\":0.25,\"c1\":true}},\"buffer_paths\":[[\"ink\"]],\"x\":null,\"y\":\"\\u00e9\"}";
        Random random = new Random(1);
        List<String> read = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(good);
            int at = random.nextInt(good.length());
            switch (i % 3) {
                case 0 -> text.setLength(at);
                case 1 -> text.insert(at, good.charAt(random.nextInt(good.length())));
                default -> text.setCharAt(at, (char) random.nextInt(128));
            }
            try {
                read.add(Json.write(Json.object(text.toString())));
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageStartingWith("not JSON");
            }
        }
        assertThat(read).allMatch(text -> text.startsWith("{"));
    }
}
