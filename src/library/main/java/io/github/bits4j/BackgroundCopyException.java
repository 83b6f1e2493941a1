package io.github.bits4j;

import io.github.bits4j.com.ComException;
import java.io.Serial;
import java.util.Set;

/**
 * A call to the service that failed: HRESULT, symbolic name, operation, the service's text for the code, or ours where the
 * service has none, and our remedy.
 */
public class BackgroundCopyException extends ComException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Codes by which COM says that there is nobody at the other end any more. */
    private static final Set<Integer> SERVICE_GONE = Set.of(
            0x80010007, 0x80010012, 0x80010108, 0x800401FD, 0x800706BA, 0x800706BE, 0x800706BF);

    /**
     * A failure of {@code operation}.
     *
     * @param hresult a failure
     * @param operation the method, such as {@code IBackgroundCopyJob::Resume}
     * @param description what is known of the code, without the remedy; may be empty
     */
    public BackgroundCopyException(int hresult, String operation, String description) {
        super(hresult, operation, description);
    }

    /** Whether the service has ended or let go of the object: connect again, and get the job by its identifier. */
    public boolean isServiceGone() {
        return SERVICE_GONE.contains(hresult());
    }
}
