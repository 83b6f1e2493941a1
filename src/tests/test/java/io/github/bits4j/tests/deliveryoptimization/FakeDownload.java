package io.github.bits4j.tests.deliveryoptimization;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.com.IUnknown;
import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.bindings.com.VARIANT;
import io.github.bits4j.bindings.com.com_h;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_RANGE;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_RANGES_INFO;
import io.github.bits4j.bindings.deliveryoptimization.DO_DOWNLOAD_STATUS;
import io.github.bits4j.bindings.deliveryoptimization.IDODownloadStatusCallbackVtbl.OnStatusChange;
import io.github.bits4j.bindings.deliveryoptimization.IDODownloadStatusCallbackVtbl;
import io.github.bits4j.bindings.deliveryoptimization.IDODownloadVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.deliveryoptimization.DownloadProperty;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** An IDODownload that says what a test wants it to say. It has one callback, of which it keeps a reference. */
public final class FakeDownload implements AutoCloseable {
    private static final ComVtable<FakeDownload> VTABLE = ComVtable.of(
            MethodHandles.lookup(), FakeDownload.class, IDODownloadVtbl.class, InterfaceIds.IDO_DOWNLOAD);
    private static final int CALLBACK = DownloadProperty.CALLBACK_INTERFACE.id();

    private final ComObject object = ComObject.of(this, VTABLE);
    /** What GetProperty gives; others were never set. */
    final Map<Integer, Variant> values = new ConcurrentHashMap<>();
    /** What GetProperty and SetProperty answer for a property instead. */
    final Map<Integer, Integer> failures = new ConcurrentHashMap<>();
    /** The first bytes of ranges with which it was started: their number; -1 for NULL. */
    final List<Integer> starts = new CopyOnWriteArrayList<>();
    /** Offset and length of the first range with which it was started last. */
    final List<Long> range = new CopyOnWriteArrayList<>();
    /** The addresses of the texts that were set, and how long they were. */
    final List<MemorySegment> texts = new CopyOnWriteArrayList<>();
    volatile long total = -1;
    volatile long transferred;
    volatile int state;
    volatile int error;
    volatile int extended;
    /** What all methods answer. */
    volatile int answer = HResult.S_OK;
    /** A thread whose calls are refused, as a proxy of the MTA refuses those of an STA. */
    volatile @Nullable Thread refused;
    /** What happens within Start, whose number of ranges it gets. */
    volatile IntConsumer onStart = count -> { };
    /** What happens before SetProperty answers. */
    volatile Runnable onSetProperty = () -> { };
    /** What happens before GetStatus answers. */
    volatile Runnable beforeStatus = () -> { };
    /** What Abort answers. */
    volatile int abortAnswer = HResult.S_OK;
    private MemorySegment callback = MemorySegment.NULL;

    MemorySegment newReference() {
        object.addRef();
        return object.pointer();
    }

    private void check(String method) {
        ComException.check(Thread.currentThread() == refused ? HResult.RPC_E_WRONG_THREAD : answer, method);
    }

    public void start(MemorySegment ranges) {
        check("Start");
        int count = ranges.address() == 0 ? -1 : DO_DOWNLOAD_RANGES_INFO.RangeCount(ranges);
        starts.add(count);
        range.clear();
        if (count > 0) {
            MemorySegment first = DO_DOWNLOAD_RANGE.asSlice(DO_DOWNLOAD_RANGES_INFO.Ranges(ranges), 0);
            range.addAll(List.of(DO_DOWNLOAD_RANGE.Offset(first), DO_DOWNLOAD_RANGE.Length(first)));
        }
        onStart.accept(count);
    }

    public void pause() {
        check("Pause");
        state = 5;
    }

    public void abort() {
        check("Abort");
        ComException.check(abortAnswer, "Abort");
        state = 4;
    }

    /** IDODownload::Finalize. */
    public void finalize_() {
        check("Finalize");
        state = 3;
    }

    public void getStatus(MemorySegment out) {
        beforeStatus.run();
        check("GetStatus");
        write(out);
    }

    private void write(MemorySegment out) {
        DO_DOWNLOAD_STATUS.BytesTotal(out, total);
        DO_DOWNLOAD_STATUS.BytesTransferred(out, transferred);
        DO_DOWNLOAD_STATUS.State(out, state);
        DO_DOWNLOAD_STATUS.Error_(out, error);
        DO_DOWNLOAD_STATUS.ExtendedError(out, extended);
    }

    public void getProperty(int id, MemorySegment out) {
        check("GetProperty");
        ComException.check(failures.getOrDefault(id, HResult.S_OK), "GetProperty");
        if (id == CALLBACK && callback.address() != 0) {
            new Variant.Unknown(callback).write(out);
            return;
        }
        Variant value = values.get(id);
        if (value == null) {
            throw new ComException(HResult.E_NOT_SET, "GetProperty");
        }
        if (value instanceof Variant.Other(int type)) {
            VARIANT.vt(out, (short) type); // which has no value of ours
        } else {
            value.write(out);
        }
    }

    public void setProperty(int id, MemorySegment given) {
        check("SetProperty");
        onSetProperty.run();
        if (Short.toUnsignedInt(VARIANT.vt(given)) == com_h.VT_BSTR()) {
            MemorySegment text = VARIANT.bstrVal(given);
            texts.add(MemorySegment.ofAddress(text.address())
                    .reinterpret(2L * ((Variant.Text) Variant.read(given)).value().length()));
        }
        ComException.check(failures.getOrDefault(id, HResult.S_OK), "SetProperty");
        Variant value = Variant.read(given);
        if (id == CALLBACK) {
            setCallback(((Variant.Unknown) value).pointer());
        } else {
            values.put(id, value);
        }
    }

    private void setCallback(MemorySegment pointer) {
        MemorySegment before = callback;
        callback = pointer;
        if (pointer.address() != 0) {
            IUnknownVtbl.AddRef.invoke(IUnknownVtbl.AddRef(vtable(pointer)), pointer);
        }
        if (before.address() != 0) {
            IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(vtable(before)), before);
        }
    }

    private static MemorySegment vtable(MemorySegment pointer) {
        return IUnknown.lpVtbl(pointer.reinterpret(ValueLayout.ADDRESS.byteSize()));
    }

    /** Calls the callback with the status as it is now; gives what it answers. */
    int call() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(DO_DOWNLOAD_STATUS.layout());
            write(status);
            return call(callback, status);
        }
    }

    int call(MemorySegment whom, MemorySegment status) {
        return OnStatusChange.invoke(IDODownloadStatusCallbackVtbl.OnStatusChange(vtable(whom)
                .reinterpret(IDODownloadStatusCallbackVtbl.sizeof())), whom, object.pointer(), status);
    }

    /** The callback's pointer, which is kept by a reference of the caller's. */
    MemorySegment keepCallback() {
        IUnknownVtbl.AddRef.invoke(IUnknownVtbl.AddRef(vtable(callback)), callback);
        return callback;
    }

    static void release(MemorySegment pointer) {
        IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(vtable(pointer)), pointer);
    }

    boolean hasCallback() {
        return callback.address() != 0;
    }

    @Override
    public void close() {
        setCallback(MemorySegment.NULL);
        object.release();
    }
}
