package dev.gradus.check;

/** What stands in the notebooks' cells, and gets into answers by mistake. */
public final class Cells {
    private Cells() {}

    /** Of lesson 01. */
    public static final double[] X = {1, 1, 2};

    public static final double[] Y = {2, 4, 6};

    /** Of the network of lesson 05, whose x is 2. */
    public static final double TARGET = 8;

    public static final double[] W2 = {1.5, -2};
    public static final double[] Z1 = {4, -1.5};
    public static final double[] A1 = {4, 0};
    public static final double A2 = 5;
    public static final double DELTA2 = -3;

    public static double cost(double w, double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += (w * x[i] - y[i]) * (w * x[i] - y[i]);
        return sum / (2 * x.length);
    }
}
