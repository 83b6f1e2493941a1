package io.github.bits4j.com;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * COM's task memory: allocated by the one who is called, freed by the caller. CoTaskMemAlloc and CoTaskMemFree on Windows,
 * {@code malloc} and {@code free} elsewhere.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/combaseapi/nf-combaseapi-cotaskmemfree">CoTaskMemFree</a>
 */
public final class TaskMemory {
    private TaskMemory() {}

    /**
     * Memory for the caller to free.
     *
     * @throws OutOfMemoryError if there is none; a {@link ComObject} method that lets it pass returns E_OUTOFMEMORY
     */
    public static MemorySegment allocate(long size) {
        MemorySegment memory = Platform.WINDOWS ? Ole32.taskMemAlloc(size) : LibC.malloc(size);
        if (memory.address() == 0) {
            throw new OutOfMemoryError("no task memory for " + size + " bytes");
        }
        return memory.asSlice(0, size);
    }

    /** Frees what the other side allocated; NULL is allowed. */
    public static void free(MemorySegment memory) {
        if (Platform.WINDOWS) {
            Ole32.taskMemFree(memory);
        } else {
            LibC.free(memory);
        }
    }

    /** A UTF-16 string in task memory, for an {@code [out] LPWSTR*} of our own methods. */
    public static MemorySegment newString(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
        MemorySegment memory = allocate(bytes.length + 2L);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, bytes.length, (short) 0);
        return memory;
    }

    /** Reads and frees a UTF-16 string that the other side allocated; empty for NULL, which a faulty server may give. */
    public static String takeString(MemorySegment string) {
        if (string.address() == 0) {
            return "";
        }
        try {
            return WideString.read(string);
        } finally {
            free(string);
        }
    }

    /**
     * Copies and frees a buffer that the other side allocated.
     *
     * @param length how many bytes it says that it has; 2 GB at most, or an {@link IllegalStateException}
     */
    public static byte[] takeBytes(MemorySegment buffer, long length) {
        try {
            if (length < 0 || length > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException("a buffer of " + Long.toUnsignedString(length) + " bytes");
            }
            byte[] bytes = new byte[(int) length];
            MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
            return bytes;
        } finally {
            free(buffer);
        }
    }

    private static final class LibC {
        private static final SymbolLookup C = Linker.nativeLinker().defaultLookup();
        private static final MethodHandle MALLOC =
                NativeFunction.link(C, "malloc", FunctionDescriptor.of(NativeFunction.POINTER, JAVA_LONG));
        private static final MethodHandle FREE = NativeFunction.link(C, "free", FunctionDescriptor.ofVoid(ADDRESS));

        static MemorySegment malloc(long size) {
            try {
                return (MemorySegment) MALLOC.invokeExact(size);
            } catch (Throwable t) {
                throw NativeFunction.unexpected(t);
            }
        }

        static void free(MemorySegment memory) {
            try {
                FREE.invokeExact(memory);
            } catch (Throwable t) {
                throw NativeFunction.unexpected(t);
            }
        }
    }
}
