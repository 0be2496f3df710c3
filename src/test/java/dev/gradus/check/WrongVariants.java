package dev.gradus.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Wrong answers as learners write them, with loops over plain numbers: one for each mistake that a place lists. Nothing
 * here knows how the checks calculate the same mistakes.
 */
final class WrongVariants {
    private final Given g;
    private final Mistake slip;

    private WrongVariants(Given g, Mistake slip) {
        this.g = g;
        this.slip = slip;
    }

    /** The answer with one mistake in it; right where nobody can make it. */
    static Function<Given, Object> of(String key, Mistake slip) {
        return g -> new WrongVariants(g, slip).answer(key);
    }

    private Object answer(String key) {
        return switch (key) {
            case "diagnosis.linear-regression" -> neuron(false);
            case "diagnosis.logistic-unit" -> neuron(true);
            case "diagnosis.dense-layer" -> dense();
            case "diagnosis.softmax-cross-entropy" -> softmax();
            case "diagnosis.one-two-one" -> oneTwoOne();
            case "00.half" -> half();
            case "00.square" -> square((int) g.number("v"));
            case "00.mean" -> mean((int) g.number("a"), (int) g.number("b"));
            case "01.prediction" ->
                is(Mistake.SUM_FOR_PRODUCT) ? g.number("w") + g.number("x") : g.number("w") * g.number("x");
            case "01.cost" -> cost();
            case "01.slope" -> slope();
            case "01.update" -> update(g.number("w"), g.number("eta"), g.number("slope"));
            case "01.largest-rate" -> largestRate(g.number("a"));
            case "01.factor" -> 1 - g.number("eta") * g.number("a");
            case "01.best" -> best(g.row("x"), g.row("y"));
            case "01.fastest" ->
                g.row("x").length / Arrays.stream(g.row("x")).map(v -> v * v).sum();
            case "01.top" -> 0.07542915856974819;
            case "01.absolute-slope" -> absoluteSlope(g.row("x"), g.row("y"));
            case "02.gradient" -> gradient();
            case "02.line" -> line(g.row("x"), g.row("y"));
            case "02.back" -> back(g.number("w"), g.number("b"), g.number("mean"), g.number("deviation"));
            case "02.steps" -> steps((int) g.number("m"), (int) g.number("batch"), (int) g.number("epochs"));
            case "02.together" -> together(g.number("g1"), (int) g.number("m1"), g.number("g2"), (int) g.number("m2"));
            case "02.by-species" -> bySpecies();
            case "05.delta2" -> factor() * delta2();
            case "05.dw2" -> pair(this::dw2);
            case "05.db2" -> factor() * db2();
            case "05.da1" -> pair(this::da1);
            case "05.delta1" -> pair(this::delta1);
            case "05.dw1" -> pair(this::dw1);
            case "05.db1" -> pair(this::db1);
            case "05.delta" -> scaled(hiddenDelta(g.rows("nextDelta"), g.rows("nextW"), g.rows("Z")));
            case "05.dW" -> scaled(weightGradient(g.rows("A"), g.rows("delta")));
            case "05.db" -> biasGradient(g.rows("delta"));
            case "05.wakes" -> pair(this::wakes);
            case "05.tanh" -> factor() * tanh(g.number("z"), g.number("a"), g.number("da"));
            case "05.samples" -> samples(g.row("a"), g.row("y"));
            case "08.parameters" -> parameters(g.number("inputs"), g.number("outputs"));
            case "08.undecided-loss" -> undecided(g.number("classes"));
            case "08.shrinking" -> shrinking((int) g.number("layers"));
            case "08.steps" -> batches(g.number("samples") / g.number("batch"));
            case "08.smaller" -> smaller();
            default -> Exercises.right(key).apply(g); // wrong-answers.txt has them
        };
    }

    private double batches(double quotient) {
        return is(Mistake.INTEGER_DIVISION) ? Math.floor(quotient) : Math.ceil(quotient);
    }

