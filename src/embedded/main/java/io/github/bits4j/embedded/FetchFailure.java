package io.github.bits4j.embedded;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.ErrorKind;
import io.github.bits4j.TransferException;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;

/**
 * Why a route did not get the file.
 *
 * @param route which
 * @param kind what kind of failure it is; {@link ErrorKind#SERVICE_DISABLED} also for a system that has no such service, or one
 *     that is too old
 * @param cause what was thrown
 */
public record FetchFailure(FetchRoute route, ErrorKind kind, Throwable cause) {
    static FetchFailure of(FetchRoute route, Throwable cause) {
        return new FetchFailure(route, kindOf(cause), cause);
    }

    private static ErrorKind kindOf(Throwable cause) {
        return switch (cause) {
            // There is a service of that class, but an older one: Windows 10 1709 has Delivery Optimization without IDOManager.
            case ComException e when e.hresult() == HResult.E_NOINTERFACE -> ErrorKind.SERVICE_DISABLED;
            case ComException e -> ErrorKind.of(e.hresult());
            case TransferException e -> kindOf(e);
            case UnsupportedOperationException _ -> ErrorKind.SERVICE_DISABLED;
            default -> ErrorKind.OTHER;
        };
    }

    private static ErrorKind kindOf(TransferException failure) {
        return switch (failure.reason()) {
            case STALLED -> ErrorKind.STALLED;
            case SERVICE_LOST -> ErrorKind.SERVICE_GONE;
            case NOT_COMPLETED, UNREADABLE -> failure.getCause() == null ? ErrorKind.OTHER : kindOf(failure.getCause());
            case ERROR, TRANSIENT_ERROR -> failure.error()
                    .map(error -> ErrorKind.of(error.hresult())).orElse(ErrorKind.OTHER);
            case CANCELLED, SUSPENDED, CLOSED -> ErrorKind.OTHER;
        };
    }

    /** The route and the reason, in a line. */
    @Override
    public String toString() {
        return route + ": " + cause.getMessage();
    }
}
