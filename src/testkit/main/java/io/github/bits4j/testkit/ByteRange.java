package io.github.bits4j.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one range of a Range header, against the size of a file; with {@code first > last} there is nothing in it. */
record ByteRange(int first, int last) {
    private static final Pattern HEADER = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Null if the header is to be ignored: another unit, several ranges, nonsense. */
    static @Nullable ByteRange parse(String header, int size) {
        Matcher matcher = HEADER.matcher(header.strip());
        if (!matcher.matches()) {
            return null;
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? null : new ByteRange((int) Math.max(0, size - Long.parseLong(to)), size - 1);
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
        return last < first ? null : new ByteRange((int) Math.min(first, size), (int) Math.min(last, size - 1));
    }

    boolean isEmpty() {
        return first > last;
    }

    int length() {
        return last - first + 1;
    }
}
