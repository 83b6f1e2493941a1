package io.github.bits4j;

import io.github.bits4j.internal.Arguments;
import io.github.bits4j.internal.EventThreads;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How a {@link JobListener}, a listener of a {@link io.github.bits4j.deliveryoptimization.Download} or a subscriber gets his
 * events.
 *
 * @param executor where they are delivered; if it refuses, the service is told so and notifies again; of a transferred job
 *     Delivery Optimization may not, so that only polling tells of it
 * @param pollInterval how often the state is read too, since notifications can get lost; empty for never. Polling reports
 *     that the job was transferred, failed (also for the time being), changed its state, ended or lost its service, whatever
 *     the notify flags are
 * @param progressInterval how often the progress is read, and reported if it has changed; empty for never. With
 *     {@link NotifyFlag#JOB_MODIFICATION} a notification may report it earlier, but no more often
 */
public record NotifyOptions(Executor executor, Optional<Duration> pollInterval, Optional<Duration> progressInterval) {
    private static final NotifyOptions DEFAULTS =
            new NotifyOptions(EventThreads.POOL, Optional.of(Duration.ofSeconds(4)), Optional.empty());

    /** Checks the values. */
    public NotifyOptions {
        Objects.requireNonNull(executor, "executor");
        pollInterval.ifPresent(interval -> Arguments.positive("pollInterval", interval));
        progressInterval.ifPresent(interval -> Arguments.positive("progressInterval", interval));
    }

    /** Daemon platform threads of this library; a poll every 4 seconds; no progress. */
    public static NotifyOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another executor. */
    public NotifyOptions withExecutor(Executor executor) {
        return new NotifyOptions(executor, pollInterval, progressInterval);
    }

    /** These options with another interval. */
    public NotifyOptions withPollInterval(Duration pollInterval) {
        return new NotifyOptions(executor, Optional.of(pollInterval), progressInterval);
    }

    /** These options with notifications alone; that the job has ended is then learnt only if it is ended by the same object. */
    public NotifyOptions withoutPolling() {
        return new NotifyOptions(executor, Optional.empty(), progressInterval);
    }

    /** These options with {@link JobEvent.Progress} at this interval. */
    public NotifyOptions withProgress(Duration progressInterval) {
        return new NotifyOptions(executor, pollInterval, Optional.of(progressInterval));
    }

    /** These options without {@link JobEvent.Progress}. */
    public NotifyOptions withoutProgress() {
        return new NotifyOptions(executor, pollInterval, Optional.empty());
    }
}
