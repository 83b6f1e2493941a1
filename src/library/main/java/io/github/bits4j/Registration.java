package io.github.bits4j;

import io.github.bits4j.bindings.bits.IBackgroundCopyCallback3Vtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The COM object that a job calls, with one {@code SetNotifyInterface}.
 *
 * <p>The service's reference alone keeps it alive, and with it the Java job and the callbacks. What the service lends for the
 * length of a call is AddRef'd while the callbacks may use it.
 */
final class Registration implements ComObject.FinalRelease {
    private static final ComVtable<Registration> VTABLE = ComVtable.of(MethodHandles.lookup(), Registration.class,
            IBackgroundCopyCallback3Vtbl.class,
            InterfaceIds.IBACKGROUND_COPY_CALLBACK, InterfaceIds.IBACKGROUND_COPY_CALLBACK2,
            InterfaceIds.IBACKGROUND_COPY_CALLBACK3);

    private final BackgroundCopyJob job;
    private final JobNotifications notifications;
    private final NotificationHub hub;
    private volatile @Nullable MemorySegment pointer;
    private volatile boolean ended;

    Registration(BackgroundCopyJob job, JobNotifications notifications, NotificationHub hub) {
        this.job = job;
        this.notifications = notifications;
        this.hub = hub;
    }

    NotificationHub hub() {
        return hub;
    }

    /** The object to register; the caller releases his reference once the service has its own. */
    ComObject newObject() {
        ComObject object = ComObject.of(this, VTABLE);
        pointer = object.pointer();
        return object;
    }

    /** Whether this is the object at {@code other}, a pointer that the service gave back. */
    boolean isAt(MemorySegment other) {
        MemorySegment mine = pointer;
        return mine != null && mine.address() == other.address();
    }

    /** Whether the service, too, has let go of the object. */
    boolean isReleased() {
        return pointer == null;
    }

    /** Lets nothing through any more: an event that comes late fails, so that the service keeps it for another callback. */
    void end() {
        ended = true;
    }

    @Override
    public void finallyReleased() {
        pointer = null;
        notifications.settle();
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

    private int deliver(IntSupplier call) {
        if (ended) {
            return HResult.E_FAIL;
        }
        try {
            return call.getAsInt();
        } finally {
            notifications.wakeWatches();
        }
    }

    private ComPointer share(MemorySegment lent) {
        return ComPointer.share(lent, job.connection.scope);
    }
}
