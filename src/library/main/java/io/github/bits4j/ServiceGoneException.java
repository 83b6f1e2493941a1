package io.github.bits4j;

import io.github.bits4j.internal.ServiceEnd;
import java.io.Serial;

/**
 * The service has ended, has been restarted or has let go of the object: there is nobody at the other end any more. Whether the
 * call was done is not always known; the jobs themselves outlive their service.
 *
 * <p>A manager that was made by {@link BackgroundCopyManager#connect()} or
 * {@link BackgroundCopyManager#connectDeliveryOptimization()} connects again by itself at its next call. What was got through it
 * before stays dead: get the job again, by {@code manager.getJob(job.id())}, or by
 * {@link BackgroundCopyManager#attach(java.util.UUID, JobListener)}, since notify interfaces do not survive either. A manager made
 * by {@link BackgroundCopyManager#of} needs a new interface pointer, so it is to be made anew.
 */
public final class ServiceGoneException extends BackgroundCopyException {
    @Serial
    private static final long serialVersionUID = 1L;

    ServiceGoneException(int hresult, String operation, String description) {
        super(hresult, operation, description);
    }

    ServiceGoneException(int hresult, String operation, String description, String remedy) {
        super(hresult, operation, description, remedy);
    }

    /** Whether the call is known not to have been done, so that it may be repeated without asking what there is. */
    public boolean isNotDone() {
        return ServiceEnd.isNotDone(hresult());
    }
}
