package io.github.bits4j.embedded.face;

import io.github.bits4j.BackgroundCopyCallback;
import io.github.bits4j.BackgroundCopyError;
import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.FileRange;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallback3Vtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** An object of a class of the application's. It is a client of its own: what it is lent becomes the API's objects for a call. */
final class ClassObject {
    static final ComVtable<ClassObject> VTABLE = ComVtable.of(MethodHandles.lookup(), ClassObject.class,
            IBackgroundCopyCallback3Vtbl.class, InterfaceIds.IBACKGROUND_COPY_CALLBACK, InterfaceIds.IBACKGROUND_COPY_CALLBACK2,
            InterfaceIds.IBACKGROUND_COPY_CALLBACK3);

    private interface Use {
        int of(BackgroundCopyManager manager, BackgroundCopyJob job);
    }

    private final Client client;
    private final BackgroundCopyCallback callback;

    ClassObject(Client client, BackgroundCopyCallback callback) {
        this.client = client;
        this.callback = callback;
    }

    public int jobTransferred(MemorySegment lentJob) {
        return use(lentJob, (_, job) -> callback.jobTransferred(job));
    }

    public int jobError(MemorySegment lentJob, MemorySegment lentError) {
        return use(lentJob, (manager, job) -> {
            try (BackgroundCopyError error = manager.error(lentError)) {
                return callback.jobError(job, error);
            }
        });
    }

    public int jobModification(MemorySegment lentJob, int reserved) {
        return use(lentJob, (_, job) -> callback.jobModification(job));
    }

    public int fileTransferred(MemorySegment lentJob, MemorySegment lentFile) {
        return use(lentJob, (manager, job) -> {
            try (BackgroundCopyFile file = manager.file(lentFile)) {
                return callback.fileTransferred(job, file);
            }
        });
    }

    public int fileRangesTransferred(MemorySegment lentJob, MemorySegment lentFile, int count, MemorySegment ranges) {
        List<FileRange> all = Ranges.read(count, ranges).stream()
                .map(range -> FileRange.of(range.offset(), range.length())).toList();
        return use(lentJob, (manager, job) -> {
            try (BackgroundCopyFile file = manager.file(lentFile)) {
                return callback.fileRangesTransferred(job, file, all);
            }
        });
    }

    private int use(MemorySegment lentJob, Use use) {
        ComObject pointer = client.service().newManager(client.self());
        try (BackgroundCopyManager manager = BackgroundCopyManager.of(pointer.pointer(), client.service().kind());
                BackgroundCopyJob job = manager.job(lentJob)) {
            return use.of(manager, job);
        } finally {
            pointer.release();
        }
    }
}
