package io.github.bits4j.tests.support;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.IntUnaryOperator;

/**
 * An interface pointer to a job of the embedded service whose Cancel is ours: the object's cell with a vtable of which one slot is
 * another one.
 */
public final class SlowCancel {
    private static final long CELL_BYTES = 16;

    private SlowCancel() {}

    /**
     * The pointer, for {@code manager.job(…)}.
     *
     * @param answer gets the number of the call, from 1 on; 0 lets the service's own Cancel answer
     */
    public static MemorySegment of(BackgroundCopyJob job, Arena arena, IntUnaryOperator answer) {
        MemorySegment real = job.pointer();
        MemorySegment realVtable = IBackgroundCopyJob.lpVtbl(real);
        MemorySegment vtable = arena.allocate(IBackgroundCopyJobVtbl.layout());
        vtable.copyFrom(realVtable.reinterpret(vtable.byteSize()));
        int[] calls = {0};
        IBackgroundCopyJobVtbl.Cancel(vtable, IBackgroundCopyJobVtbl.Cancel.allocate(self -> {
            int hr = answer.applyAsInt(++calls[0]);
            return hr != 0 ? hr : IBackgroundCopyJobVtbl.Cancel.invoke(IBackgroundCopyJobVtbl.Cancel(realVtable), real);
        }, arena));
        MemorySegment cell = arena.allocate(CELL_BYTES, CELL_BYTES);
        cell.copyFrom(real.reinterpret(CELL_BYTES));
        IBackgroundCopyJob.lpVtbl(cell, vtable);
        return cell;
    }
}
