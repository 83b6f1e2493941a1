package io.github.bits4j.tests.bindings;

import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.DO_LENGTH_TO_EOF;
import static java.lang.foreign.ValueLayout.ADDRESS;

import io.github.bits4j.FileRange;
import io.github.bits4j.bindings.com.IStreamVtbl;
import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_RANGE;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_RANGES_INFO;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_STATUS;
import io.github.bits4j.bindings.deliveryoptimization.IDODownloadVtbl;
import io.github.bits4j.bindings.deliveryoptimization.IDOManagerVtbl;
import io.github.bits4j.com.Variant;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An IDODownload, called by the bindings alone. Each method returns the HRESULT. */
record RawDownload(MemorySegment self) implements AutoCloseable {
    record Status(long total, long transferred, int state, int error, int extendedError) {
        static Status read(MemorySegment pointer) {
            MemorySegment status = pointer.reinterpret(DO_DOWNLOAD_STATUS.sizeof());
            return new Status(DO_DOWNLOAD_STATUS.BytesTotal(status), DO_DOWNLOAD_STATUS.BytesTransferred(status),
                    DO_DOWNLOAD_STATUS.State(status), DO_DOWNLOAD_STATUS.Error_(status),
                    DO_DOWNLOAD_STATUS.ExtendedError(status));
        }
    }

    record Answer(int hresult, Variant value) {}

    static RawDownload create(MemorySegment manager) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            int hresult = IDOManagerVtbl.CreateDownload.invoke(
                    IDOManagerVtbl.CreateDownload(vtable(manager)), manager, out);
            if (hresult != 0) {
                throw new AssertionError("CreateDownload: " + Integer.toHexString(hresult));
            }
            return new RawDownload(out.get(ADDRESS, 0));
        }
    }

    static MemorySegment vtable(MemorySegment object) {
        return object.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0).reinterpret(IStreamVtbl.sizeof()); // the longest
    }

    static int addRef(MemorySegment object) {
        return IUnknownVtbl.AddRef.invoke(IUnknownVtbl.AddRef(vtable(object)), object);
    }

    static int release(MemorySegment object) {
        return IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(vtable(object)), object);
    }

    /** @param ranges {@code null} for NULL */
    int start(@Nullable List<FileRange> ranges) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = MemorySegment.NULL;
            if (ranges != null) {
                info = arena.allocate(DO_DOWNLOAD_RANGES_INFO.Ranges$offset() + DO_DOWNLOAD_RANGE.sizeof() * ranges.size(),
                        DO_DOWNLOAD_RANGES_INFO.layout().byteAlignment());
                info.set(DO_DOWNLOAD_RANGES_INFO.RangeCount$layout(), 0, ranges.size());
                MemorySegment array = info.asSlice(DO_DOWNLOAD_RANGES_INFO.Ranges$offset());
                for (int i = 0; i < ranges.size(); i++) {
                    MemorySegment range = DO_DOWNLOAD_RANGE.asSlice(array, i);
                    DO_DOWNLOAD_RANGE.Offset(range, ranges.get(i).offset());
                    DO_DOWNLOAD_RANGE.Length(range, ranges.get(i).length().orElse(DO_LENGTH_TO_EOF()));
                }
            }
            return IDODownloadVtbl.Start.invoke(IDODownloadVtbl.Start(vtable(self)), self, info);
        }
    }

    int pause() {
        return IDODownloadVtbl.Pause.invoke(IDODownloadVtbl.Pause(vtable(self)), self);
    }

    int abort() {
        return IDODownloadVtbl.Abort.invoke(IDODownloadVtbl.Abort(vtable(self)), self);
    }

    int finish() {
        return IDODownloadVtbl.Finalize.invoke(IDODownloadVtbl.Finalize(vtable(self)), self);
    }

    Status status() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(DO_DOWNLOAD_STATUS.layout()).fill((byte) 0x55);
            int hresult = IDODownloadVtbl.GetStatus.invoke(IDODownloadVtbl.GetStatus(vtable(self)), self, status);
            if (hresult != 0) {
                throw new AssertionError("GetStatus: " + Integer.toHexString(hresult));
            }
            return Status.read(status);
        }
    }

    int set(int id, Variant value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment variant = Variant.allocate(arena);
            value.write(variant);
            try {
                return IDODownloadVtbl.SetProperty.invoke(IDODownloadVtbl.SetProperty(vtable(self)), self, id, variant);
            } finally {
                Variant.clear(variant);
            }
        }
    }

    Answer get(int id) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment variant = Variant.allocate(arena);
            int hresult = IDODownloadVtbl.GetProperty.invoke(IDODownloadVtbl.GetProperty(vtable(self)), self, id, variant);
            return new Answer(hresult, Variant.take(variant));
        }
    }

    /** Gives the reference back. */
    @Override
    public void close() {
        release(self);
    }
}
