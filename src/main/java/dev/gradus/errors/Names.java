package dev.gradus.errors;

/** What to call somebody's object in a message. */
public final class Names {
    private Names() {}

    /** What it calls itself; else the name of its class, and "a lambda" for those. */
    public static String of(Object thing) {
        Class<?> type = thing.getClass();
        if (speaks(type)) return thing.toString();
        if (type.isHidden() || type.isSynthetic()) return "a lambda";
        return type.isAnonymousClass() ? type.getName() : type.getSimpleName();
    }

    /** Whether it has words of its own, and not only {@code Object}'s. */
    public static boolean speaks(Class<?> type) {
        try {
            return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every object has toString", e);
        }
    }
}
