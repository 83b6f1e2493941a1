package io.github.bits4j.embedded.queue;

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

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            own("worker"),
            // After the end: whoever waits for the work must not wait for ever.
            (work, _) -> work.run());
    private final ThreadPoolExecutor notifiers = new ThreadPoolExecutor(
            NOTIFIERS,
            NOTIFIERS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            named("notifier"));

    EngineThreads() {
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
        workers.execute(work);
    }

    /** False after the end: nobody is told any more. */
    boolean notify(Runnable delivery) {
        try {
            notifiers.execute(delivery);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    /** Starts nothing more; what runs comes to its end undisturbed. */
    void close() {
        notifiers.shutdown();
        workers.shutdown();
    }
}
