package dev.gradus.chart.canvas;

import java.awt.BasicStroke;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** A sound in two pictures over one time: the pressure of the air, and below it the spectrogram, what is heard at which pitch. */
public final class SoundPicture extends Drawing {
    private static final double WIDTH = 420;
    private static final double WAVE = 64;
    private static final double BAND = 7; // pixels of a band
    private static final double GAP = 28;
    private static final Axes.Range PRESSURE = new Axes.Range(-1, 1);

    private final double[] samples;
    private final double[][] shares;
    private final List<String> pitches;
    private final double seconds;
    private final double hop;

    /**
     * Draws nothing yet.
     *
     * @param samples from −1 to 1
     * @param shares windows × bands, from 0, silence, to 1
     * @param pitches what each band is called; some may be empty
     * @param seconds how long it lasts
     * @param hop from one window to the next, in seconds
     */
    public SoundPicture(
            String title, double[] samples, double[][] shares, List<String> pitches, double seconds, double hop) {
        super(title, (int) (Axes.LEFT + WIDTH + Canvas.PADDING), (int)
                (Canvas.PADDING + WAVE + GAP + BAND * shares[0].length + 42));
        this.samples = samples;
        this.shares = shares;
        this.pitches = pitches;
        this.seconds = seconds;
        this.hop = hop;
    }

    @Override
    protected void draw(Canvas canvas) {
        Axes.Range time = new Axes.Range(0, seconds);
        Axes wave = new Axes(time, PRESSURE, Axes.LEFT, Canvas.PADDING, WIDTH, WAVE);
        int bands = shares[0].length;
        Axes heard =
                new Axes(time, new Axes.Range(0, bands), Axes.LEFT, Canvas.PADDING + WAVE + GAP, WIDTH, BAND * bands);
        for (int tick = -1; tick <= 1; tick++)
            canvas.text(
                    Integer.toString(tick).replace('-', '−'),
                    Ink.TEXT_SIZE,
                    Ink.TEXT,
                    wave.left - 7,
                    wave.y(tick),
                    1,
                    false);
        canvas.graphics().setColor(Ink.BLUE);
        canvas.graphics().setStroke(new BasicStroke(0.8f));
        Path2D line = new Path2D.Double();
        line.moveTo(wave.x(0), wave.y(samples[0]));
        for (int n = 1; n < samples.length; n++) line.lineTo(wave.x(n * seconds / samples.length), wave.y(samples[n]));
        canvas.graphics().draw(line);
        canvas.frame(Ink.EDGE, wave.left, wave.top, wave.width, wave.height);
        heard.inside(canvas.graphics(), () -> {
            double wide = heard.x(hop) - heard.x(0);
            canvas.graphics()
                    .drawImage(
                            image(shares),
                            (int) Math.round(heard.left),
                            (int) Math.round(heard.top),
                            (int) Math.round(wide * shares.length),
                            (int) Math.round(heard.height),
                            null);
        });
        canvas.text("Hz", Ink.TEXT_SIZE, Ink.TEXT, heard.left - 7, heard.top - 9, 1, false);
        labels(canvas, pitches, heard.left, heard.top, BAND);
        heard.drawAcross(canvas, "s", false);
        canvas.frame(Ink.EDGE, heard.left, heard.top, heard.width, heard.height);
    }

    /** The names of bands at the left of a spectrogram, the lowest one below. */
    public static void labels(Canvas canvas, List<String> pitches, double left, double top, double band) {
        for (int i = 0; i < pitches.size(); i++)
            canvas.text(
                    pitches.get(i),
                    Ink.TEXT_SIZE,
                    Ink.TEXT,
                    left - 7,
                    top + (pitches.size() - i - 0.5) * band,
                    1,
                    false);
    }

    /** A pixel for each window and band, the lowest band below: white is silence. */
    private static BufferedImage image(double[][] shares) {
        int bands = shares[0].length;
        BufferedImage image = new BufferedImage(shares.length, bands, BufferedImage.TYPE_INT_RGB);
        for (int t = 0; t < shares.length; t++)
            for (int band = 0; band < bands; band++)
                image.setRGB(
                        t,
                        bands - 1 - band,
                        Ink.mix(Ink.CARD, Ink.TEXT, shares[t][band]).getRGB());
        return image;
    }
}
