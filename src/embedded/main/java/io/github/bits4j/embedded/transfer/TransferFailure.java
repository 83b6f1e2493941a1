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

    /** A failure on the server's side that would only repeat itself. */
    public static TransferFailure lasting(int hresult, String message, @Nullable Throwable cause) {
        return new TransferFailure(hresult, ErrorContext.REMOTE_FILE, false, message, cause);
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

    /** Whether another attempt may succeed without anybody's doing. */
    public boolean isPassing() {
        return passing;
    }
}
