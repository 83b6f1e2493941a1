package io.github.bits4j.com;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.UUID;

/**
 * A GUID: the name of an interface (IID), of a class (CLSID) or of a job.
 *
 * <p>Kept as its 16 bytes in memory, so that comparing one with native memory is comparing two longs. Its text and its
 * {@link UUID} have the fields in the usual order.
 *
 * @param first bytes 0 to 7, little-endian: Data1, Data2, Data3
 * @param second bytes 8 to 15, little-endian: Data4
 */
public record Guid(long first, long second) {
    /** The size in native memory. */
    public static final long BYTES = 16;

    /** IID_IUnknown. */
    public static final Guid IUNKNOWN = parse("00000000-0000-0000-C000-000000000046");
    /** IID_ISequentialStream. */
    public static final Guid ISEQUENTIAL_STREAM = parse("0C733A30-2A1C-11CE-ADE5-00AA0044773D");
    /** IID_IStream. */
    public static final Guid ISTREAM = parse("0000000C-0000-0000-C000-000000000046");
    /** IID_IEnumUnknown. */
    public static final Guid IENUM_UNKNOWN = parse("00000100-0000-0000-C000-000000000046");

    private static final ValueLayout.OfLong HALF = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);

    /** Parses {@code 00000000-0000-0000-C000-000000000046}, in braces or without. */
    public static Guid parse(String text) {
        boolean braces = text.startsWith("{") && text.endsWith("}");
        return of(UUID.fromString(braces ? text.substring(1, text.length() - 1) : text));
    }

    public static Guid of(UUID uuid) {
        long high = uuid.getMostSignificantBits();
        long first = high >>> 32 | (high & 0xFFFF0000L) << 16 | (high & 0xFFFFL) << 48;
        return new Guid(first, Long.reverseBytes(uuid.getLeastSignificantBits()));
    }

    /** Reads the GUID at the start of {@code memory}. */
    public static Guid read(MemorySegment memory) {
        return new Guid(memory.get(HALF, 0), memory.get(HALF, 8));
    }

    /** Writes this GUID to the start of {@code memory}. */
    public void write(MemorySegment memory) {
        memory.set(HALF, 0, first);
        memory.set(HALF, 8, second);
    }

    /** A copy in native memory, to pass as REFGUID or REFIID. */
    public MemorySegment allocate(SegmentAllocator allocator) {
        MemorySegment memory = allocator.allocate(BYTES, 8);
        write(memory);
        return memory;
    }

    public UUID toUuid() {
        long high = first << 32 | (first >>> 16 & 0xFFFF0000L) | first >>> 48;
        return new UUID(high, Long.reverseBytes(second));
    }

    /** The GUID in capitals, without braces. */
    @Override
    public String toString() {
        return toUuid().toString().toUpperCase(Locale.ROOT);
    }
}
