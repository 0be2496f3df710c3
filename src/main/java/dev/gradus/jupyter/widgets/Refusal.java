package dev.gradus.jupyter.widgets;

import dev.gradus.jupyter.host.Messages;

/** Something that a reader asks for and can't have, in the page's language: no error of the program. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String key, Object... arguments) {
        super(Messages.text(key, arguments));
    }
}
