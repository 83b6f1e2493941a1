package io.github.bits4j;

import io.github.bits4j.JobEvent.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes events of a job's progress: one each time that it has changed. Used by one task after the other. */
final class ProgressMeter {
    private final BackgroundCopyJob job;
    private final Duration interval;
    private @Nullable JobProgress last;
    private long lastAt;

    ProgressMeter(BackgroundCopyJob job, Duration interval) {
        this.job = job;
        this.interval = interval;
    }

    /** Whether the interval has passed since the last event, so that notifications, which come often, do not hasten it. */
    boolean isDue() {
        return last == null || sinceLast().compareTo(interval) >= 0;
    }

    /** Reads the progress; empty if it is as it was. */
    Optional<JobEvent.Progress> read(Origin origin) {
        JobProgress now = job.progress();
        JobProgress before = last;
        if (now.equals(before)) {
            return Optional.empty();
        }
        OptionalLong rate = before == null ? OptionalLong.empty() : rate(now.bytesTransferred() - before.bytesTransferred());
        last = now;
        lastAt = System.nanoTime();
        return Optional.of(new JobEvent.Progress(job, now, rate, origin));
    }

    /** Fewer bytes than before: the file has changed on the server, and its transfer began anew. */
    private OptionalLong rate(long bytes) {
        double seconds = Math.max(1, sinceLast().toNanos()) / 1e9;
        return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(bytes / seconds));
    }

    private Duration sinceLast() {
        return Duration.ofNanos(System.nanoTime() - lastAt);
    }
}
