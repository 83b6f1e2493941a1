package io.github.bits4j;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why {@link BackgroundCopyJob#whenTransferred()} did not end with a transferred job. */
public final class TransferException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The ways in which a transfer does not succeed. */
    public enum Reason {
        /** The job is in {@link JobState#ERROR}; {@link TransferException#error()} says why. */
        ERROR,
        /** Somebody cancelled the job. */
        CANCELLED,
        /** Nothing moved for the stall timeout. The job is still there and may go on. */
        STALLED,
        /** The service has ended or let go of the job; it may go on when the service is back. */
        SERVICE_LOST,
        /** The state could not be read; the cause says why. */
        UNREADABLE,
        /** The job or its manager was closed here; the job goes on. */
        CLOSED
    }

    private final Reason reason;
    private final transient @Nullable TransferError error;

    TransferException(Reason reason, String message, @Nullable TransferError error, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.error = error;
    }

    /** Which of the ways it is. */
    public Reason reason() {
        return reason;
    }

    /** The job's error; present for {@link Reason#ERROR}. */
    public Optional<TransferError> error() {
        return Optional.ofNullable(error);
    }
}
