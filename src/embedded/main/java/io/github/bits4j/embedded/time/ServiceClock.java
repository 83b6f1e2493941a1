package io.github.bits4j.embedded.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The time by which an embedded service lives: its retry delays, timeouts, time slices and the intervals of its notifications. A
 * test may give it a clock that it advances itself. How long a server may be silent is not measured by it.
 */
public interface ServiceClock {

    /** What will be done; cancelling it when it is done or under way does nothing. */
    @FunctionalInterface
    interface Timer {
        void cancel();
    }

    /** The time of day, for the times that jobs and files show. */
    Instant now();

    /** Nanoseconds of a time that nobody sets, as {@link System#nanoTime()} counts them. */
    long nanoTime();

    /** Runs the action once, when the delay is over; the action is short and does not throw. */
    Timer later(Duration delay, Runnable action);
}
