package io.github.bits4j.tests.bindings;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The library's bindings with one source file changed, compiled and loaded beside the real ones. */
final class WrongBindings extends ClassLoader {
    private final Path classes;

    private WrongBindings(Path classes) {
        super(WrongBindings.class.getClassLoader());
        this.classes = classes;
    }

    /**
     * Compiles the wrong file. {@link Bindings#classNames} are its classes; the others are the library's.
     *
     * @param source the file to change
     * @param change the wrong text for the right one
     * @param directory empty
     */
    static Bindings of(Path source, UnaryOperator<String> change, Path directory) throws IOException {
        String right = Files.readString(source);
        String wrong = change.apply(right);
        if (wrong.equals(right)) {
            throw new IllegalStateException("nothing was changed in " + source);
        }
        Path file = Files.createDirectories(directory.resolve("source")).resolve(source.getFileName());
        Files.writeString(file, wrong);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"),
                    "-proc:none", "-implicit:none");
            boolean compiled = compiler.getTask(output, files, null, options, null, files.getJavaFileObjects(file)).call();
            if (!compiled) {
                throw new IllegalStateException("the wrong " + source + " does not compile:\n" + output);
            }
        }
        return new Bindings(new WrongBindings(classes), classes);
    }

    /** All the bindings come from this loader: classes of one package in two loaders could not see each other. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!Bindings.isOne(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = bytes(name);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private byte[] bytes(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        Path wrong = classes.resolve(file);
        try (InputStream in = Files.exists(wrong) ? Files.newInputStream(wrong) : getParent().getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