    private double shrinking(int layers) {
        if (is(Mistake.SUM_FOR_PRODUCT)) return layers / 4.0;
        double product = 1;
        for (int i = 0; i < layers; i++) product *= is(Mistake.UPSIDE_DOWN) ? 4 : 1 / 4.0;
        return product;
    }

    // ---- what can happen to anything ----

    private boolean is(Mistake mistake) {
        return slip == mistake;
    }

    private double factor() {
        return switch (slip) {
            case SIGN -> -1;
            case TWO -> 2;
            case HALF -> 1 / 2.0;
            case ZERO -> 1 / 2;
            default -> 1;
        };
    }

    /** What the sum over m samples of so many numbers is divided by. */
    private double count(int m, int columns) {
        return switch (slip) {
            case MEAN_MISSING -> 1;
            case MEAN_TWICE -> m * m;
            case TIMES_M -> 1.0 / m;
            case MEAN_OVER_FEATURES -> columns;
            case MEAN_OVER_CLASSES -> m * columns;
            default -> m;
        };
    }

    // ---- lessons 00, 01 and 08 ----

    private Object half() {
        return is(Mistake.TWICE) ? 2 : is(Mistake.INTEGER_DIVISION) ? (Object) (1 / 2) : 0.5;
    }

    private int square(int v) {
        return is(Mistake.XOR) ? v ^ 2 : is(Mistake.TWICE) ? v + v : v * v;
    }

    private double mean(int a, int b) {
        return switch (slip) {
            case INTEGER_DIVISION -> (a + b) / 2;
            case ZERO -> 1 / 2 * (a + b);
            case MEAN_MISSING -> a + b;
            default -> (a + b) / 2.0;
        };
    }

