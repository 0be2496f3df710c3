package dev.gradus.optim;

/** Writes a recipe as the call that makes it: "adam(0.001).epsilon(1.0E-7)"; options at their default stay out. */
final class Call {
    private final StringBuilder text;

    private Call(String text) {
        this.text = new StringBuilder(text);
    }

    static Call of(String factory, Object... arguments) {
        StringBuilder list = new StringBuilder();
        for (Object argument : arguments)
            list.append(list.length() == 0 ? "" : ", ").append(argument);
        return new Call(factory + "(" + list + ")");
    }

    Call option(String name, Object value, Object usual) {
        if (!value.equals(usual))
            text.append('.').append(name).append('(').append(value).append(')');
        return this;
    }

    Call option(String name, boolean on) {
        if (on) text.append('.').append(name).append("()");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
