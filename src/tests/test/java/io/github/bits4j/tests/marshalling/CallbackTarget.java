package io.github.bits4j.tests.marshalling;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallback2Vtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/** Behind IBackgroundCopyCallback and IBackgroundCopyCallback2: asks what it is lent for its name. */
public final class CallbackTarget extends RecordingTarget {
    private static final ComVtable<CallbackTarget> VTABLE = ComVtable.of(MethodHandles.lookup(), CallbackTarget.class,
            IBackgroundCopyCallback2Vtbl.class,
            InterfaceIds.IBACKGROUND_COPY_CALLBACK, InterfaceIds.IBACKGROUND_COPY_CALLBACK2);

    /** The pointer to the last job that arrived. */
    volatile long job;

    CallbackTarget() {
        this(HResult.S_OK);
    }

    CallbackTarget(int answer) {
        this.answer = answer;
    }

    @Override
    ComObject object() {
        return ComObject.of(this, VTABLE);
    }

    public int jobTransferred(MemorySegment pointer) {
        return entered("jobTransferred", nameOf(pointer));
    }

    public int jobError(MemorySegment pointer, MemorySegment error) {
        return entered("jobError", nameOf(pointer), Ask.errorCode(error));
    }

    public int jobModification(MemorySegment pointer, int reserved) {
        return entered("jobModification", nameOf(pointer), reserved);
    }

    public int fileTransferred(MemorySegment pointer, MemorySegment file) {
        return entered("fileTransferred", nameOf(pointer), Ask.remoteName(file));
    }

    private @Nullable String nameOf(MemorySegment pointer) {
        job = pointer.address();
        return pointer.address() == 0 ? null : Ask.displayName(pointer);
    }
}
