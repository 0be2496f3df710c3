package dev.gradus.chart.canvas;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.function.DoubleUnaryOperator;

/** A function of one variable, sampled all over an axis. */
public final class SlopeCurve {
    private static final int SAMPLES = 400;

    public final double[] x = new double[SAMPLES + 1];
    public final double[] y = new double[SAMPLES + 1];

    public SlopeCurve(DoubleUnaryOperator f, Axes.Range xs) {
        for (int i = 0; i <= SAMPLES; i++) {
            x[i] = xs.low() + xs.length() * i / SAMPLES;
            y[i] = f.applyAsDouble(x[i]);
        }
    }

    /** With a gap where f is not finite. */
    public void draw(Graphics2D g, Axes axes) {
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (int i = 0; i <= SAMPLES; i++) {
            boolean drawn = Scale.isDrawn(y[i]);
            if (drawn && drawing) {
                path.lineTo(axes.x(x[i]), axes.y(y[i]));
            } else if (drawn) {
                path.moveTo(axes.x(x[i]), axes.y(y[i]));
            }
            drawing = drawn;
        }
        g.setColor(Ink.BLUE);
        g.setStroke(new BasicStroke(Ink.LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        g.draw(path);
    }
}
