package io.github.bits4j.embedded.transfer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part that a 206 response carries.
 *
 * @param first the offset of its first byte
 * @param last the offset of its last byte
 * @param size the size of the whole file
 */
record ContentRange(long first, long last, long size) {
    // Eighteen digits are less than a long holds.
    private static final Pattern HEADER =
            Pattern.compile("\\s*bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18})\\s*", Pattern.CASE_INSENSITIVE);

    /** Reads the header's value; empty if it is malformed, contradicts itself or leaves the size open. */
    static Optional<ContentRange> parse(String value) {
        Matcher matcher = HEADER.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        ContentRange range = new ContentRange(
                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
        return range.first <= range.last && range.last < range.size ? Optional.of(range) : Optional.empty();
    }

    /** Whether this is all of the file from {@code position} on. */
    boolean isRest(long position, long ofSize) {
        return first == position && size == ofSize && last == size - 1;
    }
}
