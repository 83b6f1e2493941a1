package io.github.bits4j.com;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Downcall handles of functions that a library exports by name. */
final class NativeFunction {
    /** A pointer whose target may be read: the other side says how far. */
    static final AddressLayout POINTER =
            ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE));

    private NativeFunction() {}

    static MethodHandle link(SymbolLookup library, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(find(library, name), descriptor);
    }

    static MemorySegment find(SymbolLookup library, String name) {
        return library.find(name)
                .orElseThrow(() -> new UnsupportedOperationException("this system has no function " + name));
    }

    /** A downcall throws only for arguments of the wrong kind: a fault of this package. */
    static AssertionError unexpected(Throwable t) {
        return new AssertionError("a downcall failed", t);
    }
}
