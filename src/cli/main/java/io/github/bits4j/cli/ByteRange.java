package io.github.bits4j.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file that an HTTP request asks for.
 *
 * @param first the first byte
 * @param end the byte after the last one
 */
record ByteRange(long first, long end) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** The range of a Range header, cut to the file; empty for none, and for several or unreadable ones, which may be ignored. */
    static Optional<ByteRange> parse(@Nullable String header, long size) {
        Matcher matcher = RANGE.matcher(header == null ? "" : header);
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            return Optional.of(new ByteRange(Math.max(0, size - Long.parseLong(matcher.group(2))), size));
        }
        long first = Long.parseLong(matcher.group(1));
        long end = matcher.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(matcher.group(2)) + 1);
        return Optional.of(new ByteRange(first, end));
    }

    long length() {
        return end - first;
    }

    /** Whether the file has nothing there. */
    boolean isEmpty() {
        return length() <= 0;
    }
}
