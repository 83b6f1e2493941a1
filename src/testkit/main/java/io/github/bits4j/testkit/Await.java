package io.github.bits4j.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do, in real time. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LONGEST_PAUSE_MILLIS = 10;

    private Await() {}

    /**
     * Returns when the condition holds. The limit, a minute, is generous and only there to end a broken test.
     *
     * @param what what is waited for, for the message
     * @throws AssertionError if it does not come, or the thread is interrupted
     */
    public static void until(String what, BooleanSupplier condition) {
        if (!within(LIMIT, condition)) {
            throw new AssertionError("waited " + LIMIT.toSeconds() + " s in vain for " + what);
        }
    }

    /** Whether the condition comes to hold in that time. */
    static boolean within(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        long pause = 1;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            try {
                Thread.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting", e);
            }
        }
        return true;
    }
}
