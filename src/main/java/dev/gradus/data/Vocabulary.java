package dev.gradus.data;

import dev.gradus.errors.ArgumentException;
import dev.gradus.errors.Require;
import java.util.Arrays;

/**
 * The characters that texts are made of, each with a number: its token. Sorted, so that one text gives one vocabulary, and
 * counted as people do: what Unicode calls one character is one, however Java stores it.
 */
public final class Vocabulary {
    private static final int MOST_NAMED = 60;

    private final int[] characters; // sorted
    private final boolean hasPadding; // as one token more, behind them

    private Vocabulary(int[] characters, boolean hasPadding) {
        this.characters = characters;
        this.hasPadding = hasPadding;
    }

    /**
     * The characters of a text, without padding.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Vocabulary of(String text) {
        if (Require.notNull("text", text, "all that will be read or written").isEmpty())
            throw new ArgumentException(
                    "text is empty, and so would the vocabulary be; give all that will be read or written",
                    "text",
                    "at least one character",
                    "empty");
        return new Vocabulary(text.codePoints().distinct().sorted().toArray(), false);
    }

    /** The same with one token more, the last, that stands for nothing and fills up what is too short. */
    public Vocabulary withPadding() {
        return new Vocabulary(characters, true);
    }

    /** How many tokens there are, padding among them. */
    public int size() {
        return characters.length + (hasPadding ? 1 : 0);
    }

    /**
     * The token that fills up, for {@link Dataset#padding}.
     *
     * @throws IllegalStateException if there is none
     */
    public int padding() {
        if (!hasPadding)
            throw new IllegalStateException("this vocabulary has no token for padding; make one by withPadding()");
        return characters.length;
    }

    /**
     * The tokens of a text, one a character.
     *
     * @throws IllegalArgumentException if one is not in the vocabulary; it is named with its place
     */
    public int[] encode(String text) {
        int[] points = Require.notNull("text", text, "what is to be encoded")
                .codePoints()
                .toArray();
        int[] tokens = new int[points.length];
        for (int t = 0; t < tokens.length; t++) {
            tokens[t] = Arrays.binarySearch(characters, points[t]);
            if (tokens[t] < 0)
                throw new ArgumentException(
                        "text has " + name(points[t]) + " at place " + t + ", which is none of the " + characters.length
                                + " characters of this vocabulary; make it of a text that has all of them",
                        "text",
                        "characters of the vocabulary",
                        name(points[t]) + " at place " + t);
        }
        return tokens;
    }

    /**
     * The tokens of a text as exactly so many: what is longer is cut off, what is shorter filled up with padding behind it.
     *
     * @param length T, at least 1
     * @throws IllegalArgumentException as above, or if the text is shorter and there is no padding
     */
    public int[] encode(String text, int length) {
        Require.atLeast("length", length, 1);
        int[] tokens = encode(text);
        if (tokens.length >= length) return Arrays.copyOf(tokens, length);
        if (!hasPadding)
            throw new ArgumentException(
                    "text has " + tokens.length + " characters, fewer than " + length
                            + ", and this vocabulary has nothing to fill them up with; give more, or use withPadding()",
                    "text",
                    "at least " + length + " characters",
                    tokens.length + " characters");
        int[] result = Arrays.copyOf(tokens, length);
        Arrays.fill(result, tokens.length, length, padding());
        return result;
    }

    /**
     * The text that these tokens stand for; padding is nothing.
     *
     * @throws IllegalArgumentException if one is none of the vocabulary; it is named with its place
     */
    public String decode(int... tokens) {
        StringBuilder text = new StringBuilder();
        Require.notNull("tokens", tokens, "whole numbers from 0 to " + (size() - 1));
        for (int t = 0; t < tokens.length; t++)
            if (Require.within("tokens[" + t + "]", tokens[t], 0, size() - 1) < characters.length)
                text.appendCodePoint(characters[tokens[t]]);
        return text.toString();
    }

    /** A character as it can be read: 'a', or its number where nothing would be seen. */
    private static String name(int point) {
        return Character.isWhitespace(point) && point != ' ' || Character.isISOControl(point)
                ? String.format("U+%04X", point)
                : "'" + Character.toString(point) + "'";
    }

    /** "Vocabulary of 5 tokens: ' ', 'a', 'b', 'c', padding". */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Vocabulary of " + size() + (size() == 1 ? " token: " : " tokens: "));
        for (int i = 0; i < Math.min(characters.length, MOST_NAMED); i++)
            text.append(i == 0 ? "" : ", ").append(name(characters[i]));
        return text.append(characters.length > MOST_NAMED ? ", …" : "")
                .append(hasPadding ? ", padding" : "")
                .toString();
    }
}
