package io.github.bits4j.embedded.face;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallback2Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallback3Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallbackVtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.queue.JobError;
import io.github.bits4j.embedded.queue.JobFile;
import io.github.bits4j.embedded.queue.NotifyTarget;
import io.github.bits4j.embedded.transfer.FileRange;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.ToIntFunction;

/** The notify interface that a client registered, held by a reference and called through its vtable. */
final class ClientCallback implements NotifyTarget {
    private final Client client;
    private final ComPointer callback;

    /** @throws ComException E_NOINTERFACE if the object is no IBackgroundCopyCallback */
    ClientCallback(Client client, MemorySegment unknown) {
        this.client = client;
        try (ComPointer given = ComPointer.share(unknown, client.service().clients)) {
            this.callback = given.query(InterfaceIds.IBACKGROUND_COPY_CALLBACK).orElseThrow(() ->
                    new ComException(HResult.E_NOINTERFACE, "the notify interface is no IBackgroundCopyCallback"));
        }
        client.service().callbacks.incrementAndGet();
    }

    /** A reference for a client who asks for the notify interface. */
    MemorySegment addRef() {
        return callback.call((vtable, self, arena) -> {
            IUnknownVtbl.AddRef.invoke(IUnknownVtbl.AddRef(vtable), self);
            return self;
        });
    }

    @Override
    public int jobTransferred(Job job) {
        return withJob(job, pointer -> callback.call((vtable, self, arena) -> IBackgroundCopyCallbackVtbl.JobTransferred
                .invoke(IBackgroundCopyCallbackVtbl.JobTransferred(vtable), self, pointer)));
    }

    @Override
    public int jobError(Job job, JobError error) {
        return withJob(job, pointer -> lend(ErrorFace.pointer(client, job, error), lent ->
                callback.call((vtable, self, arena) -> IBackgroundCopyCallbackVtbl.JobError
                        .invoke(IBackgroundCopyCallbackVtbl.JobError(vtable), self, pointer, lent))));
    }

    @Override
    public int jobModification(Job job) {
        return withJob(job, pointer -> callback.call((vtable, self, arena) -> IBackgroundCopyCallbackVtbl.JobModification
                .invoke(IBackgroundCopyCallbackVtbl.JobModification(vtable), self, pointer, 0)));
    }

    /** A client without IBackgroundCopyCallback2 does not want to know of files. */
    @Override
    public int fileTransferred(Job job, JobFile file) {
        return withJob(job, pointer -> callback.query(InterfaceIds.IBACKGROUND_COPY_CALLBACK2)
                .map(receiver -> fileTransferred(receiver, pointer, job, file))
                .orElse(HResult.S_OK));
    }

    private int fileTransferred(ComPointer receiver, MemorySegment pointer, Job job, JobFile file) {
        try (receiver) {
            return lend(FileFace.pointer(client, job, file), lent ->
                    receiver.call((vtable, self, arena) -> IBackgroundCopyCallback2Vtbl.FileTransferred
                            .invoke(IBackgroundCopyCallback2Vtbl.FileTransferred(vtable), self, pointer, lent)));
        }
    }

    /** A client without IBackgroundCopyCallback3 does not want to know of ranges. */
    @Override
    public int fileRangesTransferred(Job job, JobFile file, List<FileRange> ranges) {
        return withJob(job, pointer -> callback.query(InterfaceIds.IBACKGROUND_COPY_CALLBACK3)
                .map(receiver -> fileRangesTransferred(receiver, pointer, job, file, ranges))
                .orElse(HResult.S_OK));
    }

    private int fileRangesTransferred(
            ComPointer receiver, MemorySegment pointer, Job job, JobFile file, List<FileRange> ranges) {
        try (receiver) {
            return lend(FileFace.pointer(client, job, file), lent ->
                    receiver.call((vtable, self, arena) -> IBackgroundCopyCallback3Vtbl.FileRangesTransferred.invoke(
                            IBackgroundCopyCallback3Vtbl.FileRangesTransferred(vtable), self, pointer, lent,
                            ranges.size(), Ranges.allocate(ranges, arena))));
        }
    }

    private int withJob(Job job, ToIntFunction<MemorySegment> call) {
        try {
            return lend(JobFace.pointer(client, job), call);
        } catch (ComException e) {
            return e.hresult();
        } catch (IllegalStateException e) {
            return HResult.RPC_E_DISCONNECTED; // the service is being closed, or the JVM is ending
        }
    }

    /** Lends a new object for the length of a call; the client keeps it by taking a reference. */
    static int lend(MemorySegment pointer, ToIntFunction<MemorySegment> call) {
        try {
            return call.applyAsInt(pointer);
        } finally {
            IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(pointer.get(bits_h.C_POINTER, 0)), pointer);
        }
    }

    @Override
    public void release() {
        client.service().callbacks.decrementAndGet();
        callback.close();
    }
}
