package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.time.ServiceClock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The queue's threads: platform threads, since they must go on while every carrier of the virtual ones is taken by
 * callers, and daemons, since jobs do not keep an application alive.
 */
final class EngineThreads {
    /** No more notifications are under way at a time, as documented. */
    static final int NOTIFIERS = 4;

    /** When the next attempt is made if there was no thread to be had. */
    static final Duration SECOND_TRY = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(EngineThreads.class.getName());
    private static final long IDLE_SECONDS = 10;

    private final ServiceClock clock;
    private final ThreadPoolExecutor workers;
    private final ThreadPoolExecutor notifiers;

    EngineThreads(ServiceClock clock) {
        this(clock, own("worker"), named("notifier"));
    }

    EngineThreads(ServiceClock clock, ThreadFactory worker, ThreadFactory notifier) {
        this.clock = clock;
        this.workers = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                worker,
                // After the end: whoever waits for the work must not wait for ever.
                (work, _) -> work.run());
        this.notifiers = new ThreadPoolExecutor(
                NOTIFIERS, NOTIFIERS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), notifier);
        notifiers.allowCoreThreadTimeOut(true);
    }

    /** A thread that does the engine's own work; a notifier's is a client's while it calls him. */
    private static final class EngineThread extends Thread {
        EngineThread(Runnable work, String name) {
            super(work, name);
            setDaemon(true);
        }
    }

    private static ThreadFactory named(String role) {
        return Thread.ofPlatform().daemon().name("bits4j-" + role + "-", 1).factory();
    }

    private static ThreadFactory own(String role) {
        AtomicInteger count = new AtomicInteger();
        return work -> new EngineThread(work, "bits4j-" + role + "-" + count.incrementAndGet());
    }

    /** Whether no client waits for what this thread does. */
    static boolean isCurrent() {
        return Thread.currentThread() instanceof EngineThread;
    }

    void work(Runnable work) {
        execute(workers, work, () -> work(work));
    }

    /** @param refused run instead after the end, when nobody is told any more */
    void notify(Runnable delivery, Runnable refused) {
        try {
            execute(notifiers, delivery, () -> notify(delivery, refused));
        } catch (RejectedExecutionException closed) {
            refused.run();
        }
    }

    /** What must be done is not lost if there is no thread for it now. */
    private void execute(ThreadPoolExecutor pool, Runnable task, Runnable again) {
        try {
            pool.execute(task);
        } catch (OutOfMemoryError noThread) {
            LOG.log(System.Logger.Level.WARNING, "no thread to be had; it is tried again", noThread);
            clock.later(SECOND_TRY, again);
        }
    }

    /** Starts nothing more; what runs comes to its end undisturbed. */
    void close() {
        notifiers.shutdown();
        workers.shutdown();
    }
}
