package io.github.bits4j.tests.support;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.IntUnaryOperator;

/**
 * An interface pointer to a job of the embedded service whose Cancel is ours: the object's cell with a vtable of which one slot is
 * another one.
 */
public final class SlowCancel {
    private SlowCancel() {}

    /**
     * The pointer, for {@code manager.job(…)}.
     *
     * @param answer gets the number of the call, from 1 on; 0 lets the service's own Cancel answer
     */
    public static MemorySegment of(BackgroundCopyJob job, Arena arena, IntUnaryOperator answer) {
        MemorySegment real = job.pointer();
        int[] calls = {0};
        return OddBits.cell(real, IBackgroundCopyJobVtbl.layout(), arena, vtable ->
                IBackgroundCopyJobVtbl.Cancel(vtable, IBackgroundCopyJobVtbl.Cancel.allocate(self -> {
                    int hr = answer.applyAsInt(++calls[0]);
                    return hr != 0 ? hr
                            : IBackgroundCopyJobVtbl.Cancel.invoke(IBackgroundCopyJobVtbl.Cancel(OddBits.vtable(real)), real);
                }, arena)));
    }
}
