package io.github.bits4j.embedded.face;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile5Vtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.queue.JobFile;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * A file of Delivery Optimization: IBackgroundCopyFile, IBackgroundCopyFile2 and IBackgroundCopyFile5, and in vtables of their
 * own {@link DeliveryOptimizationFileFace} and {@link DeliveryOptimizationFile2Face}. As with the jobs, the
 * slots of the interfaces in between exist and say E_NOTIMPL.
 */
final class DeliveryFileFace extends FileFace {
    static final ComVtable<DeliveryFileFace> VTABLE = ComVtable.of(MethodHandles.lookup(), DeliveryFileFace.class,
            IBackgroundCopyFile5Vtbl.class, InterfaceIds.IBACKGROUND_COPY_FILE, InterfaceIds.IBACKGROUND_COPY_FILE2,
            InterfaceIds.IBACKGROUND_COPY_FILE5);

    DeliveryFileFace(Client client, Job job, JobFile file) {
        super(client, job, file);
    }

    public void getTemporaryName(MemorySegment out) {
        throw unsupported("GetTemporaryName");
    }

    public void setValidationState(int valid) {
        throw unsupported("SetValidationState");
    }

    public void getValidationState(MemorySegment out) {
        throw unsupported("GetValidationState");
    }

    public void isDownloadedFromPeer(MemorySegment out) {
        throw unsupported("IsDownloadedFromPeer");
    }

    public void getPeerDownloadStats(MemorySegment fromOrigin, MemorySegment fromPeers) {
        throw unsupported("GetPeerDownloadStats");
    }

    private ComException unsupported(String method) {
        file(); // a service that has ended says so
        return new ComException(HResult.E_NOTIMPL, method, "not a method of Delivery Optimization");
    }
}
