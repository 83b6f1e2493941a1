package io.github.bits4j.tests;

import io.github.bits4j.bindings.bits.IBackgroundCopyJob;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import java.lang.foreign.MemorySegment;

/** Calls below the typed API, for what it would refuse. */
final class Raw {
    private Raw() {}

    static int setNotifyFlags(MemorySegment job, int flags) {
        MemorySegment vtable = IBackgroundCopyJob.lpVtbl(job);
        return IBackgroundCopyJobVtbl.SetNotifyFlags.invoke(IBackgroundCopyJobVtbl.SetNotifyFlags(vtable), job, flags);
    }

    static int takeOwnership(MemorySegment job) {
        MemorySegment vtable = IBackgroundCopyJob.lpVtbl(job);
        return IBackgroundCopyJobVtbl.TakeOwnership.invoke(IBackgroundCopyJobVtbl.TakeOwnership(vtable), job);
    }
}
