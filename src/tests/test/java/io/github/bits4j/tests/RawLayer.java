package io.github.bits4j.tests;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyManager;
import io.github.bits4j.bindings.bits.IBackgroundCopyManagerVtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.Guid;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.UUID;

/** The README's example of the raw layer, word for word: ReadmeTest compares the two. */
final class RawLayer {
    private RawLayer() {}

    // README begins
    /** CoCreateInstance, then a call. */
    static int stateOfSystemsJob(UUID id) {
        try (ComScope scope = new ComScope()) {
            ComPointer manager = ComPointer.createInstance(
                    InterfaceIds.CLSID_BACKGROUND_COPY_MANAGER, InterfaceIds.IBACKGROUND_COPY_MANAGER, scope);
            return stateOfJob(manager.segment(), id);
        }
    }

    /** IBackgroundCopyManager::GetJob, IBackgroundCopyJob::GetState and Release; returns a BG_JOB_STATE. */
    static int stateOfJob(MemorySegment manager, UUID id) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(bits_h.C_POINTER);
            MemorySegment getJob = IBackgroundCopyManagerVtbl.GetJob(IBackgroundCopyManager.lpVtbl(manager));
            ComException.check(IBackgroundCopyManagerVtbl.GetJob.invoke(
                    getJob, manager, Guid.of(id).allocate(arena), out), "IBackgroundCopyManager::GetJob");
            MemorySegment job = out.get(bits_h.C_POINTER, 0);
            MemorySegment vtable = IBackgroundCopyJob.lpVtbl(job);
            try {
                MemorySegment state = arena.allocate(bits_h.C_INT);
                ComException.check(IBackgroundCopyJobVtbl.GetState.invoke(
                        IBackgroundCopyJobVtbl.GetState(vtable), job, state), "IBackgroundCopyJob::GetState");
                return state.get(bits_h.C_INT, 0);
            } finally {
                IBackgroundCopyJobVtbl.Release.invoke(IBackgroundCopyJobVtbl.Release(vtable), job);
            }
        }
    }
    // README ends
}
