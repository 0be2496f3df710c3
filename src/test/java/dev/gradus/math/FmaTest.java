package dev.gradus.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against {@code Math.fma}, bit for bit, where that is an instruction; any NaN is as good as another. */
class FmaTest {
    private static final int TRIPLES = Fma.IN_HARDWARE ? 3_000_000 : 3_000; // of each kind

    private static final float[] NASTY = {
        0,
        -0f,
        1,
        -1,
        3,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        3 * Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Math.nextDown(Float.MIN_NORMAL),
        -Float.MIN_NORMAL,
        0x1p-75f,
        0x1.000002p-75f,
        0x1p-74f,
        0x1.fffffep-63f,
        0x1p-24f,
        0x1p-25f,
        0x1.000002p0f,
        0x1.fffffep0f,
        0x1.fffffep-1f,
        0x1p12f,
        0x1.002p12f,
        0x1p24f,
        0x1p64f,
        0x1.fffffep63f,
        0x1p103f,
        0x1p104f,
        -0x1p103f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        (float) Math.PI,
        -1e-30f,
        1e30f
    };

    @Test
    void everyTripleOfNastyFloats() {
        for (float a : NASTY) for (float b : NASTY) for (float c : NASTY) assertSame(a, b, c);
    }

    @Test
    void everyTripleOfNastyDoubles() {
        double[] nasty = new double[3 * NASTY.length];
        for (int i = 0; i < NASTY.length; i++) {
            nasty[3 * i] = NASTY[i];
            nasty[3 * i + 1] = NASTY[i] * 0x1p-900; // and what lies at the ends of a double's range
            nasty[3 * i + 2] = Math.nextUp(NASTY[i] * 0x1p896);
        }
        for (double a : nasty) for (double b : nasty) for (double c : nasty) assertSame(a, b, c);
        double[] ends = {
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Math.nextDown(Double.MIN_NORMAL),
            Double.MAX_VALUE,
            0x1p-537,
            0x1.8p-538,
            0x1p512,
            0x1p511,
            0x1p-485,
            0x1.0000000000001p-485,
            0x1p900,
            0x1p-900,
            0x1p-52,
            1,
            0
        };
        for (double a : ends)
            for (double b : ends)
                for (double c : ends)
                    for (int sign = 0; sign < 4; sign++) assertSame(sign % 2 == 0 ? a : -a, b, sign < 2 ? c : -c);
    }

    /** Any bits; numbers of about one size; sums that cancel; results among the denormal; halves between two floats. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void millionsOfRandomFloats(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < TRIPLES; i++) {
            assertSame(anyFloat(random), anyFloat(random), anyFloat(random));
            float a = near(random, 0);
            float b = near(random, 0);
            assertSame(a, b, near(random, random.nextInt(-60, 60)));
            assertSame(a, b, -a * b);
            assertSame(a, b, Math.nextUp(-a * b));
            int down = random.nextInt(-75, -60);
            assertSame(Math.scalb(a, down), Math.scalb(b, -135 - down), Math.scalb(near(random, 0), -140));
            int bits = random.nextInt(1, 24); // few bits: the sum often ends in a half
            float few = Math.scalb(1 + random.nextInt(1 << bits), -bits);
            assertSame(few, 1 + 0x1p-12f * random.nextInt(4096), Math.scalb(near(random, 0), 24 - random.nextInt(26)));
            assertSame(few, few, Math.scalb((float) random.nextInt(1 << 12), random.nextInt(-80, 30)));
            assertSame(few, 0x1p-24f, 1 + 0x1p-23f * random.nextInt(1 << 23));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void millionsOfRandomDoubles(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < TRIPLES; i++) {
            assertSame(anyDouble(random), anyDouble(random), anyDouble(random));
            double a = 1 + random.nextDouble();
            double b = (random.nextBoolean() ? 1 : -1) * (1 + random.nextDouble());
            assertSame(a, b, Math.scalb(1 + random.nextDouble(), random.nextInt(-120, 120)));
            assertSame(a, b, -a * b);
            assertSame(a, b, Math.nextUp(-a * b));
            double few = 1 + random.nextInt(1 << random.nextInt(1, 30));
            assertSame(few, 1 + 0x1p-26 * random.nextInt(1 << 26), Math.scalb(b, random.nextInt(-60, 60)));
            assertSame(few, 0x1p-53, 1 + 0x1p-52 * random.nextLong(1L << 52));
            int down = random.nextInt(-620, -400);
            assertSame(Math.scalb(a, down), Math.scalb(b, -1040 - down), Math.scalb(b, random.nextInt(-1080, -1000)));
            assertSame(Math.scalb(a, 512), Math.scalb(b, 511), Math.scalb(-b, random.nextInt(960, 1024)));
        }
    }

    private static float anyFloat(SplittableRandom random) {
        return Float.intBitsToFloat(random.nextInt());
    }

    private static double anyDouble(SplittableRandom random) {
        return Double.longBitsToDouble(random.nextLong());
    }

    private static float near(SplittableRandom random, int exponent) {
        return Math.scalb(1 + random.nextInt(1 << 23) * 0x1p-23f, exponent) * (random.nextBoolean() ? 1 : -1);
    }

    private static void assertSame(float a, float b, float c) {
        float expected = Math.fma(a, b, c);
        float actual = Fma.emulated(a, b, c);
        if (Float.floatToIntBits(actual) != Float.floatToIntBits(expected))
            throw new AssertionError(Float.toHexString(a) + " · " + Float.toHexString(b) + " + " + Float.toHexString(c)
                    + " is " + Float.toHexString(expected) + ", not " + Float.toHexString(actual));
    }

    private static void assertSame(double a, double b, double c) {
        double expected = Math.fma(a, b, c);
        double actual = Fma.emulated(a, b, c);
        if (Double.doubleToLongBits(actual) != Double.doubleToLongBits(expected))
            throw new AssertionError(
                    Double.toHexString(a) + " · " + Double.toHexString(b) + " + " + Double.toHexString(c) + " is "
                            + Double.toHexString(expected) + ", not " + Double.toHexString(actual));
    }

    // ---- which of the two is chosen ----

    private static final float X = 0x1.000002p0f;
    private static final double Y = 0x1.0000000000001p0;

    static final class Choice {
        public static void main(String[] args) {
            System.out.println(Fma.IN_HARDWARE + " " + Float.toHexString(Fma.of(X, 2 - X, -1f)) + " "
                    + Double.toHexString(Fma.of(Y, 2 - Y, -1.0)) + " " + Engine.kernels());
        }
    }

    /** In the interpreter, too, where everything is slow. */
    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-Xcomp", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation"})
    void theInstructionIsUsedWhereItIs(String mode) throws Exception {
        String numbers = " -0x1.0p-46 -0x1.0p-104 ";
        assertThat(choice(mode)).isEqualTo(Fma.IN_HARDWARE + numbers + (Fma.IN_HARDWARE ? "vector" : "scalar"));
        assertThat(choice(mode, "-XX:-UseFMA")).isEqualTo("false" + numbers + "scalar");
    }

    private static String choice(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Dgradus.kernels=vector"));
        return Programs.output(Programs.java(Programs.THIS_JDK, all, Choice.class.getName()))
                .strip();
    }
}
