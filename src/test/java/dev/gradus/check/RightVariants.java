package dev.gradus.check;

import dev.gradus.check.lessons.OneTwoOne;
import dev.gradus.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/** Right gradients as different people write them: other orders, precisions, algebraic forms and types. */
final class RightVariants {
    private final RandomStream random;
    private final boolean single;

    RightVariants(int seed) {
        random = RandomStream.of(9, "right variants", seed);
        single = random.nextInt(2) == 0;
    }

    /** One answer, right for the place with this key. */
    Function<Given, Object> of(String key) {
        int form = random.nextInt(60);
        long order = random.nextLong();
        return switch (key) {
            case "diagnosis.linear-regression" -> g -> linear(g, form, order);
            case "diagnosis.logistic-unit" -> g -> logistic(g, form, order);
            case "diagnosis.dense-layer" -> g -> dense(g, form, order);
            case "diagnosis.softmax-cross-entropy" -> g -> softmax(g, form, order);
            case "diagnosis.one-two-one" -> g -> oneTwoOne(new OneTwoOne(g), form);
            default -> throw new IllegalArgumentException(key);
        };
    }

    // ---- how people add ----

    private double q(double v) {
        return single ? (float) v : v;
    }

    private double sum(int n, long seed, IntToDoubleFunction term) {
        int[] order = RandomStream.of(seed, "order", n).permutation(n);
        double[] terms =
                Arrays.stream(order).mapToDouble(i -> q(term.applyAsDouble(i))).toArray();
        return (seed & 1) == 0 ? oneByOne(terms) : pairwise(terms, 0, n);
    }

    private double oneByOne(double[] terms) {
        double sum = 0;
        for (double t : terms) sum = q(sum + t);
        return sum;
    }

    private double pairwise(double[] terms, int from, int to) {
        if (to - from == 1) return terms[from];
        int half = (from + to) / 2;
        return q(pairwise(terms, from, half) + pairwise(terms, half, to));
    }

    // ---- how people write down ----

    private static Object vector(double[] v, int form) {
        return switch (form % 4) {
            case 0 -> v;
            case 1 -> Arrays.stream(v).boxed().toList();
            case 2 -> Given.matrix(1, v.length, v);
            default -> {
                Double[] boxed = Arrays.stream(v).boxed().toArray(Double[]::new);
                yield boxed;
            }
        };
    }

    private static Object rows(double[][] v, int form) {
        if (form % 3 == 0) return v;
        if (form % 3 == 1)
            return Given.matrix(
                    v.length,
                    v[0].length,
                    Arrays.stream(v).flatMapToDouble(Arrays::stream).toArray());
        List<double[]> list = new ArrayList<>(List.of(v));
        return list;
    }

    private Object linear(Given g, int form, long order) {
        double[][] x = g.rows("X");
        double[] y = g.row("y"), w = g.row("w"), dw = new double[w.length];
        double b = g.number("b");
        int m = x.length;
        double[] a = new double[m];
        for (int i = 0; i < m; i++) {
            int row = i;
            a[i] = q(sum(w.length, order, k -> x[row][k] * w[k]) + b);
        }
        for (int k = 0; k < w.length; k++) {
            int f = k;
            dw[k] = q(
                    switch (form % 5) {
                        case 0 -> sum(m, order, i -> (a[i] - y[i]) * x[i][f]) / m;
                        case 1 -> sum(m, order, i -> (a[i] - y[i]) * x[i][f] / m);
                        case 2 -> (sum(m, order, i -> a[i] * x[i][f]) - sum(m, order, i -> y[i] * x[i][f])) / m;
                        case 3 -> sum(m, order, i -> 2 * (a[i] - y[i]) * x[i][f]) * (1.0 / (2 * m));
                        default -> -1.0 / m * sum(m, order, i -> x[i][f] * (y[i] - a[i]));
                    });
        }
        double db = form % 2 == 0
                ? sum(m, order, i -> a[i] - y[i]) / m
                : sum(m, order, i -> a[i] / m) - sum(m, order, i -> y[i] / m);
        Object bias = form % 7 == 0 ? new double[] {q(db)} : form % 7 == 1 ? (Object) (float) db : (Object) q(db);
        return form % 11 == 0 ? new Object[] {dw, bias} : List.of(vector(dw, form), bias);
    }

    private double sigma(double z, int form) {
        return q(
                switch (form % 4) {
                    case 0 -> 1 / (1 + q(Math.exp(-z)));
                    case 1 -> q(Math.exp(z)) / (1 + q(Math.exp(z)));
                    case 2 -> 0.5 + 0.5 * q(Math.tanh(z / 2));
                    default -> 1 - 1 / (1 + q(Math.exp(z)));
                });
    }

