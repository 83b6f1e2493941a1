package io.github.bits4j;

import java.io.Serial;

/**
 * The job's owner is not logged on interactively, which BITS demands of users: a program started with "run as", or as a service
 * under a user's account, or over a remote shell, does not count.
 *
 * <p>Run in the owner's own session or as a service account such as LocalSystem, or use an embedded service. To try again
 * unchanged is in vain.
 */
public final class NotLoggedOnException extends BackgroundCopyException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotLoggedOnException(int hresult, String operation, String description) {
        super(hresult, operation, description);
    }
}
