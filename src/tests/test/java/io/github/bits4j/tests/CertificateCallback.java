package io.github.bits4j.tests;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile;
import io.github.bits4j.bindings.bits.IBackgroundCopyFileVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyServerCertificateValidationCallbackVtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A certificate callback that writes down what it gets, and answers as told. */
public final class CertificateCallback {
    record Call(String job, String remoteName, byte[] certificate, int encoding, byte[] store) {}

    private static final ComVtable<CertificateCallback> VTABLE = ComVtable.of(MethodHandles.lookup(),
            CertificateCallback.class, IBackgroundCopyServerCertificateValidationCallbackVtbl.class,
            InterfaceIds.IBACKGROUND_COPY_SERVER_CERTIFICATE_VALIDATION_CALLBACK);

    final List<Call> calls = new CopyOnWriteArrayList<>();
    volatile int answer;

    CertificateCallback(int answer) {
        this.answer = answer;
    }

    /** Its first reference is the caller's. */
    ComObject object() {
        return ComObject.of(this, VTABLE);
    }

    public int validateServerCertificate(MemorySegment job, MemorySegment file, int length, MemorySegment data,
            int encoding, int storeLength, MemorySegment store) {
        calls.add(new Call(displayName(job), remoteName(file), data.asSlice(0, length).toArray(JAVA_BYTE), encoding,
                store.asSlice(0, storeLength).toArray(JAVA_BYTE)));
        return answer;
    }

    private static String displayName(MemorySegment job) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(bits_h.C_POINTER);
            ComException.check(IBackgroundCopyJobVtbl.GetDisplayName.invoke(
                    IBackgroundCopyJobVtbl.GetDisplayName(IBackgroundCopyJob.lpVtbl(job)), job, out), "GetDisplayName");
            return TaskMemory.takeString(out.get(bits_h.C_POINTER, 0));
        }
    }

    private static String remoteName(MemorySegment file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(bits_h.C_POINTER);
            ComException.check(IBackgroundCopyFileVtbl.GetRemoteName.invoke(
                    IBackgroundCopyFileVtbl.GetRemoteName(IBackgroundCopyFile.lpVtbl(file)), file, out), "GetRemoteName");
            return TaskMemory.takeString(out.get(bits_h.C_POINTER, 0));
        }
    }
}
