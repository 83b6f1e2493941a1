package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.RangeSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a file stands whose parts come in the order in which they are wanted.
 *
 * @param filled the bytes that are in the temporary file
 * @param forced those of them that are on the disk for sure: what the store is told
 * @param acknowledged those of them that the store has been told of: what clients are told, since a restart still has them
 * @param requested what clients want and has not come, in the order in which it is fetched; no two overlap
 * @param from where what nobody asked for is fetched from, in jobs that fetch it at all
 */
record Demand(RangeSet filled, RangeSet forced, RangeSet acknowledged, List<FileRange> requested, long from) {
    static final Demand NONE = before(0, 0);
    /** Requests that touch are one up to this size; beyond it, joining would make what was asked for earlier come later. */
    private static final long JOINED = 256 * 1024;

    Demand {
        requested = List.copyOf(requested);
    }

    /** Of a file that was fetched from its beginning so far. */
    static Demand before(long position, long forced) {
        RangeSet disk = RangeSet.of(0, forced);
        return new Demand(RangeSet.of(0, position), disk, disk, List.of(), 0);
    }

    /** After a restart: the disk is all that is left. */
    static Demand restored(RangeSet forced, List<FileRange> requested, long from) {
        return new Demand(forced, forced, forced, requested, from);
    }

    /** What a restart must still fetch: also what had come, but would be lost with the process. */
    List<FileRange> unsafe() {
        List<FileRange> all = new ArrayList<>(filled.minus(forced).all());
        all.addAll(requested);
        return all;
    }

    boolean isSafe() {
        return acknowledged.equals(filled);
    }

    /** With ranges wanted behind all others; what has come or is wanted already is not wanted twice. */
    Demand request(List<FileRange> ranges) {
        List<FileRange> queue = new ArrayList<>(requested);
        RangeSet known = filled.plus(RangeSet.of(requested));
        for (FileRange range : ranges) {
            known.missingOf(range.offset(), range.end()).forEach(part -> append(queue, part));
            known = known.plus(range.offset(), range.end());
        }
        return withRequested(queue);
    }

    private static void append(List<FileRange> queue, FileRange part) {
        for (int i = 0; i < queue.size(); i++) {
            FileRange other = queue.get(i);
            long from = Math.min(other.offset(), part.offset());
            long end = Math.max(other.end(), part.end());
            boolean touch = other.end() == part.offset() || part.end() == other.offset();
            if (touch && end - from <= JOINED) {
                queue.set(i, FileRange.between(from, end));
                return;
            }
        }
        queue.add(part);
    }

    /** Wants first what lies behind the offset, in the order of the file, and the rest as before. */
    Demand moveTo(long offset) {
        RangeSet all = RangeSet.of(requested);
        List<FileRange> queue = new ArrayList<>(all.and(RangeSet.of(offset, Long.MAX_VALUE)).all());
        queue.sort(Comparator.comparingLong(FileRange::offset));
        RangeSet ahead = RangeSet.of(queue);
        requested.forEach(range -> queue.addAll(ahead.missingOf(range.offset(), range.end())));
        return new Demand(filled, forced, acknowledged, queue, offset);
    }

    /** Bytes have come. */
    Demand fill(long offset, long end) {
        RangeSet come = RangeSet.of(offset, end);
        List<FileRange> queue = new ArrayList<>(requested.size());
        requested.forEach(range -> queue.addAll(come.missingOf(range.offset(), range.end())));
        return new Demand(filled.plus(offset, end), forced, acknowledged, queue, from);
    }

    /** What was there a moment ago is on the disk now, as far as it still counts. */
    Demand force(RangeSet reached) {
        return new Demand(filled, reached.and(filled), acknowledged, requested, from);
    }

    /** For a job that no restart has: what has come is all that counts. */
    Demand settle() {
        return new Demand(filled, filled, filled, requested, from);
    }

    Demand acknowledge() {
        return new Demand(filled, forced, forced, requested, from);
    }

    /**
     * Nothing that came counts any more.
     *
     * @param size of the file that it was of, or -1; what was wanted up to there is wanted to the end of the new one
     * @param again whether what has come is wanted again
     */
    Demand drop(long size, boolean again) {
        RangeSet lost = again ? filled : RangeSet.EMPTY;
        List<FileRange> queue = new ArrayList<>();
        for (FileRange range : requested) {
            queue.add(opened(range, size));
        }
        lost.minus(RangeSet.of(requested)).all().forEach(range -> queue.add(opened(range, size)));
        return new Demand(RangeSet.EMPTY, RangeSet.EMPTY, RangeSet.EMPTY, queue, from);
    }

    private static FileRange opened(FileRange range, long size) {
        return range.end() == size ? FileRange.between(range.offset(), Long.MAX_VALUE) : range;
    }

    /** Whether a file of that size has all that is wanted. */
    boolean isWithin(long size) {
        return requested.stream().allMatch(range -> range.isWithin(size) || isAllOfNothing(range, size));
    }

    /** The whole of an empty file may be asked for, though there is no byte in it. */
    static boolean isAllOfNothing(FileRange range, long size) {
        return size == 0 && range.equals(new FileRange(0, FileRange.TO_EOF));
    }

    /** Without what a file of that size does not have. */
    Demand within(long size) {
        return without(RangeSet.of(size, Long.MAX_VALUE).all());
    }

    Demand without(List<FileRange> ranges) {
        RangeSet out = RangeSet.of(ranges);
        List<FileRange> queue = new ArrayList<>();
        requested.forEach(range -> queue.addAll(out.missingOf(range.offset(), range.end())));
        return withRequested(queue);
    }

    /** With nothing wanted but the whole file. */
    Demand whole() {
        return new Demand(filled, forced, acknowledged, List.of(), 0);
    }

    /** The next part of the file that has not come, whether anybody asked for it or not; null if all is there. */
    @Nullable FileRange gap(long size) {
        long end = size < 0 ? Long.MAX_VALUE : size;
        List<FileRange> behind = filled.missingOf(Math.min(from, end), end);
        List<FileRange> gaps = behind.isEmpty() ? filled.missingOf(0, end) : behind;
        return gaps.isEmpty() ? null : gaps.getFirst();
    }

    /** How many bytes a job loads for what has come and is wanted, of a file of a size that has it. */
    long load() {
        return filled.total() + RangeSet.of(requested).total();
    }

    private Demand withRequested(List<FileRange> queue) {
        return new Demand(filled, forced, acknowledged, queue, from);
    }
}
