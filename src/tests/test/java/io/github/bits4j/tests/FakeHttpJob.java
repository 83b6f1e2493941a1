package io.github.bits4j.tests;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptions3Vtbl;
import io.github.bits4j.bindings.com.IUnknown;
import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * A service's object that has IBackgroundCopyJobHttpOptions3 and nothing else. It keeps the certificate callback, as the
 * service does, and lets a test call it with whatever the test likes. What a test does not need is E_NOTIMPL.
 */
public final class FakeHttpJob implements AutoCloseable {
    private static final ComVtable<FakeHttpJob> VTABLE = ComVtable.of(MethodHandles.lookup(), FakeHttpJob.class,
            IBackgroundCopyJobHttpOptions3Vtbl.class, InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS3);

    private final ComObject object = ComObject.of(this, VTABLE);
    private MemorySegment callback = MemorySegment.NULL;
    /** What SetServerCertificateValidationInterface answers. */
    int answer = HResult.S_OK;

    MemorySegment pointer() {
        return object.pointer();
    }

    /** The callback that was set; NULL for none. */
    MemorySegment callback() {
        return callback;
    }

    public int setServerCertificateValidationInterface(MemorySegment unknown) {
        if (HResult.failed(answer)) {
            return answer;
        }
        MemorySegment previous = callback;
        callback = unknown;
        if (unknown.address() != 0) {
            IUnknownVtbl.AddRef.invoke(IUnknownVtbl.AddRef(IUnknown.lpVtbl(unknown)), unknown);
        }
        if (previous.address() != 0) {
            IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(IUnknown.lpVtbl(previous)), previous);
        }
        return answer;
    }

    public void setClientCertificateByID(int location, MemorySegment store, MemorySegment hash) {
        throw notNeeded();
    }

    public void setClientCertificateByName(int location, MemorySegment store, MemorySegment subject) {
        throw notNeeded();
    }

    public void removeClientCertificate() {
        throw notNeeded();
    }

    public void getClientCertificate(MemorySegment location, MemorySegment store, MemorySegment hash, MemorySegment subject) {
        throw notNeeded();
    }

    public void setCustomHeaders(MemorySegment headers) {
        throw notNeeded();
    }

    public void getCustomHeaders(MemorySegment out) {
        throw notNeeded();
    }

    public void setSecurityFlags(int flags) {
        throw notNeeded();
    }

    public void getSecurityFlags(MemorySegment out) {
        throw notNeeded();
    }

    public void setHttpMethod(MemorySegment method) {
        throw notNeeded();
    }

    public void getHttpMethod(MemorySegment out) {
        throw notNeeded();
    }

    public void makeCustomHeadersWriteOnly() {
        throw notNeeded();
    }

    private static ComException notNeeded() {
        return new ComException(HResult.E_NOTIMPL, "FakeHttpJob");
    }

    @Override
    public void close() {
        answer = HResult.S_OK;
        setServerCertificateValidationInterface(MemorySegment.NULL);
        object.release();
    }
}
