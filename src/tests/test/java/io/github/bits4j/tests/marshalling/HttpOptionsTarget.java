package io.github.bits4j.tests.marshalling;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptionsVtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** Behind IBackgroundCopyJobHttpOptions. */
public final class HttpOptionsTarget extends RecordingTarget {
    /** The size of a certificate's SHA-1 hash, which no parameter tells. */
    static final int HASH_BYTES = 20;

    private static final ComVtable<HttpOptionsTarget> VTABLE = ComVtable.of(MethodHandles.lookup(), HttpOptionsTarget.class,
            IBackgroundCopyJobHttpOptionsVtbl.class, InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS);

    @Override
    ComObject object() {
        return ComObject.of(this, VTABLE);
    }

    public int setClientCertificateByID(int location, MemorySegment store, MemorySegment hash) {
        return entered("setClientCertificateByID", location, text(store),
                Values.hex(hash.asSlice(0, HASH_BYTES).toArray(JAVA_BYTE)));
    }

    public int setClientCertificateByName(int location, MemorySegment store, MemorySegment subject) {
        return entered("setClientCertificateByName", location, text(store), text(subject));
    }

    public int removeClientCertificate() {
        return entered("removeClientCertificate");
    }

    public int getClientCertificate(MemorySegment location, MemorySegment store, MemorySegment hash, MemorySegment subject) {
        int hr = entered("getClientCertificate");
        location.set(JAVA_INT, 0, 7);
        store.set(ADDRESS, 0, TaskMemory.newString(Values.text("getClientCertificate", "store")));
        MemorySegment bytes = TaskMemory.allocate(HASH_BYTES);
        MemorySegment.copy(Values.bytes("getClientCertificate", HASH_BYTES), 0, bytes, JAVA_BYTE, 0, HASH_BYTES);
        hash.set(ADDRESS, 0, bytes);
        subject.set(ADDRESS, 0, TaskMemory.newString(Values.text("getClientCertificate", "subject")));
        return hr;
    }

    public int setCustomHeaders(MemorySegment headers) {
        return entered("setCustomHeaders", text(headers));
    }

    public int getCustomHeaders(MemorySegment out) {
        return giveText("getCustomHeaders", out);
    }

    public int setSecurityFlags(int flags) {
        return entered("setSecurityFlags", flags);
    }

    public int getSecurityFlags(MemorySegment out) {
        return giveInt("getSecurityFlags", out);
    }
}
