package io.github.bits4j;

import io.github.bits4j.JobEvent.Origin;
import io.github.bits4j.internal.Rate;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes events of a job's progress: one each time that it has changed. Used by one task after the other. */
final class ProgressMeter {
    private final BackgroundCopyJob job;
    private final Duration interval;
    private @Nullable JobProgress last;
    private final Rate rate = new Rate();

    ProgressMeter(BackgroundCopyJob job, Duration interval) {
        this.job = job;
        this.interval = interval;
    }

    /** Whether the interval has passed since the last event, so that notifications, which come often, do not hasten it. */
    boolean isDue() {
        return rate.isDue(interval);
    }

    /** Reads the progress; empty if it is as it was. */
    Optional<JobEvent.Progress> read(Origin origin) {
        JobProgress now = job.progress();
        if (now.equals(last)) {
            return Optional.empty();
        }
        last = now;
        return Optional.of(new JobEvent.Progress(job, now, rate.measure(now.bytesTransferred()), origin));
    }
}
