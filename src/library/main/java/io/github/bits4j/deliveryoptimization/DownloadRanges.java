package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.FileRange;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_RANGE;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_RANGES_INFO;
import io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** What Start is told of the ranges, in native memory. */
final class DownloadRanges {
    private DownloadRanges() {}

    static MemorySegment wholeFile(Arena arena) {
        return arena.allocate(DO_DOWNLOAD_RANGES_INFO.layout());
    }

    /** The struct has room for one range, and more behind its end. */
    static MemorySegment allocate(List<FileRange> ranges, Arena arena) {
        long offset = DO_DOWNLOAD_RANGES_INFO.Ranges$offset();
        MemorySegment info = arena.allocate(offset + ranges.size() * DO_DOWNLOAD_RANGE.sizeof(),
                DO_DOWNLOAD_RANGES_INFO.layout().byteAlignment());
        info.set(DO_DOWNLOAD_RANGES_INFO.RangeCount$layout(), DO_DOWNLOAD_RANGES_INFO.RangeCount$offset(), ranges.size());
        for (int i = 0; i < ranges.size(); i++) {
            MemorySegment range = DO_DOWNLOAD_RANGE.asSlice(info.asSlice(offset), i);
            DO_DOWNLOAD_RANGE.Offset(range, ranges.get(i).offset());
            DO_DOWNLOAD_RANGE.Length(range, ranges.get(i).length().orElse(deliveryoptimization_h.DO_LENGTH_TO_EOF()));
        }
        return info;
    }
}
