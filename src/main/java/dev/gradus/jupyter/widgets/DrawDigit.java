package dev.gradus.jupyter.widgets;

import dev.gradus.chart.Pictures;
import dev.gradus.data.photo.DigitImage;
import dev.gradus.errors.Require;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.View;
import dev.gradus.nn.Network;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A pad to draw a digit on, and what a network takes it for: its probabilities follow the pen.
 *
 * <pre>{@code
 * DrawDigit.of(network)
 * }</pre>
 *
 * The drawing is scaled and centred as MNIST's images are, and the small picture shows what the network sees. At the
 * beginning there is a 3, so that there is something to see. Where nothing can be drawn, that is the picture which stays.
 */
public final class DrawDigit extends Widget {
    private static final int SIDE = 4 * DigitImage.SIDE; // of the pad, in its own pixels
    private static final int PEN = 9;
    private static final int DIGITS = 10; // what follows is a class of another kind

    /** A 3, in pixels of the pad. */
    private static final double[][] EXAMPLE = {
        {36, 30}, {48, 21}, {64, 20}, {75, 29}, {74, 42}, {64, 51}, {50, 54}, {66, 57}, {77, 67}, {77, 80}, {66, 91},
        {48, 93}, {34, 84}
    };

    private final Network network;
    private final byte[] start; // the ink of the pad at the beginning
    private double[] image;
    private double[] probabilities;

    private DrawDigit(Network network, byte[] start) {
        this.network = network;
        this.start = start;
        draw(start);
    }

    /**
     * @throws IllegalArgumentException if the network doesn't take 28 × 28 = 784 numbers, or gives a single one
     */
    public static DrawDigit of(Network network) {
        return of(network, example());
    }

    /**
     * With another drawing than the 3 to begin with.
     *
     * @param image 28 × 28 numbers from 0 (paper) to 1 (ink), row by row
     * @throws IllegalArgumentException if there are more or fewer, or one is outside of this range; and as above
     */
    public static DrawDigit of(Network network, double[] image) {
        int side = DigitImage.SIDE;
        Require.notNull("image", image, "28 × 28 numbers from 0 to 1");
        if (image.length != side * side)
            throw new IllegalArgumentException("image has " + image.length + " numbers, but expected 28 × 28 = 784");
        for (double pixel : image)
            if (!(pixel >= 0 && pixel <= 1))
                throw new IllegalArgumentException("image holds " + pixel + ", but expected numbers from 0 to 1");
        byte[] ink = new byte[SIDE * SIDE];
        for (int i = 0; i < SIDE; i++)
            for (int j = 0; j < SIDE; j++)
                ink[i * SIDE + j] = (byte) Math.round(255 * image[i * side / SIDE * side + j * side / SIDE]);
        return of(network, ink);
    }

    private static DrawDigit of(Network network, byte[] start) {
        Require.notNull("network", network, "a Network that was trained on MNIST");
        if (network.inputs() != DigitImage.SIDE * DigitImage.SIDE)
            throw new IllegalArgumentException(
                    "network takes " + network.inputs() + " numbers, but a drawn digit has 28 × 28 = 784");
        if (network.outputs() < 2)
            throw new IllegalArgumentException(
                    "network gives 1 number, but expected a probability for each digit, as softmax() does");
        return new DrawDigit(network, start);
    }

    /** The image that the network sees now: 784 numbers from 0 to 1. */
    public double[] image() {
        return image.clone();
    }

    /** What the network makes of it: a probability for each digit. */
    public double[] probabilities() {
        return probabilities.clone();
    }

    private static byte[] example() {
        byte[] ink = new byte[SIDE * SIDE];
        for (int i = 0; i < SIDE; i++)
            for (int j = 0; j < SIDE; j++) {
                double distance = Double.POSITIVE_INFINITY;
                for (int k = 1; k < EXAMPLE.length; k++)
                    distance = Math.min(distance, distance(j + 0.5, i + 0.5, EXAMPLE[k - 1], EXAMPLE[k]));
                double cover = Math.max(0, Math.min(1, PEN / 2.0 + 0.5 - distance));
                ink[i * SIDE + j] = (byte) Math.round(255 * cover);
            }
        return ink;
    }

