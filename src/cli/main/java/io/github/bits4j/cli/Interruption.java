package io.github.bits4j.cli;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.com.HResult;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Cancels the job when the JVM is told to end: Ctrl-C, SIGTERM, the end of the Windows session.
 *
 * <p>It is a shutdown hook, so the exit status stays the signal's. It waits for the command to clean up, but neither for that
 * nor for the service longer than {@link #PATIENCE}.
 */
final class Interruption implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Screen screen;
    private final Thread hook = new Thread(this::interrupt, "bits4j-interruption");
    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private @Nullable BackgroundCopyJob job;
    private boolean interrupted;

    private Interruption(Screen screen) {
        this.screen = screen;
    }

    /** From now on the JVM's end is noticed. Must be closed after all that the command has opened. */
    static Interruption arm(Screen screen) {
        Interruption interruption = new Interruption(screen);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** From now on the job will be cancelled; at once if the end has come already. */
    synchronized void watch(BackgroundCopyJob job) {
        this.job = job;
        if (interrupted) {
            job.cancel();
        }
    }

    private synchronized @Nullable BackgroundCopyJob takeJob() {
        interrupted = true;
        return job;
    }

    private void interrupt() {
        screen.silence();
        BackgroundCopyJob job = takeJob();
        try {
            screen.lastWord("bits4j: interrupted" + (job == null ? "" : ": " + cancelInTime(job)));
            cleanedUp.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; if somebody does, the JVM may end at once.
            Thread.currentThread().interrupt();
        }
    }

    /** Cancels on a thread of its own, since a service that hangs must not keep the JVM. */
    private static String cancelInTime(BackgroundCopyJob job) throws InterruptedException {
        String[] outcome = {"the service did not answer within " + PATIENCE.toSeconds()
                + " seconds; the job may still be in its queue"};
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("bits4j-cancel").start(() -> {
            String answer = cancel(job);
            synchronized (outcome) {
                outcome[0] = answer;
            }
            done.countDown();
        });
        done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        synchronized (outcome) {
            return outcome[0];
        }
    }

    private static String cancel(BackgroundCopyJob job) {
        try {
            return job.cancel()
                    ? "the job was cancelled"
                    : "the job was cancelled, but not all of its temporary files could be deleted";
        } catch (BackgroundCopyException e) {
            return e.hresult() == HResult.BG_E_INVALID_STATE
                    ? "the job had ended already"
                    : "the job could not be cancelled: " + e.getMessage();
        } catch (IllegalStateException e) {
            return "the job had ended already"; // the command has closed it
        }
    }

    /**
     * The command has cleaned up, the hook is no longer needed. If the JVM is ending this does not return: all that could
     * follow is the report of a failure which the hook has reported.
     */
    @Override
    public void close() {
        cleanedUp.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            while (true) {
                LockSupport.park();
            }
        }
    }
}
