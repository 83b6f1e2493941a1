package io.github.bits4j.tests.support;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.Guid;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** Functions of ole32 that the library itself never calls: apartments and marshalling, as other code in a process uses them. */
public final class Com {
    public static final int COINIT_MULTITHREADED = 0;
    public static final int COINIT_APARTMENTTHREADED = 2;

    private static final MethodHandle CO_INITIALIZE_EX =
            link("CoInitializeEx", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CO_UNINITIALIZE = link("CoUninitialize", FunctionDescriptor.ofVoid());
    private static final MethodHandle MARSHAL = link("CoMarshalInterThreadInterfaceInStream",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle UNMARSHAL = link("CoGetInterfaceAndReleaseStream",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));

    private static final MethodHandle DISCONNECT =
            link("CoDisconnectObject", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

    private Com() {}

    public static void initialize(int model) {
        try {
            ComException.check((int) CO_INITIALIZE_EX.invokeExact(MemorySegment.NULL, model), "CoInitializeEx");
        } catch (Throwable t) {
            throw asRuntime(t);
        }
    }

    public static void uninitialize() {
        try {
            CO_UNINITIALIZE.invokeExact();
        } catch (Throwable t) {
            throw asRuntime(t);
        }
    }

    /** A stream by which another apartment gets a proxy of the object. */
    public static MemorySegment marshal(MemorySegment pointer, Guid iid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stream = arena.allocate(ADDRESS);
            int hr = (int) MARSHAL.invokeExact(iid.allocate(arena), pointer, stream);
            ComException.check(hr, "CoMarshalInterThreadInterfaceInStream");
            return stream.get(ADDRESS, 0);
        } catch (Throwable t) {
            throw asRuntime(t);
        }
    }

    public static MemorySegment unmarshal(MemorySegment stream, Guid iid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pointer = arena.allocate(ADDRESS);
            int hr = (int) UNMARSHAL.invokeExact(stream, iid.allocate(arena), pointer);
            ComException.check(hr, "CoGetInterfaceAndReleaseStream");
            return pointer.get(bits_h.C_POINTER, 0);
        } catch (Throwable t) {
            throw asRuntime(t);
        }
    }

    /** Takes back what other processes hold of an object of ours; a process that ended lets go of nothing by itself in Wine. */
    public static void disconnect(MemorySegment object) {
        try {
            ComException.check((int) DISCONNECT.invokeExact(object, 0), "CoDisconnectObject");
        } catch (Throwable t) {
            throw asRuntime(t);
        }
    }

    private static MethodHandle link(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(
                SymbolLookup.libraryLookup("ole32", Arena.global()).find(name).orElseThrow(), descriptor);
    }

    private static RuntimeException asRuntime(Throwable t) {
        return t instanceof RuntimeException e ? e : new IllegalStateException(t);
    }
}
