package dev.gradus.jupyter;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the English words that a page would show. */
public final class English {
    /** What is the same in both languages: the labels of charts, and names of code. */
    private static final Set<String> NAMES = Set.of(
            "loss",
            "accuracy",
            "train",
            "val",
            "dense",
            "relu",
            "tanh",
            "sigmoid",
            "softmax",
            "linear",
            "sgd",
            "adam",
            "momentum",
            "rosenbrock",
            "quadratic",
            "stop",
            "units",
            "weight",
            "bias",
            "null",
            "true",
            "false",
            "Mnist",
            "MNIST",
            "ROC",
            "Java",
            "java",
            "lambda",
            "plot",
            "half");

    /** Pictures, scripts, formulas, code, tags but for the words of a picture, and keys of JSON. */
    private static final List<Pattern> UNSEEN = List.of(
            Pattern.compile("(data:image/png;)?base64,[A-Za-z0-9+/=]+|&quot;"),
            Pattern.compile("<script>.*?</script>", Pattern.DOTALL),
            Pattern.compile("\"parts\":.*?(?=\"title\")", Pattern.DOTALL),
            Pattern.compile("\"\\w+\":"),
            Pattern.compile(
                    "<code>.*?</code>|\\\\[A-Za-z]+(\\{aligned\\})?|[\\w.]+\\(|\\w*\\.\\w+|kind=\\w+", Pattern.DOTALL),
            Pattern.compile("<(?!img)[^>]*>"),
            Pattern.compile("<img|(width|height|style|src)=\"[^\"]*\"|alt="),
            Pattern.compile("\\w+="));

    private static final Pattern WORD = Pattern.compile("[A-Za-z]{3,}");

    private English() {}

    /** The words of three letters or more that are no names. */
    public static List<String> words(String markup) {
        String text = markup;
        for (Pattern pattern : UNSEEN) text = pattern.matcher(text).replaceAll(" ");
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(word -> !NAMES.contains(word))
                .toList();
    }
}