    /** From a point to the line between two others. */
    private static double distance(double x, double y, double[] a, double[] b) {
        double dx = b[0] - a[0];
        double dy = b[1] - a[1];
        double t = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy)));
        double ex = x - a[0] - t * dx;
        double ey = y - a[1] - t * dy;
        return Math.sqrt(ex * ex + ey * ey);
    }

    private void draw(byte[] bytes) {
        double[] ink = new double[bytes.length];
        for (int i = 0; i < ink.length; i++) ink[i] = (bytes[i] & 255) / 255.0;
        image = DigitImage.normalised(ink, SIDE, SIDE);
        probabilities = network.predict(image);
    }

    private boolean isEmpty() {
        return Arrays.stream(image).allMatch(p -> p == 0);
    }

    @Override
    Panel makePanel() {
        Panel panel = new Panel(List.of(), PageFiles.DIGIT);
        panel.set(Map.of("pad", pad(), "ink", start));
        panel.set(drawn());
        return panel.onOther((name, value) -> {
            if (!name.equals("ink") || !(value instanceof byte[] bytes) || bytes.length != SIDE * SIDE) return;
            draw(bytes);
            panel.set(drawn());
        });
    }

    /** What never changes on the page. */
    private static Map<String, Object> pad() {
        return Map.of(
                "side",
                SIDE,
                "pen",
                PEN,
                "size",
                DigitImage.SIDE,
                "clear",
                Messages.text("widget.clear"),
                "label",
                Messages.text("widget.pad"),
                "seen",
                Messages.text("widget.seen"));
    }

    /** What digit.js draws: the image, a byte a pixel; the probabilities, without numbers where nothing is drawn; a sentence. */
    private Map<String, Object> drawn() {
        byte[] seen = new byte[image.length];
        for (int i = 0; i < seen.length; i++) seen[i] = (byte) Math.round(255 * image[i]);
        return Map.of(
                "seen", seen,
                "shares", shares(),
                "words", words());
    }

    private List<@Nullable Double> shares() {
        return Arrays.stream(probabilities)
                .<@Nullable Double>mapToObj(p -> isEmpty() || !Double.isFinite(p) ? null : p)
                .toList();
    }

    private Html html() {
        Html[] bars = IntStream.range(0, probabilities.length)
                .mapToObj(k -> bar(k, isEmpty() ? 0 : probabilities[k]))
                .toArray(Html[]::new);
        Html seen = Html.block("width:102px;flex:none", Html.of(picture(), Html.caption(Messages.text("widget.seen"))));
        return Html.block(
                "display:flex;gap:18px;align-items:flex-start",
                Html.of(seen, Html.block("width:300px", Html.of(bars))));
    }

    private Html bar(int k, double probability) {
        return Html.block(
                "display:flex;align-items:center;gap:8px;line-height:20px",
                Html.of(
                        Html.block("width:14px;text-align:right", Html.text(String.valueOf(k))),
                        Html.block("flex:1", Html.bar(probability)),
                        Html.block(
                                "width:72px;white-space:nowrap;text-align:right;font-variant-numeric:tabular-nums",
                                Html.text(isEmpty() ? "–" : Numbers.share(probability)))));
    }

    private Html picture() {
        return Html.picture(
                Pictures.png(Pictures.digits(List.of(image), DigitImage.SIDE, DigitImage.SIDE, List.of(), 1)), words());
    }

    /** "The network takes this drawing for a 3 (97.12 %), then 8 (2.01 %), 5 (0.44 %)"; what is no digit is "number 10". */
    private String words() {
        if (isEmpty()) return Messages.text("widget.no-digit");
        List<Integer> order = IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparing(k -> -probabilities[k]))
                .toList();
        int best = order.get(0);
        String others = order.stream()
                .skip(1)
                .limit(2)
                .map(k -> withShare(String.valueOf(k), k))
                .collect(Collectors.joining(Messages.text("widget.comma")));
        String name = Messages.text(best < DIGITS ? "widget.a-digit" : "widget.another", best);
        return Messages.text("widget.digit", withShare(name, best), others);
    }

    private String withShare(String name, int k) {
        return name + " (" + Numbers.share(probabilities[k]) + ")";
    }

    @Override
    public View view() {
        return new View(Html.of(html(), Html.caption(words())), words());
    }
}
