package io.github.bits4j.embedded.transfer;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of a file's bytes.
 *
 * @param all its parts in the order of their offsets, none of which touch; the last may reach to the end of the file
 */
public record RangeSet(List<FileRange> all) {
    /** No bytes. */
    public static final RangeSet EMPTY = new RangeSet(List.of());

    public RangeSet {
        all = List.copyOf(all);
    }

    /** The bytes from {@code from} to before {@code end}. */
    public static RangeSet of(long from, long end) {
        return from < end ? new RangeSet(List.of(FileRange.between(from, end))) : EMPTY;
    }

    /** The bytes of these ranges, which may overlap, in any order. */
    public static RangeSet of(List<FileRange> ranges) {
        RangeSet set = EMPTY;
        for (FileRange range : ranges) {
            set = set.plus(range.offset(), range.end());
        }
        return set;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** How many bytes they are; none of the parts may be open. */
    public long total() {
        return all.stream().mapToLong(FileRange::length).sum();
    }

    /** Behind the last byte. */
    public long end() {
        return all.isEmpty() ? 0 : all.getLast().end();
    }

    /** Whether these are all bytes of a file of that size. */
    public boolean isWhole(long size) {
        return size == 0 || all.size() == 1 && all.getFirst().offset() == 0 && end() == size;
    }

    public RangeSet plus(long from, long end) {
        if (from >= end) {
            return this;
        }
        List<FileRange> parts = new ArrayList<>(all.size() + 1);
        long first = from;
        long last = end;
        int at = 0;
        for (; at < all.size() && all.get(at).end() < from; at++) {
            parts.add(all.get(at));
        }
        for (; at < all.size() && all.get(at).offset() <= end; at++) {
            first = Math.min(first, all.get(at).offset());
            last = Math.max(last, all.get(at).end());
        }
        parts.add(FileRange.between(first, last));
        parts.addAll(all.subList(at, all.size()));
        return new RangeSet(parts);
    }

    public RangeSet plus(RangeSet other) {
        RangeSet sum = this;
        for (FileRange part : other.all) {
            sum = sum.plus(part.offset(), part.end());
        }
        return sum;
    }

    public RangeSet minus(RangeSet other) {
        List<FileRange> rest = new ArrayList<>();
        int at = 0;
        for (FileRange part : all) {
            while (at < other.all.size() && other.all.get(at).end() <= part.offset()) {
                at++; // nor is it in what follows
            }
            addMissing(rest, part.offset(), part.end(), other.all, at);
        }
        return new RangeSet(rest);
    }

    /** What both have. */
    public RangeSet and(RangeSet other) {
        return minus(minus(other));
    }

    /** The parts of a range that are not in the set. */
    public List<FileRange> missingOf(long from, long end) {
        List<FileRange> missing = new ArrayList<>();
        addMissing(missing, from, end, all, 0);
        return missing;
    }

    private static void addMissing(List<FileRange> missing, long from, long end, List<FileRange> parts, int first) {
        long position = from;
        for (int at = first; at < parts.size() && parts.get(at).offset() < end; at++) {
            FileRange part = parts.get(at);
            if (part.offset() > position) {
                missing.add(FileRange.between(position, part.offset()));
            }
            position = Math.max(position, part.end());
        }
        if (position < end) {
            missing.add(FileRange.between(position, end));
        }
    }
}
