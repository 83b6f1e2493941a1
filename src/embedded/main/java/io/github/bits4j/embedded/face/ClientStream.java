package io.github.bits4j.embedded.face;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.bits4j.bindings.com.ISequentialStreamVtbl;
import io.github.bits4j.bindings.com.IStreamVtbl;
import io.github.bits4j.bindings.com.LARGE_INTEGER;
import io.github.bits4j.bindings.com.ULARGE_INTEGER;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.embedded.transfer.OutputTarget;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client's IStream, or ISequentialStream, held by a reference and written through its vtable. */
final class ClientStream implements OutputTarget {
    private static final int STREAM_SEEK_CUR = 1;
    private static final int UNTOUCHED = -1;

    private final ServiceFace service;
    private final ComPointer stream;
    private final boolean seeks;
    private final AtomicBoolean released = new AtomicBoolean();

    /** @throws ComException E_NOINTERFACE if the object is no stream */
    ClientStream(ServiceFace service, MemorySegment unknown) {
        this.service = service;
        try (ComPointer given = ComPointer.share(unknown, service.clients)) {
            var full = given.query(Guid.ISTREAM);
            this.seeks = full.isPresent();
            this.stream = full.or(() -> given.query(Guid.ISEQUENTIAL_STREAM)).orElseThrow(() ->
                    new ComException(HResult.E_NOINTERFACE, "the object is no IStream"));
        }
        service.callbacks.incrementAndGet();
    }

    /** Into a VARIANT, which gets a reference of its own; false if the stream has been let go. */
    boolean write(MemorySegment variant) {
        try {
            return stream.call((vtable, self, arena) -> {
                new Variant.Unknown(self).write(variant);
                return true;
            });
        } catch (IllegalStateException released) {
            return false;
        }
    }

    @Override
    public int write(byte[] bytes, int offset, int count) throws TransferFailure {
        int[] written = {UNTOUCHED};
        int hresult = call("Write", (vtable, self, arena) -> {
            MemorySegment buffer = arena.allocate(count);
            MemorySegment.copy(bytes, offset, buffer, JAVA_BYTE, 0, count);
            MemorySegment out = arena.allocate(JAVA_INT);
            out.set(JAVA_INT, 0, UNTOUCHED);
            int result = ISequentialStreamVtbl.Write.invoke(
                    ISequentialStreamVtbl.Write(vtable), self, buffer, count, out);
            written[0] = out.get(JAVA_INT, 0);
            return result;
        });
        boolean failed = HResult.failed(hresult);
        int taken = written[0] == UNTOUCHED ? failed ? 0 : count : written[0];
        if (taken < 0 || taken > count) {
            throw failure(HResult.STG_E_WRITEFAULT, "Write: it has taken " + taken + " of " + count + " bytes");
        }
        if (taken == 0) {
            throw failure(failed ? hresult : HResult.STG_E_WRITEFAULT, "Write");
        }
        return taken; // what else failed shows with the rest
    }

    @Override
    public boolean rewind(long bytes) throws TransferFailure {
        if (!seeks) {
            throw failure(HResult.E_NOINTERFACE, "no IStream::Seek");
        }
        long[] position = new long[1];
        int moved = call("Seek", (vtable, self, arena) -> {
            MemorySegment move = arena.allocate(LARGE_INTEGER.layout());
            LARGE_INTEGER.QuadPart(move, -bytes);
            MemorySegment out = arena.allocate(ULARGE_INTEGER.layout());
            int result = IStreamVtbl.Seek.invoke(IStreamVtbl.Seek(vtable), self, move, STREAM_SEEK_CUR, out);
            position[0] = ULARGE_INTEGER.QuadPart(out);
            return result;
        });
        if (HResult.failed(moved)) {
            throw failure(moved, "Seek");
        }
        int cut = call("SetSize", (vtable, self, arena) -> {
            MemorySegment size = arena.allocate(ULARGE_INTEGER.layout());
            ULARGE_INTEGER.QuadPart(size, position[0]);
            return IStreamVtbl.SetSize.invoke(IStreamVtbl.SetSize(vtable), self, size);
        });
        return !HResult.failed(cut);
    }

    private int call(String method, ComPointer.Call<Integer> call) throws TransferFailure {
        try {
            return stream.call(call);
        } catch (ComException refused) {
            return refused.hresult();
        } catch (IllegalStateException released) {
            throw failure(HResult.RPC_E_DISCONNECTED, method + ": the stream has been let go");
        }
    }

    private static TransferFailure failure(int hresult, String what) {
        return TransferFailure.local(hresult, "the client's stream, " + what, null);
    }

    @Override
    public void release() {
        if (!released.getAndSet(true)) {
            service.callbacks.decrementAndGet();
            stream.close();
        }
    }
}
