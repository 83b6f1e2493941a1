package io.github.bits4j.internal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The library's own threads for events: platform threads, since a virtual one would be pinned in each call it makes. */
public final class EventThreads {
    public static final Executor POOL = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("bits4j-events-", 1).factory());

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("bits4j-timer").factory());
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Duration SECOND_TRY = Duration.ofSeconds(1);

    private EventThreads() {}

    /** Runs the task on the pool after a delay. */
    public static void later(Duration delay, Runnable task) {
        long nanos = (delay.compareTo(LONGEST) < 0 ? delay : LONGEST).toNanos();
        TIMER.schedule(() -> {
            try {
                POOL.execute(task);
            } catch (Throwable t) {
                later(SECOND_TRY, task); // no thread to be had now: a poll must not be lost for that
            }
        }, nanos, TimeUnit.NANOSECONDS);
    }
}
