package io.github.bits4j.embedded.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a queue and all its jobs. What must not be done under it (starting and stopping threads, releasing a
 * client's object) is put off until it is free.
 *
 * <p>Hazard: virtual threads that come through native frames stay on their carriers while they wait for the lock. That
 * is safe only because nobody blocks while holding it.
 */
final class QueueLock {
    private final ReentrantLock lock = new ReentrantLock();
    private List<Runnable> afterwards = List.of();
    private @Nullable Runnable beforeReturn;

    <T extends @Nullable Object> T call(Supplier<T> section) {
        List<Runnable> due = List.of();
        Runnable wait = null;
        lock.lock();
        try {
            return section.get();
        } finally {
            if (lock.getHoldCount() == 1) {
                due = afterwards;
                afterwards = List.of();
                wait = beforeReturn;
                beforeReturn = null;
            }
            lock.unlock();
            try {
                if (wait != null) {
                    wait.run();
                }
            } finally {
                due.forEach(Runnable::run);
            }
        }
    }

    void run(Runnable section) {
        this.<@Nullable Void>call(() -> {
            section.run();
            return null;
        });
    }

    /** As {@link #run}, for a timer: it does not wait for anything, and throws nothing, whatever its changes ask for. */
    void fire(Runnable section) {
        run(() -> {
            section.run();
            beforeReturn = null;
        });
    }

    /**
     * Runs the wait on this thread as soon as it has released the lock, before anything else; what the wait throws goes to the
     * caller. Only the last one counts: it is expected to include the earlier ones.
     */
    void beforeReturn(Runnable wait) {
        beforeReturn = wait;
    }

    /** Runs the action on this thread as soon as it has released the lock. The action must not throw. */
    void afterwards(Runnable action) {
        if (afterwards.isEmpty()) {
            afterwards = new ArrayList<>();
        }
        afterwards.add(action);
    }
}
