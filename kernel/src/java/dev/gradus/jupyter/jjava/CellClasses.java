package dev.gradus.jupyter.jjava;

import dev.gradus.jupyter.cells.CellClass;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import org.jspecify.annotations.Nullable;

/**
 * The classes that JShell makes of cells, each snippet's in a class loader of its own. A variable of a cell is a static
 * field, and lives as long as its class; a class lives as long as its loader. So what nobody can name any more is garbage
 * together with its class, while a lambda or an object of an older cell still holds the classes that it uses, and sees its
 * own variables.
 */
final class CellClasses implements LoaderDelegate {
    private final Shared shared = new Shared();
    private final Map<String, OfSnippet> named = new ConcurrentHashMap<>(); // by the wrapper's name

    /** Where jars are added; the parent of all. */
    private static final class Shared extends URLClassLoader {
        Shared() {
            super("cells", new URL[0], CellClasses.class.getClassLoader());
        }

        @Override
        protected void addURL(URL url) {
            super.addURL(url);
        }
    }

    /** The classes of one snippet, and what they were compiled against. */
    private final class OfSnippet extends ClassLoader {
        static {
            registerAsParallelCapable();
        }

        private static final String CODE = ".class";

        private final String wrapper;
        private final Map<String, byte[]> bytes = new ConcurrentHashMap<>();
        private final Map<String, OfSnippet> used = new ConcurrentHashMap<>();

        OfSnippet(String wrapper) {
            super("cell", shared);
            this.wrapper = wrapper;
            setDefaultAssertionStatus(true);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            String owner = CellClass.wrapper(name);
            if (owner == null) return super.loadClass(name, resolve);
            if (owner.equals(wrapper)) return own(name);
            OfSnippet other = used.get(owner);
            if (other == null) other = named.get(owner);
            if (other == null) throw new ClassNotFoundException(name);
            return other.loadClass(name);
        }

        /** The code of a class, for who sends it to another machine. */
        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            byte[] code = name.endsWith(CODE)
                    ? bytes.get(name.substring(0, name.length() - CODE.length()).replace('/', '.'))
                    : null;
            return code == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(code);
        }

        private Class<?> own(String name) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) return known;
                byte[] code = bytes.get(name);
                if (code == null) throw new ClassNotFoundException(name);
                // A domain of its own leads to its loader, and a thread that the cell starts keeps the domain.
                return defineClass(name, code, 0, code.length, CellClasses.class.getProtectionDomain());
            }
        }
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        Map<OfSnippet, Set<String>> fresh = new LinkedHashMap<>();
        for (ClassBytecodes one : classes) {
            String wrapper = CellClass.wrapper(one.name());
            if (wrapper == null) throw new ClassInstallException(one.name(), new boolean[classes.length]);
            OfSnippet loader = named.get(wrapper);
            if (loader == null || !fresh.containsKey(loader)) {
                loader = new OfSnippet(wrapper);
                named.put(wrapper, loader);
                fresh.put(loader, new HashSet<>());
            }
            byte[] code = one.bytecodes().clone();
            fresh.get(loader).addAll(CellClass.open(code));
            loader.bytes.put(one.name(), code);
        }
        fresh.forEach((loader, mentioned) -> mentioned.forEach(name -> {
            OfSnippet other = named.get(name);
            if (other != null && other != loader) loader.used.put(name, other);
        }));
        boolean[] loaded = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++)
            try {
                findClass(classes[i].name());
                loaded[i] = true;
            } catch (ClassNotFoundException | LinkageError failure) {
                throw new ClassInstallException(classes[i].name() + ": " + failure, loaded);
            }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        OfSnippet loader = named.get(String.valueOf(CellClass.wrapper(name)));
        if (loader == null) throw new ClassNotFoundException(name);
        return loader.loadClass(name);
    }

    /** JShell's own way to change a class is not ours: it then defines another one. */
    @Override
    public void classesRedefined(ClassBytecodes[] unused) {}

    /** From now on these alone can be named; the others are garbage once nothing uses them. */
    void keep(Set<String> wrappers) {
        named.keySet().retainAll(wrappers);
    }

    @Override
    public void addToClasspath(String path) throws InternalException {
        for (String part : path.split(File.pathSeparator))
            try {
                if (part.isEmpty() || classPath().contains(part)) continue;
                shared.addURL(Path.of(part).toUri().toURL());
                System.setProperty(
                        "java.class.path", System.getProperty("java.class.path") + File.pathSeparator + part);
            } catch (MalformedURLException e) {
                throw new InternalException("can't find " + part + ": " + e);
            }
    }

    private static List<String> classPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    ClassLoader loader() {
        return shared;
    }
}