    private Object logistic(Given g, int form, long order) {
        double[][] x = g.rows("X");
        double[] y = g.row("y"), w = g.row("w"), dw = new double[w.length];
        int m = x.length;
        double[] delta = new double[m];
        for (int i = 0; i < m; i++) {
            int row = i;
            double a = sigma(q(g.number("b") + sum(w.length, order, k -> x[row][k] * w[k])), form);
            delta[i] = q(
                    switch (form % 5) {
                        case 0 -> a - y[i];
                        case 1 -> (a - y[i]) / (a * (1 - a)) * a * (1 - a);
                        case 2 -> (1 - y[i]) * a - y[i] * (1 - a);
                        case 3 -> (-y[i] / a + (1 - y[i]) / (1 - a)) * (a - a * a);
                        default -> y[i] == 1 ? a - 1 : a;
                    });
        }
        for (int k = 0; k < w.length; k++) {
            int f = k;
            dw[k] = form % 3 == 0
                    ? q(sum(m, order, i -> delta[i] * x[i][f]) / m)
                    : sum(m, order, i -> delta[i] * x[i][f] / m);
        }
        return List.of(vector(dw, form), q(sum(m, order, i -> delta[i]) / m));
    }

    private Object dense(Given g, int form, long order) {
        double[][] x = g.rows("X"), w = g.rows("W"), da = g.rows("dA");
        double[] b = g.row("b");
        int m = x.length, n = w.length, k = b.length;
        double[][] delta = new double[m][k], dw = new double[n][k], dx = new double[m][n];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < k; j++) {
                int row = i, column = j;
                double z = q(b[j] + sum(n, order, l -> x[row][l] * w[l][column]));
                double a = sigma(z, form);
                double slope = switch (form % 5) {
                    case 0 -> a * (1 - a);
                    case 1 -> a - a * a;
                    case 2 -> q(Math.exp(-z)) / ((1 + q(Math.exp(-z))) * (1 + q(Math.exp(-z))));
                    case 3 -> 0.25 * (1 - Math.tanh(z / 2) * Math.tanh(z / 2));
                    default -> 1 / (2 + Math.exp(z) + Math.exp(-z));
                };
                delta[i][j] = q(da[i][j] * slope);
            }
        double[] db = new double[k];
        for (int j = 0; j < k; j++) {
            int column = j;
            db[j] = sum(m, order, i -> delta[i][column]);
            for (int l = 0; l < n; l++) {
                int from = l;
                dw[l][j] = sum(m, order, i -> x[i][from] * delta[i][column]);
            }
        }
        for (int i = 0; i < m; i++)
            for (int l = 0; l < n; l++) {
                int row = i, to = l;
                dx[i][l] = sum(k, order, j -> delta[row][j] * w[to][j]);
            }
        return List.of(rows(dw, form), vector(db, form), rows(dx, form));
    }

    private Object softmax(Given g, int form, long order) {
        double[][] z = g.rows("Z"), y = g.rows("Y");
        int m = z.length, k = z[0].length;
        double[][] dz = new double[m][k];
        for (int i = 0; i < m; i++) {
            double[] zi = z[i], yi = y[i], a = new double[k];
            double shift = form % 2 == 0 ? 0 : Arrays.stream(zi).max().orElse(0);
            double total = sum(k, order, j -> Math.exp(zi[j] - shift));
            for (int j = 0; j < k; j++)
                a[j] = q(form % 3 == 0 ? Math.exp(zi[j] - shift - Math.log(total)) : Math.exp(zi[j] - shift) / total);
            for (int j = 0; j < k; j++) {
                int c = j;
                dz[i][j] = q(
                        form % 4 == 0
                                // by the whole Jacobian of softmax
                                ? sum(k, order, l -> -yi[l] / a[l] / m * a[l] * ((l == c ? 1 : 0) - a[c]))
                                : form % 4 == 1
                                        ? (a[j] - yi[j]) / m
                                        : form % 4 == 2 ? a[j] / m - yi[j] / m : -(yi[j] - a[j]) * (1.0 / m));
            }
        }
        return rows(dz, form);
    }

    private Object oneTwoOne(OneTwoOne n, int form) {
        double d2 = q(
                switch (form % 3) {
                    case 0 -> n.a2 - n.y;
                    case 1 -> -(n.y - n.a2);
                    default -> 0.5 * (2 * n.a2 - 2 * n.y);
                });
        double[] dw1 = new double[2], db1 = new double[2], dw2 = new double[2];
        for (int j = 0; j < 2; j++) {
            double slope = switch (form % 4) {
                case 0 -> n.z1[j] > 0 ? 1 : 0;
                case 1 -> n.a1[j] > 0 ? 1 : 0; // of ReLU, that is the same
                case 2 -> (1 + Math.signum(n.z1[j])) / 2;
                default -> n.a1[j] / n.z1[j];
            };
            db1[j] = q(d2 * n.w2[j] * slope);
            dw1[j] = q(form % 2 == 0 ? n.x * db1[j] : slope * n.w2[j] * n.x * n.a2 - slope * n.w2[j] * n.x * n.y);
            dw2[j] = q(form % 5 == 0 ? Math.max(0, n.z1[j]) * d2 : n.a1[j] * d2);
        }
        return List.of(vector(dw1, form), vector(db1, form), vector(dw2, form), d2);
    }
}
