package io.github.bits4j.embedded.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The system's time, with one daemon thread for all timers. */
public final class SystemClock implements ServiceClock, AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("bits4j-timer").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    public SystemClock() {
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer later(Duration delay, Runnable action) {
        // Beyond a century it does not matter, and nanoseconds end after three.
        long millis = Math.clamp(delay.toMillis(), 0, TimeUnit.DAYS.toMillis(36_500));
        Future<?> future = timer.schedule(action, millis, TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    /** No timer fires any more; what runs comes to its end undisturbed. */
    @Override
    public void close() {
        timer.shutdown();
    }
}
