package io.github.bits4j.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks one after another, in order, on an executor that may have many threads. */
public final class SerialExecutor implements Executor {
    private static final Logger LOG = System.getLogger("io.github.bits4j");

    private final Executor executor;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    public SerialExecutor(Executor executor) {
        this.executor = executor;
    }

    /**
     * Takes the task.
     *
     * @throws RejectedExecutionException if the executor refuses, by whatever it throws; the task is forgotten then
     */
    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            executor.execute(this::drain);
        } catch (RuntimeException | Error e) {
            forget(task);
            throw new RejectedExecutionException(e);
        }
    }

    /** Tasks that came while the executor was refusing this one were accepted, and run all the same. */
    private void forget(Runnable task) {
        boolean others;
        synchronized (tasks) {
            tasks.remove(task);
            others = !tasks.isEmpty();
            running = others;
        }
        if (others) {
            EventThreads.POOL.execute(this::drain);
        }
    }

    private void drain() {
        while (true) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.poll();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            try {
                task.run();
            } catch (Throwable t) {
                LOG.log(Level.ERROR, "a task threw", t); // the next ones must run
            }
        }
    }
}
