package io.github.bits4j.com;

import io.github.bits4j.bindings.com.IUnknownVtbl;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The vtable by which native code calls Java objects: one per interface, never freed.
 *
 * <p>Its upcall stubs, which are costly, are made when an object first needs them: the object's first vtable with the object,
 * each other one when its interface is first asked for.
 *
 * <p>Its slots come from a generated {@code …Vtbl} class: their order from the layout, their parameters from the function
 * descriptors. Each slot calls the method of the target type that has the slot's name in Java's spelling ({@code AddFile}
 * calls {@code addFile}, but {@code Finalize} calls {@code finalize_}); a slot without such a method, or with other
 * parameters, is an error when the stubs are made. A method may return the HRESULT as an {@code int} or be {@code void}, which
 * means S_OK; what it throws becomes an HRESULT ({@link UpcallGuard}).
 *
 * @param <T> the type of the Java objects
 */
public final class ComVtable<T> {
    private final Lookup lookup;
    private final Class<T> targetType;
    private final Class<?> methods;
    private final Class<?> vtbl;
    private final Set<Guid> iids;
    private final AtomicReference<@Nullable MemorySegment> memory = new AtomicReference<>();

    private ComVtable(Lookup lookup, Class<T> targetType, Class<?> methods, Class<?> vtbl, Set<Guid> iids) {
        this.lookup = lookup;
        this.targetType = targetType;
        this.methods = methods;
        this.vtbl = vtbl;
        this.iids = iids;
    }

    /**
     * The vtable of an interface.
     *
     * @param lookup sees the methods of {@code targetType}
     * @param targetType has a method for each slot
     * @param vtbl the generated class of the interface, or of the newest interface of its line
     * @param iids the interfaces that the vtable serves, without IUnknown: an interface and those it derives from
     */
    public static <T> ComVtable<T> of(Lookup lookup, Class<T> targetType, Class<?> vtbl, Guid... iids) {
        return new ComVtable<>(lookup, targetType, targetType, vtbl, Set.of(iids));
    }

    /**
     * As {@link #of}, for an object two of whose interfaces have methods of the same name.
     *
     * @param lookup sees the methods of {@code methods}
     * @param methods has a static method for each slot, whose first parameter is the target
     */
    public static <T> ComVtable<T> ofStatics(
            Lookup lookup, Class<T> targetType, Class<?> methods, Class<?> vtbl, Guid... iids) {
        return new ComVtable<>(lookup, targetType, methods, vtbl, Set.of(iids));
    }

    Class<T> targetType() {
        return targetType;
    }

    boolean serves(Guid iid) {
        return iids.contains(iid);
    }

    /**
     * The slots. Threads that are the first at the same time each make them, and the first one's count: none waits for another,
     * since pinned virtual threads that waited for an unmounted one would wait for ever.
     */
    MemorySegment memory() {
        MemorySegment present = memory.get();
        if (present == null) {
            memory.compareAndSet(null, make());
            present = memory.get();
        }
        return Objects.requireNonNull(present);
    }

    private MemorySegment make() {
        ThreadExit.prepare();
        List<String> slots = layoutOf(vtbl).memberLayouts().stream().map(slot -> slot.name().orElseThrow()).toList();
        MemorySegment made = Arena.global().allocate(ValueLayout.ADDRESS, slots.size());
        for (int i = 0; i < slots.size(); i++) {
            MemorySegment stub = switch (slots.get(i)) {
                case "QueryInterface" -> UnknownStubs.QUERY_INTERFACE;
                case "AddRef" -> UnknownStubs.ADD_REF;
                case "Release" -> UnknownStubs.RELEASE;
                default -> stub(slots.get(i));
            };
            made.setAtIndex(ValueLayout.ADDRESS, i, stub);
        }
        return made.asReadOnly();
    }

    private MemorySegment stub(String slot) {
        FunctionDescriptor descriptor = descriptorOf(vtbl, slot);
        MethodHandle method = method(slot);
        MethodHandle guarded = UpcallGuard.guard(method, targetType, descriptor, vtbl.getSimpleName() + "." + slot);
        return Linker.nativeLinker().upcallStub(guarded, descriptor, Arena.global());
    }

    private MethodHandle method(String slot) {
        // A method finalize() would be Java's own finalizer, which the garbage collector calls.
        String name = slot.equals("Finalize") ? "finalize_" : Character.toLowerCase(slot.charAt(0)) + slot.substring(1);
        List<Method> named = Arrays.stream(methods.getMethods()).filter(m -> m.getName().equals(name)).toList();
        if (named.size() != 1) {
            throw new IllegalArgumentException("targetType: %s has %d public methods %s for the slot %s of %s"
                    .formatted(methods.getName(), named.size(), name, slot, vtbl.getSimpleName()));
        }
        try {
            MethodHandle method = lookup.unreflect(named.getFirst());
            return method.asType(method.type().changeParameterType(0, targetType)); // it may be inherited
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("lookup: cannot access " + named.getFirst(), e);
        }
    }

    private static GroupLayout layoutOf(Class<?> vtbl) {
        return (GroupLayout) invokeStatic(vtbl, "layout");
    }

    private static FunctionDescriptor descriptorOf(Class<?> vtbl, String slot) {
        Class<?> function;
        try {
            function = Class.forName(vtbl.getName() + "$" + slot, true, vtbl.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("vtbl: " + vtbl + " has no class for slot " + slot, e);
        }
        return (FunctionDescriptor) invokeStatic(function, "descriptor");
    }

    private static Object invokeStatic(Class<?> type, String method) {
        try {
            return type.getMethod(method).invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("vtbl: " + type + " was not generated by jextract", e);
        }
    }

    /** The three slots that all vtables share. */
    private static final class UnknownStubs {
        static final MemorySegment QUERY_INTERFACE =
                IUnknownVtbl.QueryInterface.allocate(ComObject::queryInterface, Arena.global());
        static final MemorySegment ADD_REF = IUnknownVtbl.AddRef.allocate(ComObject::addRef, Arena.global());
        static final MemorySegment RELEASE = IUnknownVtbl.Release.allocate(ComObject::release, Arena.global());
    }
}
