package io.github.bits4j.tests.marshalling;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.bits4j.com.Guid;
import io.github.bits4j.com.WideString;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** What the registry says of an interface: by what COM marshals it, and how many slots it has. */
record RegisteredInterface(Guid iid) {
    /** A negative int, widened with its sign. */
    private static final long HKEY_CLASSES_ROOT = 0x80000000;
    private static final int RRF_RT_REG_SZ = 2;
    private static final int ERROR_FILE_NOT_FOUND = 2;
    private static final int VALUE_BYTES = 512;

    private static final MethodHandle REG_GET_VALUE = Linker.nativeLinker().downcallHandle(
            SymbolLookup.libraryLookup("advapi32", Arena.global()).find("RegGetValueW").orElseThrow(),
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS));

    /** The class that makes proxies and stubs. */
    Optional<Guid> proxyStubClass() {
        return value("ProxyStubClsid32").map(Guid::parse);
    }

    Optional<Integer> methods() {
        return value("NumMethods").map(Integer::valueOf);
    }

    private Optional<String> value(String key) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(VALUE_BYTES, 8);
            int error = (int) REG_GET_VALUE.invokeExact(HKEY_CLASSES_ROOT,
                    WideString.allocate(arena, "Interface\\{" + iid + "}\\" + key), MemorySegment.NULL, RRF_RT_REG_SZ,
                    MemorySegment.NULL, data, arena.allocateFrom(JAVA_INT, VALUE_BYTES));
            if (error == ERROR_FILE_NOT_FOUND) {
                return Optional.empty();
            }
            if (error != 0) {
                throw new AssertionError("RegGetValue: error " + error);
            }
            return Optional.of(WideString.read(data));
        } catch (Throwable t) {
            throw t instanceof Error e ? e : new AssertionError(t);
        }
    }
}
