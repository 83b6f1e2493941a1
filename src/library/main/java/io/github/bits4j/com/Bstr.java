package io.github.bits4j.com;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * BSTR: a UTF-16LE string behind its length in bytes, which may contain NULs. NULL is the empty string.
 *
 * <p>Its memory is that of SysAllocString and SysFreeString on Windows. Elsewhere it is a block of {@code malloc} that begins
 * four bytes before the string, with the length: native code frees that.
 *
 * @see <a href="https://learn.microsoft.com/previous-versions/windows/desktop/automat/bstr">BSTR</a>
 */
public final class Bstr {
    private static final int PREFIX = 4;

    private Bstr() {}

    /** A string for the other side or {@link #free} to free; NULL for {@code null}. */
    public static MemorySegment allocate(@Nullable String text) {
        if (text == null) {
            return MemorySegment.NULL;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
        MemorySegment string = Platform.WINDOWS ? ofSystem(bytes.length) : ofHeap(bytes.length);
        MemorySegment.copy(bytes, 0, string, ValueLayout.JAVA_BYTE, 0, bytes.length);
        string.set(JAVA_SHORT_UNALIGNED, bytes.length, (short) 0);
        return string;
    }

    private static MemorySegment ofSystem(int bytes) {
        MemorySegment string = OleAut32.allocStringByteLen(bytes);
        if (string.address() == 0) {
            throw new OutOfMemoryError("no BSTR of " + bytes + " bytes");
        }
        return string.asSlice(0, bytes + 2L);
    }

    private static MemorySegment ofHeap(int bytes) {
        MemorySegment block = TaskMemory.allocate(PREFIX + bytes + 2L);
        block.set(JAVA_INT, 0, bytes);
        return block.asSlice(PREFIX);
    }

    /** Reads all of it; empty for NULL. */
    public static String read(MemorySegment string) {
        return string.address() == 0 ? "" : new String(bytes(string), StandardCharsets.UTF_16LE);
    }

    private static byte[] bytes(MemorySegment string) {
        MemorySegment block = MemorySegment.ofAddress(string.address() - PREFIX).reinterpret(Long.MAX_VALUE);
        int length = block.get(ValueLayout.JAVA_INT_UNALIGNED, 0);
        return block.asSlice(PREFIX, Integer.toUnsignedLong(length)).toArray(ValueLayout.JAVA_BYTE);
    }

    /** Frees it; NULL is allowed. */
    public static void free(MemorySegment string) {
        if (string.address() == 0) {
            return;
        }
        if (Platform.WINDOWS) {
            OleAut32.freeString(string);
        } else {
            TaskMemory.free(MemorySegment.ofAddress(string.address() - PREFIX));
        }
    }

    /** Reads and frees it. */
    public static String take(MemorySegment string) {
        try {
            return read(string);
        } finally {
            free(string);
        }
    }
}
