package dev.gradus.chart.canvas;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a function and its variables are called. One that is named like a call, "J(w, b)", has the value J, and its axes
 * are w and b; of any other name, such as "rosenbrock", the value is f, and the axes are x and y.
 *
 * @param text the whole name
 * @param value the name of its values
 * @param variables the names of its variables, or x alone for a vector of more than two
 */
public record FunctionName(String text, String value, List<String> variables) {
    private static final Pattern CALL = Pattern.compile("([^\\s()]+)\\(([^()]+)\\)");

    public FunctionName {
        variables = List.copyOf(variables);
    }

    /** The names in a text, for a function of so many variables. */
    public static FunctionName of(String text, int variables) {
        Matcher call = CALL.matcher(text);
        List<String> names = call.matches()
                ? Arrays.stream(call.group(2).split(",", -1)).map(String::trim).toList()
                : List.of();
        if (names.size() == variables && names.stream().noneMatch(String::isEmpty))
            return new FunctionName(text, call.group(1), names);
        return new FunctionName(text, "f", variables == 2 ? List.of("x", "y") : List.of("x"));
    }

    /** "w", or "(w, b)". */
    public String point() {
        return variables.size() == 1 ? variables.get(0) : "(" + String.join(", ", variables) + ")";
    }

    /** "J(w, b)". */
    public String call() {
        return value + "(" + String.join(", ", variables) + ")";
    }

    /** "J′(w)"; of several variables "∇J". */
    public String slope() {
        return variables.size() == 1 ? value + "′(" + point() + ")" : "∇" + value;
    }
}
