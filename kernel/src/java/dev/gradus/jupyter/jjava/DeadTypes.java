package dev.gradus.jupyter.jjava;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.TypeDeclSnippet;

/**
 * Classes that a cell tried to define and that came to nothing. JShell of JDK 25 stumbles over their names whenever it is
 * asked for the words on a method, and then has none.
 */
final class DeadTypes {
    private DeadTypes() {}

    /** Has JShell forget their names; where it has changed inside, it keeps them. */
    static void forget(JShell shell) {
        try {
            Object keys = Hidden.field(JShell.class, "keyMap").get(shell);
            Map<?, ?> types =
                    (Map<?, ?>) Hidden.field(keys.getClass(), "classMap").get(keys);
            Set<String> living = shell.types().map(TypeDeclSnippet::name).collect(Collectors.toSet());
            types.keySet().retainAll(living);
        } catch (ReflectiveOperationException | RuntimeException changed) {
            // only the help at the cursor is poorer
        }
    }
}
