package dev.gradus.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Names of classes, and which of those that a network knows each of them is. */
final class ClassNames {
    private static final int SHOWN = 12; // names that a message lists

    private ClassNames() {}

    /** "0", "1", …: what classes without names are called. */
    static List<String> indices(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    private static boolean areIndices(List<String> names) {
        return names.equals(indices(names.size()));
    }

    /** n names: the first ones of these; behind them indices, in brackets where one is a name already. */
    static List<String> filled(List<String> names, int n) {
        List<String> filled = new ArrayList<>(names.subList(0, Math.min(n, names.size())));
        for (int k = filled.size(); k < n; k++) {
            String name = Integer.toString(k);
            while (filled.contains(name)) name = "(" + name + ")";
            filled.add(name);
        }
        return List.copyOf(filled);
    }

    /** Refuses names that can't be told apart. */
    static List<String> different(String name, List<String> names) {
        Map<String, Integer> seen = new HashMap<>();
        for (int k = 0; k < names.size(); k++) {
            Integer before = seen.put(names.get(k), k);
            if (before != null)
                throw new IllegalArgumentException(name + "[" + k + "] is \"" + names.get(k) + "\", as is " + name + "["
                        + before + "]; give each class a name of its own");
        }
        return names;
    }

    /**
     * Whether classes are found by their names and not by their positions: where both sides have names, or indices are
     * among the names, as in folders "3" and "5".
     */
    static boolean match(List<String> names, List<String> known) {
        if (known.isEmpty() || areIndices(names)) return false;
        return !areIndices(known) || known.containsAll(names);
    }

    /** Which of the known classes each one is. */
    static int[] places(String data, List<String> names, List<String> known) {
        List<String> unknown =
                names.stream().filter(name -> !known.contains(name)).toList();
        if (unknown.isEmpty()) return names.stream().mapToInt(known::indexOf).toArray();
        List<String> missing =
                known.stream().filter(name -> !names.contains(name)).toList();
        throw new IllegalArgumentException(data + " has the classes " + list(names) + ", but the network knows "
                + list(known) + ": new to it " + are(unknown) + list(unknown)
                + (missing.isEmpty() ? "" : ", missing " + are(missing) + list(missing))
                + "; give it data of its own classes (if they are only called otherwise, rename them by "
                + "data.classes(names…)), or build and train a network for these");
    }

    private static String are(List<String> names) {
        return names.size() == 1 ? "is " : "are ";
    }

    /** What they are called where one side has names and the other has none; more than outputs stay as they are. */
    static List<String> byPosition(List<String> names, List<String> known, int outputs) {
        if (names.size() > outputs) return names;
        return !known.isEmpty() && areIndices(names) ? known : filled(names, outputs);
    }

    /** Refuses labels that would be as many classes if they began at 0. */
    static void checkStart(String data, IntSummaryStatistics labels, int classes) {
        if (labels.getMin() > 0 && labels.getMax() >= classes && labels.getMax() - labels.getMin() == classes - 1)
            throw new IllegalArgumentException(data + " has labels from " + labels.getMin() + " to " + labels.getMax()
                    + ", but labels count from 0: " + classes + (classes == 1 ? " class is" : " classes are")
                    + (classes == 1 ? " 0" : " 0 to " + (classes - 1)) + "; subtract " + labels.getMin()
                    + " from each label");
    }

    private static String list(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN ? first : first + ", … (" + names.size() + ")";
    }
}
