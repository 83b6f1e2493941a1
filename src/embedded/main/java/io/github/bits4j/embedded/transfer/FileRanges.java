package io.github.bits4j.embedded.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The parts of a remote file that make up the local one, one after the other in the order given.
 *
 * @param all none for the whole file
 */
public record FileRanges(List<FileRange> all) {
    /** The whole file. */
    public static final FileRanges WHOLE = new FileRanges(List.of());

    public FileRanges {
        all = List.copyOf(all);
    }

    public boolean isWhole() {
        return all.isEmpty();
    }

    /**
     * How many bytes the local file will have; -1 if that is unknown.
     *
     * @param size the remote file's size, or -1
     */
    public long total(long size) {
        if (isWhole()) {
            return size;
        }
        boolean known = size >= 0 || all.stream().noneMatch(range -> range.length() == FileRange.TO_EOF);
        return known ? all.stream().mapToLong(range -> range.length(size)).sum() : -1;
    }

    /** Whether a file of that size has them all. */
    boolean areWithin(long size) {
        return all.stream().allMatch(range -> range.isWithin(size));
    }

    /**
     * Which parts of the remote file are there when so many bytes of the local one are, in the order of their offsets; those
     * that touch are one.
     */
    public List<FileRange> before(long position) {
        List<FileRange> there = new ArrayList<>();
        long left = position;
        for (FileRange range : isWhole() ? List.of(new FileRange(0, FileRange.TO_EOF)) : all) {
            long length = range.length() == FileRange.TO_EOF ? left : Math.min(left, range.length());
            if (length > 0) {
                there.add(new FileRange(range.offset(), length));
            }
            left -= length;
        }
        there.sort(Comparator.comparingLong(FileRange::offset));
        return merge(there);
    }

    private static List<FileRange> merge(List<FileRange> sorted) {
        List<FileRange> merged = new ArrayList<>();
        for (FileRange range : sorted) {
            if (!merged.isEmpty() && merged.getLast().end() == range.offset()) {
                FileRange before = merged.removeLast();
                merged.add(new FileRange(before.offset(), before.length() + range.length()));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    /**
     * What is still to be fetched when so many bytes of the local file are there.
     *
     * @param size the remote file's, or -1
     */
    List<FileRange> after(long position, long size) {
        List<FileRange> rest = new ArrayList<>();
        long skip = position;
        for (FileRange range : all) {
            long length = range.length() == FileRange.TO_EOF && size >= 0 ? size - range.offset() : range.length();
            if (length == FileRange.TO_EOF) {
                rest.add(new FileRange(range.offset() + skip, FileRange.TO_EOF));
                skip = 0;
            } else if (skip >= length) {
                skip -= length;
            } else {
                boolean open = range.length() == FileRange.TO_EOF;
                rest.add(new FileRange(range.offset() + skip, open ? FileRange.TO_EOF : length - skip));
                skip = 0;
            }
        }
        return rest;
    }
}
