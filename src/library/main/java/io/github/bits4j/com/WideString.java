package io.github.bits4j.com;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** UTF-16LE strings with a NUL at the end: LPWSTR and LPCWSTR. */
public final class WideString {
    private WideString() {}

    /** The string in native memory; NULL for {@code null}. */
    public static MemorySegment allocate(SegmentAllocator allocator, @Nullable String text) {
        return text == null ? MemorySegment.NULL : allocator.allocateFrom(text, StandardCharsets.UTF_16LE);
    }

    /** Reads up to the NUL. */
    public static String read(MemorySegment string) {
        return string.getString(0, StandardCharsets.UTF_16LE);
    }

    /** Reads up to the NUL; {@code null} for NULL. */
    public static @Nullable String readNullable(MemorySegment string) {
        return string.address() == 0 ? null : read(string);
    }
}
