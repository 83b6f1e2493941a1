package io.github.bits4j.embedded.face;

import static io.github.bits4j.bindings.bits.bits_h.C_POINTER;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_STATUS;
import io.github.bits4j.bindings.deliveryoptimization.IDODownloadVtbl;
import io.github.bits4j.bindings.deliveryoptimization.IDOManagerVtbl;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.Variant;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An IDODownload as a native client uses it; each method returns the HRESULT. */
record RawDownload(MemorySegment pointer) implements AutoCloseable {
    record Status(long total, long transferred, int state, int error, int extended) {}

    static MemorySegment vtable(MemorySegment pointer) {
        return pointer.get(C_POINTER, 0);
    }

    /** The interface, with a reference; NULL if there is none. */
    static MemorySegment query(MemorySegment pointer, Guid iid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(C_POINTER);
            IUnknownVtbl.QueryInterface.invoke(
                    IUnknownVtbl.QueryInterface(vtable(pointer)), pointer, iid.allocate(arena), out);
            return out.get(C_POINTER, 0);
        }
    }

    static int release(MemorySegment pointer) {
        return IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(vtable(pointer)), pointer);
    }

    /** By an IDOManager. */
    static RawDownload create(MemorySegment manager) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(C_POINTER);
            int hresult = IDOManagerVtbl.CreateDownload.invoke(
                    IDOManagerVtbl.CreateDownload(vtable(manager)), manager, out);
            if (hresult != 0) {
                throw new AssertionError("CreateDownload: " + Integer.toHexString(hresult));
            }
            return new RawDownload(out.get(C_POINTER, 0));
        }
    }

    int start() {
        return start(MemorySegment.NULL);
    }

    int start(MemorySegment ranges) {
        return IDODownloadVtbl.Start.invoke(IDODownloadVtbl.Start(vtable(pointer)), pointer, ranges);
    }

    int startRanges(long... numbers) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(8 + 8L * numbers.length, 8);
            info.set(JAVA_INT, 0, numbers.length / 2);
            for (int i = 0; i < numbers.length; i++) {
                info.setAtIndex(JAVA_LONG, 1 + i, numbers[i]);
            }
            return start(info);
        }
    }

    int pause() {
        return IDODownloadVtbl.Pause.invoke(IDODownloadVtbl.Pause(vtable(pointer)), pointer);
    }

    int abort() {
        return IDODownloadVtbl.Abort.invoke(IDODownloadVtbl.Abort(vtable(pointer)), pointer);
    }

    int complete() {
        return IDODownloadVtbl.Finalize.invoke(IDODownloadVtbl.Finalize(vtable(pointer)), pointer);
    }

    int status(MemorySegment out) {
        return IDODownloadVtbl.GetStatus.invoke(IDODownloadVtbl.GetStatus(vtable(pointer)), pointer, out);
    }

    Status status() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = DO_DOWNLOAD_STATUS.allocate(arena);
            int hresult = status(out);
            if (hresult != 0) {
                throw new AssertionError("GetStatus: " + Integer.toHexString(hresult));
            }
            return read(out);
        }
    }

    static Status read(MemorySegment status) {
        return new Status(DO_DOWNLOAD_STATUS.BytesTotal(status), DO_DOWNLOAD_STATUS.BytesTransferred(status),
                DO_DOWNLOAD_STATUS.State(status), DO_DOWNLOAD_STATUS.Error_(status), DO_DOWNLOAD_STATUS.ExtendedError(status));
    }

    int set(int property, Variant value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment variant = Variant.allocate(arena);
            value.write(variant);
            try {
                return setRaw(property, variant);
            } finally {
                Variant.clear(variant);
            }
        }
    }

    int setRaw(int property, MemorySegment variant) {
        return IDODownloadVtbl.SetProperty.invoke(IDODownloadVtbl.SetProperty(vtable(pointer)), pointer, property, variant);
    }

    int getRaw(int property, MemorySegment variant) {
        return IDODownloadVtbl.GetProperty.invoke(IDODownloadVtbl.GetProperty(vtable(pointer)), pointer, property, variant);
    }

    /** The value, or the HRESULT as {@link Variant.Other}; a reference is the caller's. */
    Variant get(int property) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment variant = Variant.allocate(arena);
            int hresult = getRaw(property, variant);
            return hresult != 0 ? new Variant.Other(hresult) : Variant.take(variant);
        }
    }

    @Override
    public void close() {
        release(pointer);
    }
}
