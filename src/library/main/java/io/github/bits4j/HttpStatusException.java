package io.github.bits4j;

import io.github.bits4j.com.HResult;
import java.io.Serial;

/**
 * The server answered with an HTTP status that is a failure.
 *
 * <p>What to do depends on the status: 401 and 407 want credentials, 403 and 404 another URL
 * ({@code job.error()}, then the file's remote name), 5xx time.
 */
public final class HttpStatusException extends BackgroundCopyException {
    @Serial
    private static final long serialVersionUID = 1L;

    HttpStatusException(int hresult, String operation, String description) {
        super(hresult, operation, description);
    }

    /** The status, such as 404. */
    public int status() {
        return HResult.httpStatus(hresult()).orElseThrow();
    }
}
