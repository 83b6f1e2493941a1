package io.github.bits4j;

import io.github.bits4j.bindings.bits.IBackgroundCopyCallback3Vtbl;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.internal.CallbackObject;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * A job's notify interface. What the service lends for the length of a call is AddRef'd while the callbacks may use it.
 */
final class Registration extends CallbackObject<BackgroundCopyCallback> {
    private static final ComVtable<Registration> VTABLE = ComVtable.of(MethodHandles.lookup(), Registration.class,
            IBackgroundCopyCallback3Vtbl.class,
            InterfaceIds.IBACKGROUND_COPY_CALLBACK, InterfaceIds.IBACKGROUND_COPY_CALLBACK2,
            InterfaceIds.IBACKGROUND_COPY_CALLBACK3);

    private final BackgroundCopyJob job;
    private final NotificationHub hub;

    Registration(BackgroundCopyJob job, JobNotifications notifications, NotificationHub hub) {
        super(notifications, hub, VTABLE);
        this.job = job;
        this.hub = hub;
    }

    public int jobTransferred(MemorySegment lentJob) {
        return deliver(() -> hub.jobTransferred(job));
    }

    public int jobError(MemorySegment lentJob, MemorySegment lentError) {
        return deliver(() -> {
            try (var error = new BackgroundCopyError(job.connection, share(lentError))) {
                return hub.jobError(job, error);
            }
        });
    }

    public int jobModification(MemorySegment lentJob, int reserved) {
        return deliver(() -> hub.jobModification(job));
    }

    public int fileTransferred(MemorySegment lentJob, MemorySegment lentFile) {
        return deliver(() -> {
            try (var file = new BackgroundCopyFile(job.connection, share(lentFile))) {
                return hub.fileTransferred(job, file);
            }
        });
    }

    public int fileRangesTransferred(MemorySegment lentJob, MemorySegment lentFile, int count, MemorySegment ranges) {
        return deliver(() -> {
            try (var file = new BackgroundCopyFile(job.connection, share(lentFile))) {
                return hub.fileRangesTransferred(job, file, FileRanges.read(ranges, count));
            }
        });
    }

    private ComPointer share(MemorySegment lent) {
        return ComPointer.share(lent, job.connection.scope);
    }
}
