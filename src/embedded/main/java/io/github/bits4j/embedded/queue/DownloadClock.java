package io.github.bits4j.embedded.queue;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time that a job has spent connecting and transferring, and its end. All methods are called with the lock held. */
final class DownloadClock {
    private final Engine engine;
    private final Job job;
    private Duration spent = Duration.ZERO;
    /** By the clock that nobody sets; null while it stands still. */
    private @Nullable Long since;
    private ServiceClock.@Nullable Timer alarm;

    DownloadClock(Engine engine, Job job) {
        this.engine = engine;
        this.job = job;
    }

    /** The time up to now. */
    Duration spent() {
        Long begin = since;
        return begin == null ? spent : spent.plusNanos(engine.clock.nanoTime() - begin);
    }

    /** What an earlier process had counted; it does not run yet. */
    void restore(Duration earlier) {
        spent = earlier;
    }

    /** The queue is closed. */
    void halt() {
        stop();
    }

    /** The state may have changed. */
    void follow() {
        boolean runs = job.data.state == JobState.CONNECTING || job.data.state == JobState.TRANSFERRING;
        if (runs && since == null) {
            start();
        } else if (!runs && since != null) {
            stop();
        }
    }

    /** Nothing has been spent; or, the limit has changed. */
    void restart(boolean forget) {
        boolean runs = since != null;
        stop();
        if (forget) {
            spent = Duration.ZERO;
        }
        if (runs) {
            start();
        }
    }

    private void start() {
        since = engine.clock.nanoTime();
        Duration limit = Duration.ofSeconds(Integer.toUnsignedLong(job.data.maximumDownloadTime));
        ServiceClock.Timer[] mine = new ServiceClock.Timer[1];
        mine[0] = engine.clock.later(limit.minus(spent), () -> engine.lock.fire(() -> {
            if (alarm == mine[0] && !engine.closed) {
                expire();
            }
        }));
        alarm = mine[0];
    }

    private void stop() {
        Long begin = since;
        ServiceClock.Timer armed = alarm;
        if (begin != null) {
            spent = spent.plusNanos(engine.clock.nanoTime() - begin);
        }
        if (armed != null) {
            armed.cancel();
        }
        since = null;
        alarm = null;
    }

    private void expire() {
        job.stop();
        engine.lifecycle.failed(job, null, TransferFailure.lasting(
                HResult.BG_E_MAXDOWNLOAD_TIMEOUT, ErrorContext.GENERAL_QUEUE_MANAGER, "the maximum download time is over"));
    }
}
