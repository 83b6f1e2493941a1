package io.github.bits4j.embedded.transfer;

import java.util.ArrayList;
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

    /** What is still to be fetched when so many bytes of the local file are there. */
    List<FileRange> after(long position) {
        List<FileRange> rest = new ArrayList<>();
        long skip = position;
        for (FileRange range : all) {
            if (range.length() == FileRange.TO_EOF) {
                rest.add(new FileRange(range.offset() + skip, FileRange.TO_EOF));
                skip = 0;
            } else if (skip >= range.length()) {
                skip -= range.length();
            } else {
                rest.add(new FileRange(range.offset() + skip, range.length() - skip));
                skip = 0;
            }
        }
        return rest;
    }
}
