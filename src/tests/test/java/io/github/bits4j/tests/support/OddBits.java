package io.github.bits4j.tests.support;

import static java.lang.foreign.ValueLayout.ADDRESS;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyManagerVtbl;
import io.github.bits4j.bindings.com.IUnknown;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.EmbeddedService;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** An embedded service whose jobs answer some calls as a test wants: their cells have vtables of which some slots are others. */
public final class OddBits {
    private static final long CELL_BYTES = 16;

    private OddBits() {}

    /**
     * A manager that makes odd jobs.
     *
     * @param change puts other slots into a job's vtable; gets the vtable, and the job as it is without that
     */
    public static BackgroundCopyManager connect(
            EmbeddedService service, Arena arena, BiConsumer<MemorySegment, MemorySegment> change) {
        MemorySegment real = service.pointer();
        MemorySegment cell = cell(real, IBackgroundCopyManagerVtbl.layout(), arena, vtable ->
                IBackgroundCopyManagerVtbl.CreateJob(vtable, IBackgroundCopyManagerVtbl.CreateJob.allocate(
                        (self, name, type, id, out) -> {
                            int hresult = IBackgroundCopyManagerVtbl.CreateJob.invoke(
                                    IBackgroundCopyManagerVtbl.CreateJob(vtable(real)), real, name, type, id, out);
                            if (!HResult.failed(hresult)) {
                                MemorySegment result = out.reinterpret(ADDRESS.byteSize());
                                MemorySegment job = result.get(ADDRESS, 0);
                                result.set(ADDRESS, 0, cell(job, IBackgroundCopyJobVtbl.layout(), arena,
                                        slots -> change.accept(slots, job)));
                            }
                            return hresult;
                        }, arena)));
        return BackgroundCopyManager.of(cell, ServiceKind.BITS);
    }

    /** The vtable of a pointer. */
    public static MemorySegment vtable(MemorySegment pointer) {
        return IUnknown.lpVtbl(pointer.reinterpret(CELL_BYTES)).reinterpret(IBackgroundCopyJobVtbl.sizeof());
    }

    /** Another cell of the same object. */
    static MemorySegment cell(MemorySegment real, MemoryLayout slots, Arena arena, Consumer<MemorySegment> change) {
        MemorySegment vtable = arena.allocate(slots);
        vtable.copyFrom(vtable(real).reinterpret(vtable.byteSize()));
        change.accept(vtable);
        MemorySegment cell = arena.allocate(CELL_BYTES, CELL_BYTES);
        cell.copyFrom(real.reinterpret(CELL_BYTES));
        IUnknown.lpVtbl(cell, vtable);
        return cell;
    }
}
