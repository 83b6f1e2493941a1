package io.github.bits4j;

import static io.github.bits4j.bindings.bits.bits_h.C_INT;
import static io.github.bits4j.bindings.bits.bits_h.C_POINTER;

import io.github.bits4j.bindings.bits.BG_FILE_RANGE;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Arrays of BG_FILE_RANGE. */
final class FileRanges {
    private static final long TO_EOF = -1;

    private FileRanges() {}

    static MemorySegment allocate(Arena arena, List<FileRange> ranges) {
        MemorySegment array = BG_FILE_RANGE.allocateArray(ranges.size(), arena);
        for (int i = 0; i < ranges.size(); i++) {
            MemorySegment range = BG_FILE_RANGE.asSlice(array, i);
            BG_FILE_RANGE.InitialOffset(range, ranges.get(i).offset());
            BG_FILE_RANGE.Length(range, ranges.get(i).length().orElse(TO_EOF));
        }
        return array;
    }

    static List<FileRange> read(MemorySegment array, int count) {
        if (count > 0 && array.address() == 0) {
            throw new ComException(HResult.E_POINTER, "ranges", "they are NULL");
        }
        MemorySegment ranges = array.reinterpret(count * BG_FILE_RANGE.sizeof());
        return IntStream.range(0, count).mapToObj(i -> read(BG_FILE_RANGE.asSlice(ranges, i))).toList();
    }

    private static FileRange read(MemorySegment range) {
        long length = BG_FILE_RANGE.Length(range);
        return new FileRange(BG_FILE_RANGE.InitialOffset(range),
                length == TO_EOF ? OptionalLong.empty() : OptionalLong.of(length));
    }

    /** A method that gives a count and an array, which is the caller's to free. */
    @FunctionalInterface
    interface Getter {
        int invoke(MemorySegment function, MemorySegment self, MemorySegment count, MemorySegment ranges);
    }

    /** Calls it, reads the ranges and frees them; none for NULL. */
    static List<FileRange> get(ServiceInterface methods, String method, ServiceInterface.Slot slot, Getter getter) {
        return methods.get(method, slot,
                (function, self, out) -> getter.invoke(function, self, out.asSlice(C_POINTER.byteSize()), out),
                arena -> arena.allocate(C_POINTER, 2),
                out -> take(out.get(C_POINTER, 0), out.get(C_INT, C_POINTER.byteSize())));
    }

    private static List<FileRange> take(MemorySegment array, int count) {
        try {
            return array.address() == 0 ? List.of() : read(array, count);
        } finally {
            TaskMemory.free(array);
        }
    }
}
