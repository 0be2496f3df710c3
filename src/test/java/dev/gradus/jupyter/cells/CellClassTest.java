package dev.gradus.jupyter.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On classes as JShell makes them. */
class CellClassTest {
    private static final Map<String, byte[]> BYTES = new HashMap<>();

    /** JShell's engine, which only keeps what it gets. */
    private static final class Keeping implements ExecutionControlProvider, LoaderDelegate {
        @Override
        public String name() {
            return "keeping";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return new DirectExecutionControl(this);
        }

        @Override
        public void load(ClassBytecodes[] classes) {
            for (ClassBytecodes one : classes) BYTES.put(one.name(), one.bytecodes());
        }

        @Override
        public void classesRedefined(ClassBytecodes[] classes) {}

        @Override
        public void addToClasspath(String path) {}

        @Override
        public Class<?> findClass(String name) throws ClassNotFoundException {
            throw new ClassNotFoundException(name);
        }
    }

    /** The class of this name that a cell defines, opened, in a loader that has nothing else. */
    private static Class<?> opened(String code, String name) {
        BYTES.clear();
        try (JShell shell =
                JShell.builder().executionEngine(new Keeping(), Map.of()).build()) {
            shell.eval(code);
        }
        BYTES.values().forEach(CellClass::open);
        ClassLoader loader = new ClassLoader(CellClassTest.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String wanted) throws ClassNotFoundException {
                byte[] bytes = BYTES.get(wanted);
                if (bytes == null) throw new ClassNotFoundException(wanted);
                return defineClass(wanted, bytes, 0, bytes.length);
            }
        };
        String full = BYTES.keySet().stream()
                .filter(one -> one.endsWith("$" + name))
                .findFirst()
                .orElseThrow();
        try {
            return loader.loadClass(full);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class A { int a; static int b; protected long c; public double d; A() { } void f() { } protected void g(long x, double y) { } }",
                "interface A { int K = 3; void f(); static int g() { return 7; } default long h() { return 1L << 40; } }",
                "record A(long x, double[] y, String z) { static final String TEXT = \"ä€😀\"; public A { if (x < 0) throw new IllegalArgumentException(); } }",
                "enum A { ONE { int f() { return 1; } }, TWO; int f() { return 2; } }",
                "@interface A { String value() default \"x\"; Class<?> type() default Object.class; }",
                "class A<T extends Comparable<T>> { java.util.function.Supplier<T> s = () -> null; class Inner { } void f() { new Object() { }; } }",
                "sealed interface A permits A.B { record B(int x) implements A { } }",
            })
    void all_that_is_not_private_becomes_public(String code) {
        Class<?> type = opened(code, "A");
        assertThat(Modifier.isPublic(type.getModifiers())).isTrue();
        Stream.of(type.getDeclaredFields(), type.getDeclaredMethods(), type.getDeclaredConstructors())
                .flatMap(members -> Arrays.stream((Member[]) members))
                .filter(member -> !Modifier.isPrivate(member.getModifiers()))
                .forEach(member -> assertThat(Modifier.isPublic(member.getModifiers()))
                        .as(member.toString())
                        .isTrue());
    }

    @Test
    void what_is_private_stays_so() throws NoSuchFieldException {
        assertThat(opened("class A { private int a; }", "A")
                        .getDeclaredField("a")
                        .getModifiers())
                .isEqualTo(Modifier.PRIVATE);
    }

    @Test
    void a_sealed_class_lets_others_in() {
        assertThat(opened("sealed interface A { record B(int x) implements A { } }", "A")
                        .isSealed())
                .isFalse();
    }

    @Test
    void it_tells_whose_classes_it_mentions() {
        BYTES.clear();
        try (JShell shell =
                JShell.builder().executionEngine(new Keeping(), Map.of()).build()) {
            shell.eval("class A { static int f() { return 3; } }");
            String of = shell.sourceCodeAnalysis()
                    .wrapper(shell.types().findFirst().orElseThrow())
                    .fullClassName();
            BYTES.clear();
            shell.eval("int g() { return A.f(); }");
            Set<String> mentioned = new java.util.HashSet<>();
            BYTES.values().forEach(bytes -> mentioned.addAll(CellClass.open(bytes)));
            assertThat(mentioned).contains(CellClass.wrapper(of));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "REPL.$JShell$12, $JShell$12",
                "REPL.$JShell$12B$Own, $JShell$12B",
                "REPL/$JShell$3, $JShell$3",
                "java.lang.String, -",
                "mine.REPL.$JShell$3, -",
                "REPL.Own, -",
            })
    void the_wrapper_is_what_JShell_put_around(String name, String wrapper) {
        assertThat(CellClass.wrapper(name)).isEqualTo(wrapper);
    }
}
