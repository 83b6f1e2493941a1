package io.github.bits4j.tests.bindings;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.com.Guid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The generated classes, and the IIDs, through a class loader: the library's own or, to test the tests, wrong ones. */
final class Bindings {
    private static final String ROOT = "io.github.bits4j.bindings.";

    private final ClassLoader loader;
    private final List<String> classNames;

    /** @param classes where the class files are whose classes {@link #classNames} gives */
    Bindings(ClassLoader loader, Path classes) throws IOException {
        this.loader = loader;
        try (Stream<Path> files = Files.walk(classes)) {
            this.classNames = files
                    .map(file -> classes.relativize(file).toString().replace(classes.getFileSystem().getSeparator(), "."))
                    .filter(name -> name.startsWith(ROOT) && name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length())).sorted().toList();
        }
    }

    static Bindings ofTheLibrary() {
        try {
            ClassLoader loader = Bindings.class.getClassLoader();
            Path library = Path.of(InterfaceIds.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(library)) {
                return new Bindings(loader, library);
            }
            try (FileSystem jar = FileSystems.newFileSystem(library)) {
                return new Bindings(loader, jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a class belongs to what is under test. */
    static boolean isOne(String className) {
        return className.startsWith(ROOT) || className.equals(InterfaceIds.class.getName());
    }

    /** The names of the classes that are to be looked at one by one, nested ones too. */
    List<String> classNames() {
        return classNames;
    }

    Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name, true, loader);
    }

    /** @param name {@code Outer.inner} for a nested class */
    Class<?> type(String bindings, String name) throws ClassNotFoundException {
        return load(ROOT + bindings + "." + name.replace('.', '$'));
    }

    Class<?> vtbl(Abi.Interface of) throws ClassNotFoundException {
        return type(of.bindings(), of.name() + "Vtbl");
    }

    /** The class of a package's constants. */
    Class<?> header(String bindings) throws ClassNotFoundException {
        return type(bindings, bindings + "_h");
    }

    static boolean isHeader(Class<?> type) {
        return type.getSimpleName().endsWith("_h") || type.getSimpleName().endsWith("_h$shared");
    }

    static GroupLayout layout(Class<?> type) throws ReflectiveOperationException {
        return (GroupLayout) invoke(type, "layout");
    }

    static Class<?> function(Class<?> vtbl, String slot) throws ClassNotFoundException {
        return Arrays.stream(vtbl.getClasses()).filter(nested -> nested.getSimpleName().equals(slot)).findAny()
                .orElseThrow(() -> new ClassNotFoundException(vtbl.getName() + "$" + slot));
    }

    static FunctionDescriptor descriptor(Class<?> function) throws ReflectiveOperationException {
        return (FunctionDescriptor) invoke(function, "descriptor");
    }

    static Object invoke(Class<?> type, String method) throws ReflectiveOperationException {
        return type.getMethod(method).invoke(null);
    }

    /** Calls one of a member's methods, {@code $offset} or {@code $layout}. A member named as a class of Java got a {@code _}. */
    static Object invoke(Class<?> type, String member, String method) throws ReflectiveOperationException {
        String renamed = member + "_" + method;
        boolean isRenamed = Arrays.stream(type.getMethods()).anyMatch(m -> m.getName().equals(renamed));
        return invoke(type, isRenamed ? renamed : member + method);
    }

    /** The names of a header class's constants: its methods. */
    static List<String> constants(Class<?> header) {
        return Arrays.stream(header.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers()) && Modifier.isStatic(m.getModifiers()))
                .map(Method::getName).sorted().toList();
    }

    /** The IIDs and CLSIDs by the name of their field. */
    Map<String, String> guids() throws ReflectiveOperationException {
        Map<String, String> guids = new TreeMap<>();
        for (Class<?> holder : List.of(load(InterfaceIds.class.getName()), Guid.class)) {
            for (Field field : holder.getFields()) {
                if (field.getType() == Guid.class) {
                    guids.put(field.getName(), field.get(null).toString());
                }
            }
        }
        return guids;
    }

    /** The field of an IID or CLSID: {@code IDO_MANAGER} for IDOManager, {@code CLSID_DELIVERY_OPTIMIZATION}. */
    static String guidField(String name) {
        String prefix = name.startsWith("CLSID_") ? "CLSID_" : "I";
        return prefix + name.substring(prefix.length())
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_").toUpperCase(Locale.ROOT);
    }
}
