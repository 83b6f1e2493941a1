package io.github.bits4j.tests;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptions3Vtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobHttpOptionsVtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** A job's IBackgroundCopyJobHttpOptions; its methods return the HRESULT. */
final class RawHttpOptions implements AutoCloseable {
    /** What GetClientCertificate gives. */
    record Certificate(int location, String store, byte[] hash, String subject) {}

    private static final int HASH_BYTES = 20;

    private final ComScope scope = new ComScope();
    private final ComPointer options;

    RawHttpOptions(BackgroundCopyJob job, Guid iid) {
        try (ComPointer identity = ComPointer.share(job.pointer(), scope)) {
            options = identity.query(iid).orElseThrow(() -> new AssertionError("no " + iid));
        }
    }

    /** The interface that each service with HTTP options has. */
    static RawHttpOptions first(BackgroundCopyJob job) {
        return new RawHttpOptions(job, InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS);
    }

    /** The newest one. */
    static RawHttpOptions third(BackgroundCopyJob job) {
        return new RawHttpOptions(job, InterfaceIds.IBACKGROUND_COPY_JOB_HTTP_OPTIONS3);
    }

    int setCustomHeaders(@Nullable String headers) {
        return options.call((vtable, self, arena) -> IBackgroundCopyJobHttpOptionsVtbl.SetCustomHeaders.invoke(
                IBackgroundCopyJobHttpOptionsVtbl.SetCustomHeaders(vtable), self, WideString.allocate(arena, headers)));
    }

    /** @param headers gets the text, or null */
    int getCustomHeaders(@Nullable String[] headers) {
        return options.call((vtable, self, arena) -> {
            MemorySegment out = arena.allocateFrom(ValueLayout.JAVA_LONG, -1L);
            int hr = IBackgroundCopyJobHttpOptionsVtbl.GetCustomHeaders.invoke(
                    IBackgroundCopyJobHttpOptionsVtbl.GetCustomHeaders(vtable), self, out);
            MemorySegment text = out.get(bits_h.C_POINTER, 0);
            headers[0] = text.address() == 0 ? null : TaskMemory.takeString(text);
            return hr;
        });
    }

    int getCustomHeadersIntoNull() {
        return options.call((vtable, self, _) -> IBackgroundCopyJobHttpOptionsVtbl.GetCustomHeaders.invoke(
                IBackgroundCopyJobHttpOptionsVtbl.GetCustomHeaders(vtable), self, MemorySegment.NULL));
    }

    int setSecurityFlags(int flags) {
        return options.call((vtable, self, _) -> IBackgroundCopyJobHttpOptionsVtbl.SetSecurityFlags.invoke(
                IBackgroundCopyJobHttpOptionsVtbl.SetSecurityFlags(vtable), self, flags));
    }

    int securityFlags() {
        return options.call((vtable, self, arena) -> {
            MemorySegment out = arena.allocateFrom(ValueLayout.JAVA_INT, -1);
            ComException.check(IBackgroundCopyJobHttpOptionsVtbl.GetSecurityFlags.invoke(
                    IBackgroundCopyJobHttpOptionsVtbl.GetSecurityFlags(vtable), self, out), "GetSecurityFlags");
            return out.get(ValueLayout.JAVA_INT, 0);
        });
    }

    int setHttpMethod(@Nullable String method) {
        return options.call((vtable, self, arena) -> IBackgroundCopyJobHttpOptions3Vtbl.SetHttpMethod.invoke(
                IBackgroundCopyJobHttpOptions3Vtbl.SetHttpMethod(vtable), self, WideString.allocate(arena, method)));
    }

    String httpMethod() {
        return options.call((vtable, self, arena) -> {
            MemorySegment out = arena.allocate(bits_h.C_POINTER);
            ComException.check(IBackgroundCopyJobHttpOptions3Vtbl.GetHttpMethod.invoke(
                    IBackgroundCopyJobHttpOptions3Vtbl.GetHttpMethod(vtable), self, out), "GetHttpMethod");
            return TaskMemory.takeString(out.get(bits_h.C_POINTER, 0));
        });
    }

    int makeCustomHeadersWriteOnly() {
        return options.call((vtable, self, _) -> IBackgroundCopyJobHttpOptions3Vtbl.MakeCustomHeadersWriteOnly.invoke(
                IBackgroundCopyJobHttpOptions3Vtbl.MakeCustomHeadersWriteOnly(vtable), self));
    }

    int setCertificateCallback(MemorySegment unknown) {
        return options.call((vtable, self, _) ->
                IBackgroundCopyJobHttpOptions3Vtbl.SetServerCertificateValidationInterface.invoke(
                        IBackgroundCopyJobHttpOptions3Vtbl.SetServerCertificateValidationInterface(vtable), self, unknown));
    }

    int setClientCertificateById(int location, @Nullable String store, byte[] hash) {
        return options.call((vtable, self, arena) -> IBackgroundCopyJobHttpOptionsVtbl.SetClientCertificateByID.invoke(
                IBackgroundCopyJobHttpOptionsVtbl.SetClientCertificateByID(vtable), self, location,
                WideString.allocate(arena, store), arena.allocateFrom(ValueLayout.JAVA_BYTE, hash)));
    }

    int setClientCertificateByName(int location, String store, @Nullable String subject) {
        return options.call((vtable, self, arena) -> IBackgroundCopyJobHttpOptionsVtbl.SetClientCertificateByName.invoke(
                IBackgroundCopyJobHttpOptionsVtbl.SetClientCertificateByName(vtable), self, location,
                WideString.allocate(arena, store), WideString.allocate(arena, subject)));
    }

    int removeClientCertificate() {
        return options.call((vtable, self, _) -> IBackgroundCopyJobHttpOptionsVtbl.RemoveClientCertificate.invoke(
                IBackgroundCopyJobHttpOptionsVtbl.RemoveClientCertificate(vtable), self));
    }

    /** Throws the failure. */
    Certificate clientCertificate() {
        return options.call((vtable, self, arena) -> {
            MemorySegment location = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment store = arena.allocate(bits_h.C_POINTER);
            MemorySegment hash = arena.allocate(bits_h.C_POINTER);
            MemorySegment subject = arena.allocate(bits_h.C_POINTER);
            ComException.check(IBackgroundCopyJobHttpOptionsVtbl.GetClientCertificate.invoke(
                    IBackgroundCopyJobHttpOptionsVtbl.GetClientCertificate(vtable), self, location, store, hash, subject),
                    "GetClientCertificate");
            return new Certificate(location.get(ValueLayout.JAVA_INT, 0),
                    TaskMemory.takeString(store.get(bits_h.C_POINTER, 0)),
                    TaskMemory.takeBytes(hash.get(bits_h.C_POINTER, 0), HASH_BYTES),
                    TaskMemory.takeString(subject.get(bits_h.C_POINTER, 0)));
        });
    }

    @Override
    public void close() {
        scope.close();
    }
}
