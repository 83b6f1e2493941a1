package io.github.bits4j.tests.marshalling;

import io.github.bits4j.tests.support.Com;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A thread that has entered an apartment and does there what it is told to. In an STA it serves the calls of others too. */
final class ApartmentThread implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final BlockingQueue<FutureTask<?>> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;
    private @Nullable MessageQueue messages;
    private boolean ended;

    private ApartmentThread(String name, Runnable loop, int model) {
        thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> {
            Com.initialize(model);
            try {
                loop.run();
            } finally {
                Com.uninitialize();
            }
        });
    }

    /** A thread of the multithreaded apartment. */
    static ApartmentThread mta() {
        ApartmentThread[] self = new ApartmentThread[1];
        self[0] = new ApartmentThread("MTA", () -> self[0].serveTasks(), Com.COINIT_MULTITHREADED);
        self[0].thread.start();
        return self[0];
    }

    /** The thread of a new single-threaded apartment. */
    static ApartmentThread sta() {
        ApartmentThread[] self = new ApartmentThread[1];
        self[0] = new ApartmentThread("STA", () -> self[0].serveMessages(), Com.COINIT_APARTMENTTHREADED);
        // The first task makes the message queue, so that later ones can wake the thread.
        FutureTask<?> first = new FutureTask<>(() -> self[0].messages = new MessageQueue());
        self[0].tasks.add(first);
        self[0].thread.start();
        self[0].await(first);
        return self[0];
    }

    Thread thread() {
        return thread;
    }

    void run(Runnable task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    <R> R call(Callable<R> task) {
        FutureTask<R> result = new FutureTask<>(task);
        tasks.add(result);
        if (messages != null) {
            messages.wake();
        }
        return await(result);
    }

    private void serveTasks() {
        while (!ended) {
            try {
                tasks.take().run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void serveMessages() {
        while (true) {
            // A call out of the apartment takes thread messages from the queue while it waits: the tasks count, not the messages.
            for (FutureTask<?> task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            if (ended) {
                return;
            }
            messages.dispatchNext();
        }
    }

    @Override
    public void close() {
        run(() -> ended = true);
        try {
            if (!thread.join(LIMIT)) {
                throw new AssertionError(thread.getName() + " did not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private <R> R await(FutureTask<R> task) {
        try {
            return task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new AssertionError(e.getCause());
            }
        } catch (TimeoutException e) {
            AssertionError hanging = new AssertionError(thread.getName() + " hangs");
            hanging.setStackTrace(thread.getStackTrace());
            throw hanging;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
