package io.github.bits4j;

import java.io.Serial;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why {@link BackgroundCopyJob#whenTransferred()}, or {@link BackgroundCopyJob#events()}, ended without a transferred job. The same
 * for a {@link io.github.bits4j.deliveryoptimization.Download}, which is the job then: who cancels it aborts it, who suspends it
 * pauses it, who completes it finalizes it.
 */
public final class TransferException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The ways in which a transfer does not succeed. */
    public enum Reason {
        /** The job is in {@link JobState#ERROR}; {@link TransferException#error()} says why. */
        ERROR,
        /** The job failed for the time being, and the options say that this is too much; {@link TransferException#error()}. */
        TRANSIENT_ERROR,
        /** Somebody cancelled the job. */
        CANCELLED,
        /** Nothing moved for the stall timeout. The job is still there and may go on. */
        STALLED,
        /** Somebody suspended the job, and the options say that nobody waits for him. */
        SUSPENDED,
        /** The job is transferred, but could not be completed; the cause says why. */
        NOT_COMPLETED,
        /** The service has ended or let go of the job; it may go on when the service is back. */
        SERVICE_LOST,
        /** The state could not be read; the cause says why. */
        UNREADABLE,
        /** The job or its manager was closed here; the job goes on, unless the options say that it is cancelled. */
        CLOSED
    }

    private final Reason reason;
    private final @Nullable UUID jobId;
    private final transient @Nullable TransferError error;

    /**
     * For the APIs of this library, and for tests of who catches it.
     *
     * @param jobId the job or the download, if its identifier is known and a UUID
     * @param error what failed, if it was the transfer
     */
    public TransferException(Reason reason, @Nullable UUID jobId, String message, @Nullable TransferError error,
            @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.jobId = jobId;
        this.error = error;
    }

    /** Which of the ways it is. */
    public Reason reason() {
        return reason;
    }

    /** The job, to find it again when the service is back; empty if the service was gone before it could be asked. */
    public Optional<UUID> jobId() {
        return Optional.ofNullable(jobId);
    }

    /** The job's error; present for {@link Reason#ERROR} and {@link Reason#TRANSIENT_ERROR}. */
    public Optional<TransferError> error() {
        return Optional.ofNullable(error);
    }
}
