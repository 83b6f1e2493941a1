package io.github.bits4j;

import io.github.bits4j.com.HResult;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Passes a job's notifications on: to the callback that was set, whose answer counts, then to the subscribers.
 *
 * <p>What the callback refuses the service repeats; the subscribers get it when the callback has taken it, and not each time.
 */
final class NotificationHub implements BackgroundCopyCallback {
    private final @Nullable BackgroundCopyCallback callback;
    private final Collection<EventSubscription> subscribers;

    /** @param subscribers those of the moment: they come and go */
    NotificationHub(@Nullable BackgroundCopyCallback callback, Collection<EventSubscription> subscribers) {
        this.callback = callback;
        this.subscribers = subscribers;
    }

    @Nullable BackgroundCopyCallback callback() {
        return callback;
    }

    /** Whether nobody gets anything. */
    boolean isUnused() {
        return callback == null && subscribers.isEmpty();
    }

    @Override
    public int jobTransferred(BackgroundCopyJob job) {
        return pass(to -> to.jobTransferred(job));
    }

    @Override
    public int jobError(BackgroundCopyJob job, BackgroundCopyError error) {
        return pass(to -> to.jobError(job, error));
    }

    @Override
    public int jobModification(BackgroundCopyJob job) {
        return pass(to -> to.jobModification(job));
    }

    @Override
    public int fileTransferred(BackgroundCopyJob job, BackgroundCopyFile file) {
        return pass(to -> to.fileTransferred(job, file));
    }

    @Override
    public int fileRangesTransferred(BackgroundCopyJob job, BackgroundCopyFile file, List<FileRange> ranges) {
        return pass(to -> to.fileRangesTransferred(job, file, ranges));
    }

    private int pass(ToIntFunction<BackgroundCopyCallback> call) {
        int answer = callback == null ? HResult.E_FAIL : call.applyAsInt(callback);
        if (callback != null && HResult.failed(answer)) {
            return answer;
        }
        for (EventSubscription subscriber : subscribers) {
            int hr = call.applyAsInt(subscriber.delivery());
            // Without a callback: one that takes it is enough, the others find it by polling.
            answer = HResult.failed(answer) && !HResult.failed(hr) ? HResult.S_OK : answer;
        }
        return answer;
    }
}
