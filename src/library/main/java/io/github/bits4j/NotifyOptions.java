package io.github.bits4j;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How a {@link JobListener} gets its events.
 *
 * @param executor where the listener runs; if it refuses, the service is told so and notifies again
 * @param pollInterval how often the state is read too, since notifications can get lost; empty for never. Polling reports
 *     that the job was transferred, failed, ended or lost its service, whatever the notify flags are
 */
public record NotifyOptions(Executor executor, Optional<Duration> pollInterval) {
    private static final NotifyOptions DEFAULTS = new NotifyOptions(EventThreads.POOL, Optional.of(Duration.ofSeconds(4)));

    /** Checks the values. */
    public NotifyOptions {
        Objects.requireNonNull(executor, "executor");
        pollInterval.ifPresent(interval -> Arguments.positive("pollInterval", interval));
    }

    /** Daemon platform threads of this library; a poll every 4 seconds. */
    public static NotifyOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another executor. */
    public NotifyOptions withExecutor(Executor executor) {
        return new NotifyOptions(executor, pollInterval);
    }

    /** These options with another interval. */
    public NotifyOptions withPollInterval(Duration pollInterval) {
        return new NotifyOptions(executor, Optional.of(pollInterval));
    }

    /** These options with notifications alone. */
    public NotifyOptions withoutPolling() {
        return new NotifyOptions(executor, Optional.empty());
    }
}
