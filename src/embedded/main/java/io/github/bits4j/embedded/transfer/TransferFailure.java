package io.github.bits4j.embedded.transfer;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.com.HResult;
import org.jspecify.annotations.Nullable;

/** A transfer that failed, with all that a job says of it. */
public final class TransferFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int hresult;
    private final ErrorContext context;
    private final boolean passing;
    private @Nullable String explanation;

    private TransferFailure(
            int hresult, ErrorContext context, boolean passing, String message, @Nullable Throwable cause) {
        super(message + ": " + HResult.format(hresult), cause);
        this.hresult = hresult;
        this.context = context;
        this.passing = passing;
    }

    /** A failure that another attempt may overcome. */
    public static TransferFailure passing(int hresult, String message, @Nullable Throwable cause) {
        return new TransferFailure(hresult, ErrorContext.REMOTE_FILE, true, message, cause);
    }

    /** As {@link #passing(int, String, Throwable)}, where it is not the remote file that failed. */
    public static TransferFailure passing(int hresult, ErrorContext context, String message) {
        return new TransferFailure(hresult, context, true, message, null);
    }

    /** A failure that would only repeat itself, and whose code says less than the text. */
    public static TransferFailure explained(int hresult, String explanation) {
        TransferFailure failure = lasting(hresult, explanation, null);
        failure.explanation = explanation;
        return failure;
    }

    /** A failure on the server's side that would only repeat itself. */
    public static TransferFailure lasting(int hresult, String message, @Nullable Throwable cause) {
        return new TransferFailure(hresult, ErrorContext.REMOTE_FILE, false, message, cause);
    }

    /** As {@link #lasting(int, String, Throwable)}, where it is not the remote file that failed. */
    public static TransferFailure lasting(int hresult, ErrorContext context, String message) {
        return new TransferFailure(hresult, context, false, message, null);
    }

    /** A failure of the application behind the server, to which an upload was handed. */
    public static TransferFailure application(int hresult, boolean passing, String message) {
        return new TransferFailure(hresult, ErrorContext.REMOTE_APPLICATION, passing, message, null);
    }

    /** A failure of the local file, which the application must cure. */
    public static TransferFailure local(int hresult, String message, @Nullable Throwable cause) {
        return new TransferFailure(hresult, ErrorContext.LOCAL_FILE, false, message, cause);
    }

    /** A failure of the service itself. */
    public static TransferFailure internal(Throwable cause) {
        return new TransferFailure(
                HResult.E_UNEXPECTED, ErrorContext.GENERAL_QUEUE_MANAGER, false, "unexpected " + cause, cause);
    }

    public int hresult() {
        return hresult;
    }

    public ErrorContext context() {
        return context;
    }

    /** What the job's error is to say instead of what is known of its code; null for nothing. */
    public @Nullable String explanation() {
        return explanation;
    }

    /** Whether another attempt may succeed without anybody's doing. */
    public boolean isPassing() {
        return passing;
    }
}
