package io.github.bits4j.embedded.face;

import static io.github.bits4j.embedded.face.Parameters.required;
import static io.github.bits4j.embedded.face.Parameters.setInt;
import static java.lang.foreign.ValueLayout.ADDRESS;

import io.github.bits4j.bindings.bits.BG_FILE_RANGE;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.embedded.transfer.FileRange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes arrays of BG_FILE_RANGE. */
final class Ranges {
    private Ranges() {}

    static List<FileRange> read(int count, MemorySegment array) {
        List<FileRange> ranges = new ArrayList<>();
        if (count != 0) {
            required(array, "Ranges");
        }
        for (long i = 0; i < Integer.toUnsignedLong(count); i++) {
            MemorySegment range = BG_FILE_RANGE.asSlice(array, i);
            FileRange next = new FileRange(BG_FILE_RANGE.InitialOffset(range), BG_FILE_RANGE.Length(range));
            ranges.add(next);
            if (!next.isPossible()) {
                break; // it is refused by that one; the rest may not even be there
            }
        }
        return ranges;
    }

    /** Gives an array that the client frees; NULL for none. */
    static void set(MemorySegment count, MemorySegment out, List<FileRange> ranges) {
        required(count, "RangeCount");
        required(out, "Ranges").set(ADDRESS, 0, MemorySegment.NULL);
        setInt(count, 0);
        if (ranges.isEmpty()) {
            return;
        }
        MemorySegment array = TaskMemory.allocate(ranges.size() * BG_FILE_RANGE.sizeof());
        write(array, ranges);
        out.set(ADDRESS, 0, array);
        setInt(count, ranges.size());
    }

    /** An array to lend for the length of a call. */
    static MemorySegment allocate(List<FileRange> ranges, Arena arena) {
        MemorySegment array = BG_FILE_RANGE.allocateArray(ranges.size(), arena);
        write(array, ranges);
        return array;
    }

    private static void write(MemorySegment array, List<FileRange> ranges) {
        for (int i = 0; i < ranges.size(); i++) {
            MemorySegment range = BG_FILE_RANGE.asSlice(array, i);
            BG_FILE_RANGE.InitialOffset(range, ranges.get(i).offset());
            BG_FILE_RANGE.Length(range, ranges.get(i).length());
        }
    }
}
