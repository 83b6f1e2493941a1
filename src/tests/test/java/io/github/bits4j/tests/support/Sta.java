package io.github.bits4j.tests.support;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Threads in a single-threaded apartment (STA), as those of JavaFX and SWT are. */
public final class Sta {
    private Sta() {}

    /** Runs a task on a thread of its own, in an STA. */
    public static <T> T call(Callable<T> task) throws Exception {
        FutureTask<T> result = new FutureTask<>(() -> {
            Com.initialize(Com.COINIT_APARTMENTTHREADED);
            try {
                return task.call();
            } finally {
                Com.uninitialize();
            }
        });
        Thread.ofPlatform().daemon().start(result);
        return result.get(60, TimeUnit.SECONDS);
    }

    /** A {@link #call} without a result. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    /** Runs a task on a thread of its own, in an STA. */
    public static void run(Task task) throws Exception {
        call(() -> {
            task.run();
            return true;
        });
    }
}
