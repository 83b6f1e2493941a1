package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRange;
import java.util.Comparator;
import java.util.List;

/** What may be a file's ranges. */
final class RangeRules {
    private RangeRules() {}

    static void check(List<FileRange> ranges, ServiceRules rules, int maximum, String operation) {
        if (ranges.isEmpty()) {
            throw new ComException(HResult.E_INVALIDARG, operation, "no ranges");
        }
        boolean bits = rules == ServiceRules.BITS;
        if (ranges.size() > maximum) {
            throw new ComException(HResult.BG_E_TOO_MANY_RANGES_IN_FILE, operation);
        }
        for (FileRange range : ranges) {
            if (!range.isPossible()) {
                throw new ComException(bits ? HResult.BG_E_INVALID_RANGE : HResult.DO_E_INVALID_RANGE, operation);
            }
        }
        List<FileRange> sorted = ranges.stream().sorted(Comparator.comparingLong(FileRange::offset)).toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).offset() < sorted.get(i - 1).end()) {
                int overlap = bits ? HResult.BG_E_OVERLAPPING_RANGES : HResult.DO_E_OVERLAPPING_RANGES;
                throw new ComException(overlap, operation);
            }
        }
    }
}
