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

    /** Behind its last byte; of one that reaches to the end, more than any file has. */
    public long end() {
        return length == TO_EOF ? Long.MAX_VALUE : offset + length;
    }

    /** How many bytes it has of a file of that size. */
    long length(long size) {
        return length == TO_EOF ? size - offset : length;
    }

    boolean isWithin(long size) {
        return length == TO_EOF ? offset < size : end() <= size;
    }
}
