package io.github.bits4j;

import java.util.OptionalLong;

/**
 * A part of a remote file.
 *
 * @param offset where it begins, in bytes from the start of the file
 * @param length how many bytes it has; empty for all to the end of the file (BG_LENGTH_TO_EOF)
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits2_0/ns-bits2_0-bg_file_range">BG_FILE_RANGE</a>
 */
public record FileRange(long offset, OptionalLong length) {
    /** Checks the values. */
    public FileRange {
        if (offset < 0) {
            throw new IllegalArgumentException("offset: must not be negative, is " + offset);
        }
        if (length.isPresent() && (length.getAsLong() <= 0 || length.getAsLong() > Long.MAX_VALUE - offset)) {
            throw new IllegalArgumentException(
                    "length: must be positive and end at 2^63-1 at the latest, is " + length.getAsLong() + " from " + offset);
        }
    }

    /** A range of {@code length} bytes. */
    public static FileRange of(long offset, long length) {
        return new FileRange(offset, OptionalLong.of(length));
    }

    /** The range from {@code offset} to the end of the file. */
    public static FileRange from(long offset) {
        return new FileRange(offset, OptionalLong.empty());
    }

    /** Where the range ends: the offset behind its last byte; empty if that is the end of the file. */
    public OptionalLong end() {
        return length.isPresent() ? OptionalLong.of(offset + length.getAsLong()) : OptionalLong.empty();
    }
}
