package io.github.bits4j;

import java.util.List;

/**
 * Something that happened to a job, as a {@link JobListener} gets it.
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

    /** A property, the state or the progress changed; also the first event after attaching to a job under way. */
    record Modified(BackgroundCopyJob job, Origin origin) implements JobEvent {}

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
