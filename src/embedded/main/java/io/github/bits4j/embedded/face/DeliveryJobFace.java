package io.github.bits4j.embedded.face;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob5Vtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.queue.Job;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * A job of Delivery Optimization: IBackgroundCopyJob and IBackgroundCopyJob5, and in vtables of their own
 * {@link DeliveryOptimizationJobFace} and {@link DeliveryOptimizationJob2Face}. The interfaces between the first two are not documented
 * there, so nobody gets them by QueryInterface; but their slots are part of the IBackgroundCopyJob5 that the IID names, and
 * say E_NOTIMPL.
 */
final class DeliveryJobFace extends JobFace {
    static final ComVtable<DeliveryJobFace> VTABLE = ComVtable.of(MethodHandles.lookup(), DeliveryJobFace.class,
            IBackgroundCopyJob5Vtbl.class, InterfaceIds.IBACKGROUND_COPY_JOB5);

    DeliveryJobFace(Client client, Job job) {
        super(client, job);
    }

    public void setProperty(int id, MemorySegment value) {
        PropertyValues.set(owned("SetProperty"), service.rules(), id, value);
    }

    public void getProperty(int id, MemorySegment out) {
        PropertyValues.get(job(), service.rules(), id, out);
    }

    public void setNotifyCmdLine(MemorySegment program, MemorySegment parameters) {
        throw unsupported("SetNotifyCmdLine");
    }

    public void getNotifyCmdLine(MemorySegment program, MemorySegment parameters) {
        throw unsupported("GetNotifyCmdLine");
    }

    public void getReplyProgress(MemorySegment out) {
        throw unsupported("GetReplyProgress");
    }

    public void getReplyData(MemorySegment buffer, MemorySegment length) {
        throw unsupported("GetReplyData");
    }

    public void setReplyFileName(MemorySegment name) {
        throw unsupported("SetReplyFileName");
    }

    public void getReplyFileName(MemorySegment out) {
        throw unsupported("GetReplyFileName");
    }

    public void setCredentials(MemorySegment credentials) {
        throw unsupported("SetCredentials");
    }

    public void removeCredentials(int target, int scheme) {
        throw unsupported("RemoveCredentials");
    }

    public void replaceRemotePrefix(MemorySegment oldPrefix, MemorySegment newPrefix) {
        throw unsupported("ReplaceRemotePrefix");
    }

    public void addFileWithRanges(MemorySegment remoteUrl, MemorySegment localName, int count, MemorySegment ranges) {
        throw unsupported("AddFileWithRanges");
    }

    public void setFileACLFlags(int flags) {
        throw unsupported("SetFileACLFlags");
    }

    public void getFileACLFlags(MemorySegment out) {
        throw unsupported("GetFileACLFlags");
    }

    public void setPeerCachingFlags(int flags) {
        throw unsupported("SetPeerCachingFlags");
    }

    public void getPeerCachingFlags(MemorySegment out) {
        throw unsupported("GetPeerCachingFlags");
    }

    public void getOwnerIntegrityLevel(MemorySegment out) {
        throw unsupported("GetOwnerIntegrityLevel");
    }

    public void getOwnerElevationState(MemorySegment out) {
        throw unsupported("GetOwnerElevationState");
    }

    public void setMaximumDownloadTime(int seconds) {
        throw unsupported("SetMaximumDownloadTime");
    }

    public void getMaximumDownloadTime(MemorySegment out) {
        throw unsupported("GetMaximumDownloadTime");
    }

    private ComException unsupported(String method) {
        job(); // a service that has ended says so
        return new ComException(HResult.E_NOTIMPL, method, "not a method of Delivery Optimization");
    }
}
