package io.github.bits4j.embedded.transfer.upload;

import java.time.Duration;

/** How many bytes go into a fragment: more while they go quickly, fewer when they do not or the server refuses them. */
final class FragmentSize {
    /** What is sent is in memory, and no fragment is longer: a server can have no more of them than it has acknowledged. */
    static final int MAXIMUM = 4 << 20;

    private static final int FIRST = 64 << 10;
    private static final int SLOW_MINIMUM = 4 << 10;
    private static final Duration QUICK = Duration.ofSeconds(1);
    private static final Duration SLOW = Duration.ofSeconds(10);

    private int size = FIRST;
    private int limit = MAXIMUM;

    int next() {
        return size;
    }

    /** A fragment of that many bytes was acknowledged. */
    void took(int count, Duration time) {
        if (time.compareTo(SLOW) > 0) {
            size = Math.min(size, Math.max(SLOW_MINIMUM, count / 2));
        } else if (time.compareTo(QUICK) < 0 && count == size) {
            size = Math.min(2 * size, limit);
        }
    }

    /** A fragment of that many bytes is too long for the server; false if there is no shorter one. */
    boolean refused(int count) {
        if (count <= 1) {
            return false;
        }
        limit = count / 2;
        size = Math.min(size, limit);
        return true;
    }
}
