package dev.gradus.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Frozen;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueTest {
    private static final Map<String, double[]> FROZEN = Frozen.numbers(ValueTest.class, "pytorch.txt");

    private static final Map<String, UnaryOperator<Value>> ONE = Map.ofEntries(
            Map.entry("plus2", a -> a.plus(2.5)),
            Map.entry("minus2", a -> a.minus(2.5)),
            Map.entry("times2", a -> a.times(2.5)),
            Map.entry("over2", a -> a.over(2.5)),
            Map.entry("neg", Value::neg),
            Map.entry("pow0", a -> a.pow(0)),
            Map.entry("pow1", a -> a.pow(1)),
            Map.entry("pow3", a -> a.pow(3)),
            Map.entry("pow-2", a -> a.pow(-2)),
            Map.entry("pow0.5", a -> a.pow(0.5)),
            Map.entry("sqrt", Value::sqrt),
            Map.entry("exp", Value::exp),
            Map.entry("log", Value::log),
            Map.entry("sin", Value::sin),
            Map.entry("cos", Value::cos),
            Map.entry("tanh", Value::tanh),
            Map.entry("sigmoid", Value::sigmoid),
            Map.entry("relu", Value::relu),
            Map.entry("abs", Value::abs));

    private static final Map<String, BinaryOperator<Value>> TWO = Map.of(
            "plus", Value::plus,
            "minus", Value::minus,
            "times", Value::times,
            "over", Value::over,
            "max", Value::max,
            "min", Value::min,
            "sum", (a, b) -> Value.sum(a, b, a, b),
            "deep", ValueTest::deep);

    static Stream<String> keys() {
        return FROZEN.keySet().stream().filter(key -> !key.startsWith("lesson05"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void valuesAndGradientsAreThoseOfPyTorch(String key) {
        double[] expected = FROZEN.get(key);
        String name = key.split("/")[0];
        Value a = Value.of(expected[0]);
        Value b = Value.of(expected[1]);
        boolean one = ONE.containsKey(name);
        Value y = one ? ONE.get(name).apply(a) : TWO.get(name).apply(a, b);
        y.backward();
        double[] ours = one
                ? new double[] {a.value(), y.value(), a.gradient()}
                : new double[] {a.value(), b.value(), y.value(), a.gradient(), b.gradient()};
        for (int i = 0; i < ours.length; i++)
            assertThat(ours[i]).isCloseTo(expected[i], within(1e-14 * Math.max(1, Math.abs(expected[i]))));
    }

    /** Values used several times, on ways of different length. */
    private static Value deep(Value a, Value b) {
        Value c = a.plus(b);
        Value d = a.times(b).plus(b.pow(3));
        c = c.plus(c).plus(1);
        c = c.plus(1).plus(c).plus(a.neg());
        d = d.plus(d.times(2)).plus(b.plus(a).relu());
        d = d.plus(d.times(3)).plus(b.minus(a).relu());
        Value f = c.minus(d).pow(2);
        return f.over(2).plus(Value.of(10).over(f));
    }

    @Test
    void everyOperationIsFrozen() {
        Set<String> operations = Arrays.stream(Value.class.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers()) && m.getReturnType() == Value.class)
                .map(Method::getName)
                .filter(name -> !Set.of("of", "label").contains(name))
                .collect(Collectors.toSet());
        Set<String> frozen = keys().map(key -> key.split("/")[0].replaceAll("[-\\d.]+$", ""))
                .filter(name -> !name.equals("deep"))
                .collect(Collectors.toSet());
        assertThat(frozen).isEqualTo(operations);
    }

    @Test
    void gradientsAddUpUntilTheyAreZeroed() {
        Value x = Value.of(3, "x");
        Value half = x.times(2);
        Value y = half.times(half); // 4x², through a value used twice
        y.backward();
        assertThat(x.gradient()).isEqualTo(24);
        y.backward();
        assertThat(x.gradient()).isEqualTo(48);
        assertThat(half.gradient()).isEqualTo(24);
        assertThat(y.gradient()).isEqualTo(2);
        y.zeroGradients();
        assertThat(List.of(x.gradient(), half.gradient(), y.gradient())).containsOnly(0.0);
        half.backward();
        assertThat(x.gradient()).isEqualTo(2);
        assertThat(y.gradient()).as("nothing flows forward").isZero();
    }

    @Test
    void aValueMayMeetItself() {
        Value x = Value.of(3);
        x.times(x).backward();
        assertThat(x.gradient()).isEqualTo(6);
        Value y = Value.of(3);
        y.minus(y).backward();
        assertThat(y.gradient()).isZero();
        Value z = Value.of(3);
        z.backward();
        assertThat(z.gradient()).isEqualTo(1);
    }

    @Test
    void deepGraphsNeedNoStack() {
        Value x = Value.of(1);
        Value y = x;
        for (int i = 0; i < 200_000; i++) y = y.plus(x.times(1e-6));
        y.backward();
        assertThat(x.gradient()).isCloseTo(1.2, within(1e-9));
    }

    @Test
    void readsWell() {
        Value a = Value.of(2, "a");
        Value b = Value.of(-3, "b");
        Value e = a.times(b).label("e");
        assertThat(a).hasToString("a = 2, gradient 0");
        assertThat(e).hasToString("e = a × b = -6, gradient 0");
        e.plus(10).backward();
        assertThat(e.plus(10)).hasToString("e + 10 = 4, gradient 0");
        assertThat(a).hasToString("a = 2, gradient -3");
        assertThat(e.tanh()).hasToString("tanh(e) = -0.999988, gradient 0");
        assertThat(a.over(3).max(b)).hasToString("max(0.666667, b) = 0.666667, gradient 0");
        assertThat(a.pow(0.5)).hasToString("a ^ 0.5 = 1.41421, gradient 0");
        assertThat(Value.sum(a, b, e)).hasToString("Σ(a, b, e) = -7, gradient 0");
        assertThat(Value.sum(List.of())).hasToString("0, gradient 0");
        assertThat(Value.of(0).log()).hasToString("log(0) = -∞, gradient 0");
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Value.of(1.5e-9)).hasToString("1.5e-9, gradient 0");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void knowsWhereItComesFrom() {
        Value a = Value.of(2);
        Value b = Value.of(4);
        Value c = a.over(b);
        assertThat(c.inputs()).containsExactly(a, b);
        assertThat(c.operation()).isEqualTo("÷");
        assertThat(a.inputs()).isEmpty();
        assertThat(a.operation()).isEmpty();
        assertThat(c.label("ratio").label()).isEqualTo("ratio");
    }

    @Test
    void namesWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Value.sum(Value.of(1), null))
                .withMessage("values[1] is null; expected a Value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Value.of(1, null))
                .withMessage("name is null; expected a text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Value.of(1).plus(null))
                .withMessage("b is null; expected a Value");
    }

    @Test
    void drawsItsGraph() {
        Value x = Value.of(2, "x");
        Value y = x.pow(2).plus(x).label("y");
        assertThat(y.graph().width()).isBetween(200, 400);
        assertThat(x.graph().width()).isLessThan(y.graph().width());
    }
}
