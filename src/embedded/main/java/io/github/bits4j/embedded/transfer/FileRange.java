package io.github.bits4j.embedded.transfer;

/**
 * A part of a remote file.
 *
 * @param offset where it begins
 * @param length how many bytes it has; {@link #TO_EOF} for all that follow
 */
public record FileRange(long offset, long length) {
    /** BG_LENGTH_TO_EOF. */
    public static final long TO_EOF = -1;

    /** @param end {@link Long#MAX_VALUE} for all that follow */
    public static FileRange between(long offset, long end) {
        return new FileRange(offset, end == Long.MAX_VALUE ? TO_EOF : end - offset);
    }

    /** Behind its last byte; of one that reaches to the end, more than any file has. */
    public long end() {
        return length == TO_EOF ? Long.MAX_VALUE : offset + length;
    }

    /** Whether there is a file that has it: it has a byte at least, and an end that is a number. */
    public boolean isPossible() {
        return offset >= 0 && (length == TO_EOF || length > 0) && end() > 0;
    }

    /** How many bytes it has of a file of that size. */
    long length(long size) {
        return length == TO_EOF ? size - offset : length;
    }

    /** Whether a file of that size has it; a range to the end has at least one byte. */
    public boolean isWithin(long size) {
        return length == TO_EOF ? offset < size : end() <= size;
    }
}
