package io.github.bits4j;

import io.github.bits4j.com.HResult;
import io.github.bits4j.internal.EventThreads;
import io.github.bits4j.internal.GrowingDelay;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Cancels a job for somebody who wants it out of the queue, and tries again if the service fails at it. */
final class JobRemoval {
    private static final Logger LOG = System.getLogger("io.github.bits4j");
    private static final Duration SHORTEST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    private final BackgroundCopyJob job;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final GrowingDelay delay = new GrowingDelay(SHORTEST_DELAY, LONGEST_DELAY);

    JobRemoval(BackgroundCopyJob job) {
        this.job = job;
    }

    /** Done when the job is gone, or nobody can cancel it. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Tries now, and later as often as it takes. */
    void start() {
        if (!attempt()) {
            EventThreads.later(delay.next(), this::start);
        }
    }

    /** Whether there is nothing more to do. */
    boolean attempt() {
        if (ended.isDone()) {
            return true;
        }
        try {
            job.cancel();
        } catch (BackgroundCopyException e) {
            if (!isHopeless(e)) {
                LOG.log(Level.DEBUG, "the job could not be cancelled yet", e);
                return false;
            }
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "the job was closed before it could be cancelled, and stays in the queue", e);
        }
        ended.complete(null);
        return true;
    }

    private boolean isHopeless(BackgroundCopyException e) {
        if (e.isServiceGone() || e.hresult() == HResult.E_ACCESSDENIED) {
            LOG.log(Level.WARNING, "the job could not be cancelled, and stays in the queue", e);
            return true;
        }
        try {
            return job.state().isFinal(); // it was completed or cancelled meanwhile
        } catch (BackgroundCopyException unknown) {
            return unknown.isServiceGone();
        } catch (IllegalStateException closed) {
            LOG.log(Level.WARNING, "the job was closed before it could be cancelled, and stays in the queue", e);
            return true;
        }
    }
}
