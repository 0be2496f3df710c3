package dev.gradus.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An object on its way to another machine, with what it needs of a notebook's cells, which no jar has: their classes, and
 * the values that their variables have now.
 */
final class Parcel implements Serializable {
    private final byte[] content; // the object, and the values of variables by class and name
    private final Map<String, byte[]> classes; // by name

    private Parcel(byte[] content, Map<String, byte[]> classes) {
        this.content = content;
        this.classes = classes;
    }

    /**
     * Packs it.
     *
     * @param name what messages call it
     * @throws IllegalStateException if something in it can't travel
     */
    static Parcel of(String name, Object object) {
        CellCode code = new CellCode();
        byte[] content;
        int known;
        do { // values may bring further classes along, and these use further variables
            known = code.size();
            content = written(name, new Object[] {object, code.variables()}, code::add);
        } while (code.size() > known);
        return new Parcel(content, code.classes());
    }

    /** The bytes of an object, whose classes are told. */
    static byte[] written(String name, Object object, Consumer<Class<?>> classes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new Listing(bytes, classes)) {
            out.writeObject(object);
        } catch (NotSerializableException e) {
            throw new IllegalStateException(
                    name + " holds a " + e.getMessage()
                            + ", which can't travel to another machine; make it where it is used, or let its class"
                            + " implement Serializable",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static final class Listing extends ObjectOutputStream {
        private final Consumer<Class<?>> classes;

        Listing(OutputStream out, Consumer<Class<?>> classes) throws IOException {
            super(out);
            this.classes = classes;
        }

        @Override
        protected void annotateClass(Class<?> type) {
            classes.accept(type);
        }
    }

    /** Unpacks it, on whichever machine. */
    Object open() {
        Loader loader = new Loader(classes);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(content)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
                try {
                    return Class.forName(type.getName(), false, loader);
                } catch (ClassNotFoundException e) {
                    return super.resolveClass(type); // of primitives
                }
            }
        }) {
            Object[] read = (Object[]) in.readObject();
            CellCode.setVariables((Map<?, ?>) read[1], loader);
            return read[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "the class " + e.getMessage() + " is not on this machine; add its jar to spark.jars", e);
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(Thread.currentThread().getContextClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] code = classes.get(name);
            if (code == null) return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : defineClass(name, code, 0, code.length);
            }
        }
    }
}
