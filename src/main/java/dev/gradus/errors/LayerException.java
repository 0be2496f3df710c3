package dev.gradus.errors;

import org.jspecify.annotations.Nullable;

/** A layer that doesn't fit into its network. */
public final class LayerException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final String layer;
    private final String name;
    private final @Nullable Mismatch mismatch;

    /** A layer that can't be built; the cause may have the shapes. */
    public LayerException(String message, String layer, String name, @Nullable Throwable cause) {
        super(message, cause);
        this.layer = layer;
        this.name = name;
        mismatch = null;
    }

    /** A layer that gives another shape than it should. */
    public LayerException(String message, String layer, String name, Mismatch mismatch) {
        super(message);
        this.layer = layer;
        this.name = name;
        this.mismatch = mismatch;
    }

    /** Its place in the network, from "0" on; "2.1" within layer 2. */
    public String layer() {
        return layer;
    }

    /** What it calls itself. */
    public String name() {
        return name;
    }

    /** Both shapes, and which sizes don't fit; null if this is not about shapes, or the cause has them. */
    public @Nullable Mismatch mismatch() {
        return mismatch;
    }
}
