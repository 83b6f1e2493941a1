package io.github.bits4j;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The library's own threads for events: platform threads, since a virtual one would be pinned in each call it makes. */
final class EventThreads {
    static final Executor POOL = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("bits4j-events-", 1).factory());

    private EventThreads() {}

    /** Runs the task on the pool after a delay. */
    static void later(Duration delay, Runnable task) {
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, POOL).execute(task);
    }
}
