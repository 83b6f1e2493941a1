package io.github.bits4j.embedded.queue;

/**
 * Decides how often a running transfer forces its bytes to the disk, so that a restart goes on near where it was: often enough
 * that little is fetched twice, seldom enough to cost next to nothing.
 */
final class Checkpoint {
    private static final long BYTES = 64L * 1024 * 1024;

    private final long interval;
    private long time = System.nanoTime();
    private long position;

    /** @param interval in nanoseconds */
    Checkpoint(long interval) {
        this.interval = interval;
    }

    /** A file's bytes begin there. */
    void start(long from) {
        time = System.nanoTime();
        position = from;
    }

    boolean isDue(long now) {
        return now - position >= BYTES || now > position && System.nanoTime() - time >= interval;
    }
}
