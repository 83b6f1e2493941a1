package io.github.bits4j.internal;

import io.github.bits4j.com.HResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What delivers the events of one object to one listener: by notification, and by polling what was not notified.
 *
 * <p>The service's thread only queues a task. All else happens in tasks, one after another.
 */
public abstract class EventTasks<E> implements EventSource {
    private static final Logger LOG = System.getLogger("io.github.bits4j");

    private final Consumer<? super E> listener;
    private final SerialExecutor tasks;
    private final EventRules<E> rules;
    private volatile boolean stopped;

    protected EventTasks(Consumer<? super E> listener, SerialExecutor tasks, EventRules<E> rules) {
        this.listener = listener;
        this.tasks = tasks;
        this.rules = rules;
    }

    @Override
    public final void stop() {
        stopped = true;
    }

    protected final boolean isStopped() {
        return stopped;
    }

    protected final void repeat(Duration interval, Runnable task) {
        EventThreads.later(interval, () -> {
            if (!stopped) {
                repeat(interval, task);
                task.run();
            }
        });
    }

    /** Queues a task unless it is queued already: a slow listener would find thousands of them. */
    protected final int queueOnce(AtomicBoolean queued, Runnable task) {
        if (!queued.compareAndSet(false, true)) {
            return HResult.S_OK;
        }
        int hr = queue(() -> {
            queued.set(false);
            task.run();
        });
        if (HResult.failed(hr)) {
            queued.set(false);
        }
        return hr;
    }

    /** S_OK if the task will run; E_FAIL if the executor refuses it, which makes BITS notify again. */
    protected final int queue(Runnable task) {
        try {
            tasks.execute(() -> {
                try {
                    task.run();
                } catch (IllegalStateException e) {
                    stopped = true;
                    LOG.log(Level.DEBUG, "the object was closed before an event could be delivered", e);
                } catch (RuntimeException e) {
                    LOG.log(Level.WARNING, "an event could not be read", e);
                }
            });
            return HResult.S_OK;
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the executor refused an event", e);
            return HResult.E_FAIL;
        }
    }

    protected final void tell(E event) {
        if (stopped) {
            rules.discard(event);
            return;
        }
        if (rules.isLast(event)) {
            stopped = true;
        }
        try {
            listener.accept(event);
        } catch (Throwable t) {
            // Also an Error: it is the listener's, and must not take this thread's other events with it.
            LOG.log(Level.WARNING, "the listener of " + event.getClass().getSimpleName() + " threw", t);
        }
    }
}