    private double cost() {
        double[] x = g.row("x"), y = g.row("y");
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double e = g.number("w") * x[i] - (is(Mistake.TARGET_MISSING) ? 0 : y[i]);
            sum += is(Mistake.ABSOLUTE)
                    ? Math.abs(e)
                    : is(Mistake.NOT_SQUARED) || is(Mistake.SQUARE_OF_SUM) ? e : e * e;
        }
        if (is(Mistake.SQUARE_OF_SUM)) sum *= sum;
        return factor() * sum / (2 * count(x.length, 1));
    }

    private static double best(double[] x, double[] y) {
        double xy = 0, xx = 0;
        for (int i = 0; i < x.length; i++) {
            xy += x[i] * y[i];
            xx += x[i] * x[i];
        }
        return xy / xx;
    }

    private double absoluteSlope(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += Math.signum(g.number("w") * x[i] - y[i]) * x[i];
        return factor() * sum / (2 * count(x.length, 1));
    }

    private double slope() {
        double[] x = g.row("x"), y = g.row("y");
        double w = g.number("w");
        double sum = 0;
        for (int i = 0; i < x.length; i++)
            sum += switch (slip) {
                case INPUT_MISSING -> w * x[i] - y[i];
                case WITH_RESPECT_TO_INPUT -> (w * x[i] - y[i]) * w;
                case TARGET_MISSING -> w * x[i] * x[i];
                case ERROR_SQUARED -> Math.pow(w * x[i] - y[i], 2) * x[i];
                default -> (w * x[i] - y[i]) * x[i];
            };
        return factor() * sum / count(x.length, 1);
    }

    private double update(double w, double eta, double slope) {
        return switch (slip) {
            case UPHILL -> w + eta * slope;
            case RATE_MISSING -> w - slope;
            case STEP_ALONE -> -eta * slope;
            case SIGN -> eta * slope - w;
            default -> w - eta * slope;
        };
    }

    private double largestRate(double a) {
        return switch (slip) {
            case FASTEST_FOR_LARGEST -> 1 / a;
            case TWICE -> a + a;
            case UPSIDE_DOWN -> a / 2;
            default -> 2 / a;
        };
    }

    // ---- lesson 02 ----

    private Object gradient() {
        double[] x = g.row("x"), y = g.row("y");
        double w = g.number("w"), b = g.number("b");
        double dw = 0, db = 0, errors = 0, inputs = 0;
        for (int i = 0; i < x.length; i++) {
            double e = w * x[i] + (is(Mistake.BIAS_MISSING) ? 0 : b) - (is(Mistake.TARGET_MISSING) ? 0 : y[i]);
            if (is(Mistake.ERROR_SQUARED)) e *= e;
            errors += e;
            inputs += x[i];
            dw += switch (slip) {
                case INPUT_MISSING -> e;
                case WITH_RESPECT_TO_INPUT -> e * w;
                case INPUT_TWICE -> e * x[i] * x[i];
                case ERROR_MISSING -> x[i];
                default -> e * x[i];
            };
            db += switch (slip) {
                case INPUT_IN_BIAS -> e * x[i];
                case WITH_RESPECT_TO_INPUT -> e * b;
                default -> e;
            };
        }
        if (is(Mistake.PRODUCT_OF_SUMS)) dw = errors * inputs;
        double each = factor() / count(x.length, 1);
        return List.of(each * dw, each * db);
    }

    private Object line(double[] x, double[] y) {
        int m = x.length;
        boolean origin = is(Mistake.MEANS_NOT_SUBTRACTED);
        double mx = Arrays.stream(x).sum() / m, my = Arrays.stream(y).sum() / m;
        double xx = 0, xy = 0, yy = 0;
        for (int i = 0; i < m; i++) {
            double u = origin ? x[i] : x[i] - mx, v = origin ? y[i] : y[i] - my;
            xx += u * u;
            xy += u * v;
            yy += v * v;
        }
        double w = switch (slip) {
            case TARGET_FOR_INPUT -> xy / yy;
            case UPSIDE_DOWN -> xx / xy;
            case SIGN -> -xy / xx;
            default -> xy / xx;
        };
        return List.of(w, is(Mistake.SLOPE_LEFT_OUT) ? my : my - w * mx);
    }

    private Object back(double w, double b, double mean, double deviation) {
        return switch (slip) {
            case SIGN -> List.of(-w / deviation, b + w / deviation * mean);
            case DEVIATION_MISSING -> List.of(w, b - w * mean);
            case MULTIPLIED -> List.of(w * deviation, b - w * deviation * mean);
            case NOT_MOVED -> List.of(w / deviation, b);
            case SLOPE_LEFT_OUT -> List.of(w / deviation, b - mean);
            default -> List.of(w / deviation, b - w / deviation * mean);
        };
    }

    private double steps(int m, int batch, int epochs) {
        return switch (slip) {
            case LAST_BATCH_LEFT_OUT -> m / batch * epochs;
            case NOT_WHOLE -> (double) m / batch * epochs;
            case STEP_PER_SAMPLE -> m * epochs;
            default -> (m % batch == 0 ? m / batch : m / batch + 1) * epochs;
        };
    }

    private double together(double g1, int m1, double g2, int m2) {
        return switch (slip) {
            case UNWEIGHTED -> (g1 + g2) / 2;
            case SWAPPED -> (m2 * g1 + m1 * g2) / (m1 + m2);
            case MEAN_MISSING -> m1 * g1 + m2 * g2;
            default -> factor() * (m1 * g1 + m2 * g2) / (m1 + m2);
        };
    }

    private double[] bySpecies() {
        return switch (slip) {
            case SIGN -> new double[] {191.643, -217.152, -204.625, -369.441};
            case UNITS -> new double[] {-0.1916428, 0.2171516, 0.2046247, 0.3694406};
            case TARGET_FOR_INPUT -> new double[] {-0.001162081, 0.001528587, 0.001785797, 0.001399638};
            default -> new double[] {-191.643, 217.152, 204.625, 369.441};
        };
    }

    private double parameters(double inputs, double outputs) {
        return switch (slip) {
            case BIASES_FORGOTTEN -> inputs * outputs;
            case BIAS_FOR_EACH_INPUT -> inputs * outputs + inputs;
            case SUM_FOR_PRODUCT -> inputs + outputs;
            default -> inputs * outputs + outputs;
        };
    }

    private double undecided(double classes) {
        return switch (slip) {
            case LOG_TEN -> Math.log10(classes);
            case ACCURACY_FOR_LOSS -> 1 / classes;
            default -> factor() * Math.log(classes);
        };
    }

    private double[] smaller() {
        return switch (slip) {
            case SWAPPED -> new double[] {784, 16, 32, 10};
            case OUTPUT_FOR_INPUT -> new double[] {784, 32, 16};
            default -> new double[] {784, 32, 16, 10};
        };
    }

    // ---- lesson 05, a neuron at a time ----

    private double[] pair(IntToDoubleFunction number) {
        return IntStream.range(0, 2).mapToDouble(number).map(v -> factor() * v).toArray();
    }

    private double x() {
        return g.number("x");
    }

    private double z1(int j) {
        return g.row("w1")[j] * x() + g.row("b1")[j];
    }

    private double a1(int j) {
        return z1(j) > 0 ? z1(j) : 0;
    }

    private double w2(int j) {
        return g.row("w2")[j];
    }

    private double a2() {
        return g.number("b2") + w2(0) * a1(0) + w2(1) * a1(1);
    }

    private double e() {
        return a2() - g.number("y");
    }

    // ---- lesson 05, at its end ----

    private double wakes(int j) {
        if (is(Mistake.SHIFT_ALONE)) return -(g.number("x") * g.row("w1")[j] + g.row("b1")[j]);
        return -g.number("x") * g.row("w1")[is(Mistake.SWAPPED) ? 1 - j : j];
    }

    private double tanh(double z, double a, double da) {
        return switch (slip) {
            case SIGMA_PRIME_MISSING -> da;
            case DELTA_MISSING -> 1 - a * a;
            case SIGMA_FOR_SIGMA_PRIME -> da * a;
            case Z_FOR_SIGMA_PRIME -> da * z;
            case SIGMA_PRIME_AT_A -> da * (1 - Math.tanh(a) * Math.tanh(a));
            default -> da * (1 - a * a);
        };
    }

    private Object samples(double[] a, double[] y) {
        int m = a.length;
        double[] e = new double[m];
        for (int i = 0; i < m; i++) e[i] = is(Mistake.TARGET_ADDED) ? a[i] + y[i] : a[i] - y[i];
        if (is(Mistake.SUM_MISSING)) return e;
        double sum = 0;
        for (int i = 0; i < m; i++)
            sum += switch (slip) {
                case TARGET_MISSING -> a[i];
                case LOSS_FOR_SLOPE -> e[i] * e[i] / 2;
                case ERROR_WITHOUT_SIGN -> Math.abs(e[i]);
                default -> e[i];
            };
        if (is(Mistake.MEAN_OVER_ONE_LESS)) return sum / (m - 1);
        if (is(Mistake.MEAN_MISSING)) return sum;
        return factor() * sum / (is(Mistake.MEAN_TWICE) ? m * m : m);
    }

    private double delta2() {
        return switch (slip) {
            case TARGET_MISSING -> a2();
            case ERROR_SQUARED -> e() * e();
            case OUTPUT_BENT -> a2() > 0 ? e() : 0;
            default -> e();
        };
    }

    private double dw2(int j) {
        return switch (slip) {
            case SIGMA_MISSING -> z1(j) * e();
            case INPUT_MISSING -> e();
            case WITH_RESPECT_TO_INPUT -> w2(j) * e();
            case SWAPPED -> a1(1 - j) * e();
            case DELTA_MISSING -> a1(j);
            default -> a1(j) * delta2();
        };
    }

    private double db2() {
        return switch (slip) {
            case INPUT_IN_BIAS -> (a1(0) + a1(1)) * e();
            case DELTA_MISSING -> 1;
            case WITH_RESPECT_TO_INPUT -> g.number("b2") * e();
            default -> delta2();
        };
    }

    private double da1(int j) {
        return switch (slip) {
            case NEXT_WEIGHTS_MISSING -> e();
            case WITH_RESPECT_TO_INPUT -> a1(j) * e();
            case OWN_WEIGHTS -> g.row("w1")[j] * e();
            case SWAPPED -> w2(1 - j) * e();
            case DELTA_MISSING -> w2(j);
            default -> w2(j) * delta2();
        };
    }

    /** Of the step from da1 alone. */
    private double delta1(int j) {
        double da1 = w2(j) * e();
        return switch (slip) {
            case SIGMA_PRIME_MISSING -> da1;
            case SIGMA_PRIME_AT_X -> x() > 0 ? da1 : 0;
            case SIGMA_FOR_SIGMA_PRIME -> a1(j) * da1;
            case DELTA_MISSING -> z1(j) > 0 ? 1 : 0;
            case OUTPUT_BENT -> z1(j) > 0 && a2() > 0 ? da1 : 0;
            case SWAPPED -> z1(1 - j) > 0 ? da1 : 0;
            default -> z1(j) > 0 ? da1 : 0;
        };
    }

    private double rightDelta1(int j) {
        return z1(j) > 0 ? w2(j) * e() : 0;
    }

    private double dw1(int j) {
        return switch (slip) {
            case INPUT_MISSING -> rightDelta1(j);
            case OUTPUT_FOR_INPUT -> a1(j) * rightDelta1(j);
            case WITH_RESPECT_TO_INPUT -> g.row("w1")[j] * rightDelta1(j);
            case DELTA_MISSING -> x();
            case SWAPPED -> x() * rightDelta1(1 - j);
            default -> x() * rightDelta1(j);
        };
    }

    private double db1(int j) {
        return switch (slip) {
            case INPUT_IN_BIAS -> x() * rightDelta1(j);
            case AXIS -> rightDelta1(0) + rightDelta1(1);
            case DELTA_MISSING -> 1;
            case SWAPPED -> rightDelta1(1 - j);
            default -> rightDelta1(j);
        };
    }

    /** The whole network at once, one mistake somewhere on the way. */
    private Object oneTwoOne() {
        double[] delta1 = new double[2], dw1 = new double[2], dw2 = new double[2];
        for (int j = 0; j < 2; j++) {
            double da1 = is(Mistake.DELTA_MISSING) ? w2(j) : da1(j);
            delta1[j] = switch (slip) {
                case SIGMA_PRIME_MISSING -> da1;
                case SIGMA_PRIME_AT_X -> x() > 0 ? da1 : 0;
                case SIGMA_FOR_SIGMA_PRIME -> a1(j) * da1;
                case WITH_RESPECT_TO_INPUT -> rightDelta1(j);
                default -> z1(j) > 0 ? da1 : 0;
            };
            double input = switch (slip) {
                case INPUT_MISSING -> 1;
                case OUTPUT_FOR_INPUT -> a1(j);
                case WITH_RESPECT_TO_INPUT -> g.row("w1")[j];
                default -> x();
            };
            dw1[j] = factor() * input * delta1[j];
            dw2[j] = factor() * (is(Mistake.DELTA_MISSING) ? a1(j) * e() : dw2(j));
        }
        Object db1 = switch (slip) {
            case INPUT_IN_BIAS -> new double[] {x() * delta1[0], x() * delta1[1]};
            case AXIS -> delta1[0] + delta1[1];
            default -> new double[] {factor() * delta1[0], factor() * delta1[1]};
        };
        double db2 = is(Mistake.INPUT_IN_BIAS) ? db2() : delta2();
        return List.of(dw1, db1, dw2, factor() * db2);
    }

    // ---- a single neuron and m samples ----

    private Object neuron(boolean sigmoid) {
        double[][] x = g.rows("X");
        double[] y = g.row("y"), w = g.row("w");
        int m = x.length;
        double[] dw = new double[w.length], deltas = new double[m];
        double db = 0;
        for (int i = 0; i < m; i++) {
            double z = is(Mistake.BIAS_MISSING) ? 0 : g.number("b");
            for (int k = 0; k < w.length; k++) z += x[i][k] * w[k];
            double a = sigmoid ? sigma(z) : z;
            double dJda = (1 - y[i]) / (1 - a) - y[i] / a; // of the cross-entropy
            double delta = switch (slip) {
                case TARGET_MISSING -> a;
                case ERROR_SQUARED -> (a - y[i]) * (a - y[i]);
                case SIGMA_MISSING -> z - y[i];
                case ROUNDED -> Math.round(a) - y[i];
                case SIGMA_PRIME_NOT_CANCELLED -> (a - y[i]) * sigmaPrime(z);
                case SIGMA_PRIME_MISSING -> dJda;
                case SIGMA_PRIME_AT_A -> dJda * sigmaPrime(a);
                case Z_FOR_A_IN_SIGMA_PRIME -> dJda * z * (1 - z);
                default -> a - y[i];
            };
            double share = factor() * delta / count(m, w.length);
            for (int k = 0; k < w.length; k++)
                dw[k] += switch (slip) {
                    case INPUT_MISSING -> share;
                    case WITH_RESPECT_TO_INPUT -> share * w[k];
                    default -> share * x[i][k];
                };
            db += is(Mistake.INPUT_IN_BIAS) ? share * x[i][0] : share;
            deltas[i] = share;
        }
        return List.of(dw, is(Mistake.AXIS) ? deltas : db);
    }

    private static double sigma(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private static double sigmaPrime(double z) {
        return sigma(z) * (1 - sigma(z));
    }

    private Object softmax() {
        double[][] z = g.rows("Z"), y = g.rows("Y");
        int m = z.length, classes = z[0].length;
        double[][] dZ = new double[m][classes];
        for (int i = 0; i < m; i++) {
            int row = i;
            double best = Arrays.stream(z[i]).max().orElseThrow();
            double across = Arrays.stream(z[i]).map(Math::exp).sum();
            for (int k = 0; k < classes; k++) {
                int column = k;
                double down =
                        Arrays.stream(z).mapToDouble(r -> Math.exp(r[column])).sum();
                double a = Math.exp(z[row][k]) / (is(Mistake.SOFTMAX_OVER_COLUMNS) ? down : across);
                double delta = switch (slip) {
                    case SOFTMAX_LOSS_ONLY -> -y[i][k] / a;
                    case SOFTMAX_DIAGONAL -> -y[i][k] / a * a * (1 - a);
                    case SIGMA_PRIME_NOT_CANCELLED -> (a - y[i][k]) * a * (1 - a);
                    case SIGMOID_FOR_SOFTMAX -> sigma(z[i][k]) - y[i][k];
                    case SOFTMAX_MISSING -> z[i][k] - y[i][k];
                    case TARGET_MISSING -> a;
                    case ROUNDED -> (z[i][k] == best ? 1 : 0) - y[i][k];
                    default -> a - y[i][k];
                };
                dZ[i][k] = factor() * delta / count(m, classes);
            }
        }
        return dZ;
    }

    // ---- layers ----

    private Object dense() {
        double[][] x = g.rows("X"), w = g.rows("W"), delta = g.rows("dA"), z = product(x, w), a = z.clone();
        for (int i = 0; i < z.length; i++) {
            a[i] = z[i].clone();
            for (int j = 0; j < z[i].length; j++) {
                if (!is(Mistake.BIAS_MISSING)) z[i][j] += g.row("b")[j];
                a[i][j] = sigma(z[i][j]);
                delta[i][j] *= switch (slip) {
                    case SIGMA_PRIME_MISSING -> 1;
                    case SIGMA_PRIME_AT_A -> sigmaPrime(a[i][j]);
                    case Z_FOR_A_IN_SIGMA_PRIME -> z[i][j] * (1 - z[i][j]);
                    case SIGMA_FOR_SIGMA_PRIME -> a[i][j];
                    default -> sigmaPrime(z[i][j]);
                };
            }
        }
        double[][] ones = each(delta, v -> 1);
        double[][] dW = switch (slip) {
            case OUTPUT_FOR_INPUT -> product(turned(a), delta);
            case WITH_RESPECT_TO_INPUT -> product(delta, turned(w));
            case INPUT_MISSING -> delta;
            case WRONG_ORDER, ELEMENT_WISE -> product(turned(x), delta); // these are made in dX
            default -> weightGradient(x, delta);
        };
        double[][] dX = switch (slip) {
            case TRANSPOSED_WEIGHT -> product(delta, w);
            case NEXT_WEIGHTS_MISSING -> delta;
            case WRONG_ORDER -> product(w, delta);
            case ELEMENT_WISE -> times(delta, w);
            case DELTA_MISSING -> product(ones, turned(w));
            default -> product(delta, turned(w));
        };
        Object db = is(Mistake.TRANSPOSED) ? sums(delta) : biasGradient(is(Mistake.DELTA_MISSING) ? ones : delta);
        return List.of(scaled(dW), db, scaled(dX));
    }

    private double[][] hiddenDelta(double[][] nextDelta, double[][] nextW, double[][] z) {
        double[][] back = switch (slip) {
            case NEXT_WEIGHTS_MISSING -> nextDelta;
            case TRANSPOSED_WEIGHT -> product(nextDelta, nextW);
            case WRONG_ORDER -> product(nextW, nextDelta);
            case ELEMENT_WISE -> times(nextDelta, nextW);
            default -> product(nextDelta, turned(nextW));
        };
        return switch (slip) {
            case SIGMA_PRIME_MISSING -> back;
            case SIGMA_FOR_SIGMA_PRIME -> times(back, each(z, v -> v > 0 ? v : 0));
            default -> times(back, each(z, v -> v > 0 ? 1 : 0));
        };
    }

    private double[][] weightGradient(double[][] x, double[][] delta) {
        return switch (slip) {
            case TRANSPOSED -> product(turned(delta), x);
            case INPUT_NOT_TRANSPOSED -> product(x, delta);
            case WRONG_ORDER -> product(delta, x);
            case ELEMENT_WISE -> times(x, delta);
            default -> product(turned(x), delta);
        };
    }

    private Object biasGradient(double[][] delta) {
        return switch (slip) {
            case AXIS -> sums(turned(delta));
            case TRANSPOSED -> turned(new double[][] {sums(delta)});
            default -> scaled(new double[][] {sums(delta)})[0];
        };
    }

    /** The common factors, and a mean over the rows that was taken before. */
    private double[][] scaled(double[][] v) {
        double m = is(Mistake.MEAN_TAKEN_AGAIN) ? 3 : 1; // wherever mistakes are looked for, there are three samples
        return each(v, e -> factor() * e / m);
    }

    private static double[] sums(double[][] v) {
        return product(
                new double[][] {IntStream.range(0, v.length).mapToDouble(i -> 1).toArray()}, v)[0];
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++)
            for (int j = 0; j < b[0].length; j++) for (int k = 0; k < b.length; k++) c[i][j] += a[i][k] * b[k][j];
        return c;
    }

    private static double[][] turned(double[][] a) {
        double[][] turned = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) for (int j = 0; j < a[0].length; j++) turned[j][i] = a[i][j];
        return turned;
    }

    private static double[][] each(double[][] a, DoubleUnaryOperator f) {
        return Arrays.stream(a).map(row -> Arrays.stream(row).map(f).toArray()).toArray(double[][]::new);
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] c = new double[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) for (int j = 0; j < a[0].length; j++) c[i][j] = a[i][j] * b[i][j];
        return c;
    }
}
