package io.github.bits4j;

import io.github.bits4j.internal.EventSubscription;
import io.github.bits4j.internal.Hub;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes each of a job's notifications on. */
final class NotificationHub extends Hub<BackgroundCopyCallback> implements BackgroundCopyCallback {

    NotificationHub(@Nullable BackgroundCopyCallback callback,
            Collection<EventSubscription<JobEvent, EventDelivery>> subscribers) {
        super(callback, subscribers);
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
}
