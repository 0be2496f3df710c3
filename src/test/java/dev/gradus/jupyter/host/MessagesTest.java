package dev.gradus.jupyter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Pattern PLACE = Pattern.compile("%(?:\\d\\$)?[-,\\d.]*[a-z]");

    private final Locale locale = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        System.clearProperty("gradus.language");
    }

    @Test
    void allLanguagesHaveTheSameKeys() {
        for (String language : Messages.LANGUAGES)
            assertThat(Messages.bundle(language).keySet())
                    .as(language)
                    .isEqualTo(Messages.bundle("en").keySet())
                    .isNotEmpty();
    }

    /** Of two texts with one key the later one would win, without a word. */
    @Test
    void noKeyStandsTwiceInAFile() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src/main/resources"))) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".properties")).toList())
                assertThat(Files.readAllLines(file).stream()
                                .filter(line -> !line.startsWith("#") && line.contains(" ="))
                                .map(line -> line.substring(0, line.indexOf(" ="))))
                        .as(file.toString())
                        .doesNotHaveDuplicates();
        }
    }

    @Test
    void allLanguagesTakeTheSameArguments() {
        for (String key : Messages.bundle("en").stringPropertyNames())
            for (String language : Messages.LANGUAGES)
                assertThat(places(Messages.bundle(language), key))
                        .as(language + ": " + key)
                        .isEqualTo(places(Messages.bundle("en"), key));
    }

    /** How often a text takes an argument, without the order. */
    private static List<String> places(Properties texts, String key) {
        return PLACE.matcher(texts.getProperty(key))
                .results()
                .map(MatchResult::group)
                .map(place -> place.replaceAll("\\d\\$", ""))
                .sorted()
                .toList();
    }

    @Test
    void thePropertyDecidesAndNotTheCountry() {
        Locale.setDefault(Locale.CHINA);
        assertThat(Messages.text("figure.loss")).isEqualTo("loss");
        System.setProperty("gradus.language", "zh");
        Locale.setDefault(Locale.GERMANY);
        assertThat(Messages.count("more", 1234)).isEqualTo("… 还有 1,234 行");
        System.setProperty("gradus.language", "fr");
        assertThat(Messages.count("more", 1)).isEqualTo("… and 1 more row");
    }

    @Test
    void anUnknownKeyIsNamed() {
        assertThatThrownBy(() -> Messages.text("nonsense")).hasMessage("there is no text nonsense in en");
    }
}
