package io.github.bits4j.com;

import static io.github.bits4j.com.NativeFunction.POINTER;
import static io.github.bits4j.com.NativeFunction.link;
import static io.github.bits4j.com.NativeFunction.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** The functions of oleaut32.dll that this package calls. Loading this class needs Windows. */
final class OleAut32 {
    private static final SymbolLookup OLEAUT32 = SymbolLookup.libraryLookup("oleaut32", Arena.global());

    private static final MethodHandle ALLOC_STRING_BYTE_LEN =
            link(OLEAUT32, "SysAllocStringByteLen", FunctionDescriptor.of(POINTER, ADDRESS, JAVA_INT));
    private static final MethodHandle FREE_STRING = link(OLEAUT32, "SysFreeString", FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle CREATE_VECTOR =
            link(OLEAUT32, "SafeArrayCreateVector", FunctionDescriptor.of(POINTER, JAVA_SHORT, JAVA_INT, JAVA_INT));
    private static final MethodHandle DESTROY_ARRAY =
            link(OLEAUT32, "SafeArrayDestroy", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle CLEAR_VARIANT = link(OLEAUT32, "VariantClear", FunctionDescriptor.of(JAVA_INT, ADDRESS));

    private OleAut32() {}

    /** The memory's content is undefined, but for the NUL behind it. */
    static MemorySegment allocStringByteLen(int bytes) {
        try {
            return (MemorySegment) ALLOC_STRING_BYTE_LEN.invokeExact(MemorySegment.NULL, bytes);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static void freeString(MemorySegment string) {
        try {
            FREE_STRING.invokeExact(string);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static MemorySegment createVector(short type, int elements) {
        try {
            return (MemorySegment) CREATE_VECTOR.invokeExact(type, 0, elements);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int destroyArray(MemorySegment array) {
        try {
            return (int) DESTROY_ARRAY.invokeExact(array);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int clearVariant(MemorySegment variant) {
        try {
            return (int) CLEAR_VARIANT.invokeExact(variant);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }
}
