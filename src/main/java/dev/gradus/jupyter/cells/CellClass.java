package dev.gradus.jupyter.cells;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A class of a cell as bytes, made fit for a class loader of its own (The Java Virtual Machine Specification, chapter 4).
 * Classes of one package in two loaders can use only what is public of each other, so all that isn't private becomes
 * public; the compiler has seen to it that nothing forbidden is used. For the same reason the list of who may extend a
 * sealed class gets another name, under which Java passes it over.
 */
public final class CellClass {
    /** What JShell wraps a snippet in; what the snippet defines is inside. */
    private static final Pattern WRAPPER = Pattern.compile("REPL[./](\\$JShell\\$\\w+)");

    private static final int PUBLIC = 0x1;
    private static final int PRIVATE = 0x2;
    private static final int PROTECTED = 0x4;

    /** Bytes of a constant behind its tag, by the tag; texts (1) say how long they are. */
    private static final int[] CONSTANT = {0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};

    private final ByteBuffer bytes;
    private final Set<String> mentioned = new HashSet<>();
    private int sealing = -1; // the constant that says "PermittedSubclasses"
    private int[] classNames = {};

    private CellClass(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** The name of the class in which JShell wraps the snippet that this class belongs to; null for other classes. */
    public static @Nullable String wrapper(String name) {
        Matcher found = WRAPPER.matcher(name);
        return found.lookingAt() ? found.group(1) : null;
    }

    /** Changes the bytes in place; gives the snippets whose classes it mentions. */
    public static Set<String> open(byte[] bytes) {
        CellClass type = new CellClass(bytes);
        type.readConstants();
        type.openMembers();
        return type.mentioned;
    }

    private void readConstants() {
        bytes.position(8);
        int n = next();
        classNames = new int[n];
        for (int i = 1; i < n; i++) {
            int tag = bytes.get();
            if (tag == 1) readText(i);
            else {
                if (tag == 7) classNames[i] = bytes.getShort(bytes.position()) & 0xffff;
                skip(CONSTANT[tag]);
                if (tag == 5 || tag == 6) i++; // long and double count twice
            }
        }
    }

    private void readText(int index) {
        byte[] text = new byte[next()];
        bytes.get(text);
        String read = new String(text, StandardCharsets.ISO_8859_1);
        if (read.equals("PermittedSubclasses")) sealing = index;
        for (Matcher found = WRAPPER.matcher(read); found.find(); ) mentioned.add(found.group(1));
    }

    private void openMembers() {
        open();
        int nameOfNoAttribute = classNames[next()];
        skip(2);
        skip(2 * next()); // interfaces
        openAll(); // fields
        openAll(); // methods
        for (int attributes = next(); attributes > 0; attributes--) {
            int at = bytes.position();
            if ((bytes.getShort(at) & 0xffff) == sealing) bytes.putShort(at, (short) nameOfNoAttribute);
            skipAttribute();
        }
    }

    private void openAll() {
        for (int n = next(); n > 0; n--) {
            open();
            skip(4);
            for (int attributes = next(); attributes > 0; attributes--) skipAttribute();
        }
    }

    private void open() {
        int at = bytes.position();
        int flags = next();
        if ((flags & PRIVATE) == 0) bytes.putShort(at, (short) (flags & ~PROTECTED | PUBLIC));
    }

    private void skipAttribute() {
        skip(2);
        skip(bytes.getInt());
    }

    private int next() {
        return bytes.getShort() & 0xffff;
    }

    private void skip(int n) {
        bytes.position(bytes.position() + n);
    }
}
