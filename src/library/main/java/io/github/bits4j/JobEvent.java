package io.github.bits4j;

import io.github.bits4j.internal.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that happened to a job, as a {@link JobListener} or a subscriber of {@link BackgroundCopyJob#events()} gets it.
 *
 * <p>An event is a hint that came at the time of delivery; by the time it is read the job may have moved on.
 */
public sealed interface JobEvent {
    /** How an event was learnt of. */
    enum Origin {
        /** The service called the notify interface. */
        NOTIFICATION,
        /** The state was read: on attaching, or because notifications can get lost. */
        POLL
    }

    /** The job on which the listener was registered. */
    BackgroundCopyJob job();

    /** How the event was learnt of. */
    Origin origin();

    /** All files have been transferred; {@link BackgroundCopyJob#complete()} gives them their names. */
    record Transferred(BackgroundCopyJob job, Origin origin) implements JobEvent {}

    /** The job failed and stays in {@link JobState#ERROR} until it is changed and resumed. */
    record Failed(BackgroundCopyJob job, TransferError error, Origin origin) implements JobEvent {}

    /** The job failed and is tried again by the service; no service notifies of it, so it is found by polling alone. */
    record TransientError(BackgroundCopyJob job, TransferError error, Origin origin) implements JobEvent {}

    /** A property, the state or the progress changed. Of those that a listener has not come to yet, one is left. */
    record Modified(BackgroundCopyJob job, Origin origin) implements JobEvent {}

    /**
     * The job is in another state than the last one that was seen: it was resumed, suspended (by whomever), its turn came.
     * States that have an event of their own are not told by this one.
     *
     * @param from the last state seen; empty for the first one: after attaching, that of this moment
     * @param to the state now
     */
    record StateChanged(BackgroundCopyJob job, Optional<JobState> from, JobState to, Origin origin) implements JobEvent {}

    /**
     * The job has come further, or has learnt the size of its files. Only if {@link NotifyOptions#progressInterval()} is set.
     *
     * @param progress the sizes and counts now
     * @param bytesPerSecond the mean rate since the last such event; empty for the first one
     */
    record Progress(BackgroundCopyJob job, JobProgress progress, OptionalLong bytesPerSecond, Origin origin)
            implements JobEvent {
        /** How long the rest takes at this rate; empty if the rate or a size is not known, or nothing moves. */
        public Optional<Duration> remaining() {
            if (progress.filesTotal() > 0 && progress.filesTransferred() == progress.filesTotal()) {
                return Optional.of(Duration.ZERO); // also if the size is never told: Wine
            }
            if (progress.bytesTotal().isEmpty()) {
                return Optional.empty();
            }
            return Rate.remaining(progress.bytesTotal().getAsLong() - progress.bytesTransferred(), bytesPerSecond);
        }
    }

    /** One file has been transferred. The file is open until the manager or its own {@code close()} closes it. */
    record FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file, Origin origin) implements JobEvent {}

    /**
     * Parts of a file asked for on demand have been transferred: all that came since the last such event. They are in the
     * temporary file, at their offsets. The file is open until the manager or its own {@code close()} closes it.
     */
    record RangesTransferred(BackgroundCopyJob job, BackgroundCopyFile file, List<FileRange> ranges, Origin origin)
            implements JobEvent {
        /** Copies the list. */
        public RangesTransferred {
            ranges = List.copyOf(ranges);
        }
    }

    /** The job has left the queue: {@code state} says whether it was completed or cancelled. The last event. */
    record Ended(BackgroundCopyJob job, JobState state, Origin origin) implements JobEvent {}

    /** The service has ended or let go of the job: connect again and attach. The last event. */
    record ServiceLost(BackgroundCopyJob job, BackgroundCopyException cause, Origin origin) implements JobEvent {}
}
