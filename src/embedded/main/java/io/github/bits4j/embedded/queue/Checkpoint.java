package io.github.bits4j.embedded.queue;

import java.util.concurrent.TimeUnit;

/**
 * Decides how often a running transfer forces its bytes to the disk, so that a restart goes on near where it was: often enough
 * that little is fetched twice, seldom enough to cost next to nothing.
 */
final class Checkpoint {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);
    private static final long BYTES = 64L * 1024 * 1024;

    private long time = System.nanoTime();
    private long position;

    /** A file's bytes begin there. */
    void start(long from) {
        time = System.nanoTime();
        position = from;
    }

    boolean isDue(long now) {
        return now - position >= BYTES || now > position && System.nanoTime() - time >= INTERVAL;
    }
}
