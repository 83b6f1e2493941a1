package io.github.bits4j;

import java.io.Serial;

/**
 * Access is denied: the job is another user's, or was made elevated; or its owner may not use a file or a directory.
 *
 * <p>Run as the job's owner or as an elevated administrator; see that the owner may write to the directory.
 */
public final class JobAccessDeniedException extends BackgroundCopyException {
    @Serial
    private static final long serialVersionUID = 1L;

    JobAccessDeniedException(int hresult, String operation, String description) {
        super(hresult, operation, description);
    }
}
