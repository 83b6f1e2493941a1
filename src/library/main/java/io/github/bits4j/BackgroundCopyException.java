package io.github.bits4j;

import io.github.bits4j.com.ComException;
import java.io.Serial;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call to the service that failed: HRESULT, symbolic name, operation, the service's text for the code, or ours where the
 * service has none, and what to do about it.
 *
 * <p>Failures to which programs react have a class of their own; which it is follows from the HRESULT alone. All others are of
 * this class itself.
 */
public sealed class BackgroundCopyException extends ComException permits HttpStatusException, InvalidJobStateException,
        JobAccessDeniedException, JobNotFoundException, NotLoggedOnException, QuotaException, ServiceDisabledException,
        ServiceGoneException {
    @Serial
    private static final long serialVersionUID = 1L;

    BackgroundCopyException(int hresult, String operation, String description) {
        super(hresult, operation, description);
    }

    /** @param remedy a sentence, instead of the one for the code */
    BackgroundCopyException(int hresult, String operation, String description, @Nullable String remedy) {
        super(hresult, operation, description, remedy);
    }

    /**
     * A failure of {@code operation}, in the class that it belongs to.
     *
     * @param hresult a failure
     * @param operation the method, such as {@code IBackgroundCopyJob::Resume}
     * @param description what is known of the code, without the remedy; may be empty
     */
    static BackgroundCopyException of(int hresult, String operation, String description) {
        return of(hresult, operation, description, Optional::empty, null);
    }

    /**
     * A failure of {@code operation}, in the class that it belongs to.
     *
     * @param state reads the state of the job that refused, if it was a job and can still be asked
     * @param ifGone what to do if the service is gone; null for what the code tells
     */
    static BackgroundCopyException of(int hresult, String operation, String description, Supplier<Optional<JobState>> state,
            @Nullable String ifGone) {
        return switch (ErrorKind.of(hresult)) {
            case HTTP_STATUS -> new HttpStatusException(hresult, operation, description);
            case INVALID_STATE -> new InvalidJobStateException(hresult, operation, description, state.get().orElse(null));
            case ACCESS_DENIED -> new JobAccessDeniedException(hresult, operation, description);
            case NOT_FOUND -> new JobNotFoundException(hresult, operation, description);
            case NOT_LOGGED_ON -> new NotLoggedOnException(hresult, operation, description);
            case QUOTA -> new QuotaException(hresult, operation, description);
            case SERVICE_DISABLED -> new ServiceDisabledException(hresult, operation, description);
            case SERVICE_GONE -> ifGone == null
                    ? new ServiceGoneException(hresult, operation, description)
                    : new ServiceGoneException(hresult, operation, description, ifGone);
            case BLOCKED, NETWORK, SECURITY, SERVER, LOCAL_FILE, STALLED, OTHER ->
                    new BackgroundCopyException(hresult, operation, description);
        };
    }

    /** What kind of failure it is. */
    public ErrorKind kind() {
        return ErrorKind.of(hresult());
    }

    /** Whether the service has ended or let go of the object: a {@link ServiceGoneException}. */
    public boolean isServiceGone() {
        return this instanceof ServiceGoneException;
    }
}
