package dev.gradus.data;

import dev.gradus.math.Functions;
import dev.gradus.math.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where points come from, and how they are drawn. */
enum PointKind {
    CIRCLE,
    XOR,
    GAUSSIANS,
    SPIRAL,
    OWN,
    GIVEN;

    private static final double RADIUS = 5;
    private static final double CORNER = 3; // of xor
    private static final double CLOUD = 1.5; // its radius
    private static final double TURNS = 1.75; // of an arm of the spiral

    /** As Java writes it; a table of so many points or fewer with its numbers, a larger one as {@code data}. */
    String code(List<Points.Point> given, List<String> names, int most) {
        if (this != GIVEN) return this == OWN ? "ownPoints()" : name().toLowerCase(Locale.ROOT) + "()";
        if (given.size() > most) return "Points.of(data)";
        String rows = given.stream().map(p -> "{" + p.x() + ", " + p.y() + "}").collect(Collectors.joining(", "));
        String labels = given.stream().map(p -> String.valueOf(p.label())).collect(Collectors.joining(", "));
        String classes = names.stream().map(PointKind::literal).collect(Collectors.joining(", "));
        boolean named = !names.equals(ClassNames.indices(names.size()))
                || given.stream().noneMatch(p -> p.label() == names.size() - 1);
        return "Points.of(Dataset.of(new double[][] {" + rows + "}, new int[] {" + labels + "})"
                + (named ? ".classes(" + classes + ")" : "") + ")";
    }

    /** A text between quotes; what isn't a letter, a sign or a blank as its number. */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') literal.append('\\').append(c);
            else if (Character.isISOControl(c)) literal.append(String.format(Locale.ROOT, "\\%03o", (int) c));
            else literal.append(c);
        }
        return literal.append('"').toString();
    }

    /** So many points; each depends on the seed and its own number alone. */
    List<Points.Point> draw(int samples, double noise, long seed) {
        List<Points.Point> points = new ArrayList<>();
        double stray = this == GAUSSIANS ? 0 : RADIUS * noise;
        for (int i = 0; i < samples; i++) {
            RandomStream random = RandomStream.of(seed, "points", i);
            int label = i % 2; // the classes take turns
            double[] p = place(random, label, noise, (i / 2 + 0.5) / ((samples + 1) / 2));
            points.add(new Points.Point(
                    p[0] + stray * random.nextUniform(-1, 1), p[1] + stray * random.nextUniform(-1, 1), label));
        }
        return points;
    }

    /** The points of a table; a single target above a half is class 1. */
    static List<Points.Point> table(Dataset data) {
        List<Points.Point> points = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            double[] x = data.input(i);
            double[] y = data.target(i);
            int label = y.length == 1 && y[0] > 0.5 ? 1 : 0;
            for (int k = 1; k < y.length; k++) if (y[k] == 1) label = k;
            points.add(new Points.Point(x[0], x[1], label));
        }
        return List.copyOf(points);
    }

    /** x and y before they stray; t, from 0 to 1, is how far along its arm of the spiral. */
    private double[] place(RandomStream random, int label, double noise, double t) {
        return switch (this) {
            case CIRCLE -> {
                double r = label == 1 ? random.nextUniform(0, RADIUS / 2) : random.nextUniform(0.7 * RADIUS, RADIUS);
                yield polar(r, random.nextUniform(0, 2 * Math.PI));
            }
            case XOR -> { // in a disc round one of the four corners
                double x = random.nextInt(2) == 0 ? CORNER : -CORNER;
                double y = label == 1 ? x : -x;
                double[] p = polar(CLOUD * Math.sqrt(random.nextDouble()), random.nextUniform(0, 2 * Math.PI));
                yield new double[] {x + p[0], y + p[1]};
            }
            case GAUSSIANS -> {
                double middle = label == 1 ? 2 : -2;
                double spread = 0.7 + 3 * noise;
                yield new double[] {middle + spread * random.nextGaussian(), middle + spread * random.nextGaussian()};
            }
            default -> polar(RADIUS * t, (TURNS * 2 * t + label) * Math.PI);
        };
    }

    private static double[] polar(double r, double angle) {
        return new double[] {r * Functions.cos(angle), r * Functions.sin(angle)};
    }

    /** One of {@link Points#FEATURES} of a point. */
    static double feature(String name, double x, double y) {
        return switch (name) {
            case "x" -> x;
            case "y" -> y;
            case "x²" -> x * x;
            case "y²" -> y * y;
            case "xy" -> x * y;
            case "sin x" -> Functions.sin(x);
            default -> Functions.sin(y);
        };
    }
}
