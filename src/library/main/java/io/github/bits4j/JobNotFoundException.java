package io.github.bits4j;

import java.io.Serial;

/**
 * There is no job of that identifier, or none any more: completed and cancelled jobs leave the queue.
 *
 * <p>{@link BackgroundCopyManager#findJob} answers with an empty Optional instead.
 */
public final class JobNotFoundException extends BackgroundCopyException {
    @Serial
    private static final long serialVersionUID = 1L;

    JobNotFoundException(int hresult, String operation, String description) {
        super(hresult, operation, description);
    }
}
