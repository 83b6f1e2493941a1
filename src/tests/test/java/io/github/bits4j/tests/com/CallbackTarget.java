package io.github.bits4j.tests.com;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallback2Vtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicInteger;

/** A Java object with the slots of IBackgroundCopyCallback2, and what was called on it. */
public class CallbackTarget implements ComObject.FinalRelease {
    public static final ComVtable<CallbackTarget> VTABLE = ComVtable.of(MethodHandles.lookup(), CallbackTarget.class,
            IBackgroundCopyCallback2Vtbl.class,
            InterfaceIds.IBACKGROUND_COPY_CALLBACK, InterfaceIds.IBACKGROUND_COPY_CALLBACK2);

    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger finalReleases = new AtomicInteger();
    volatile long lastArgument;

    public int jobTransferred(MemorySegment job) {
        calls.incrementAndGet();
        lastArgument = job.address();
        return HResult.S_OK;
    }

    public int jobError(MemorySegment job, MemorySegment error) {
        calls.incrementAndGet();
        lastArgument = error.address();
        return HResult.S_FALSE;
    }

    /** Void: S_OK. */
    public void jobModification(MemorySegment job, int reserved) {
        calls.incrementAndGet();
        lastArgument = reserved;
    }

    public int fileTransferred(MemorySegment job, MemorySegment file) {
        calls.incrementAndGet();
        lastArgument = file.address();
        return 0x80004005;
    }

    @Override
    public void finallyReleased() {
        finalReleases.incrementAndGet();
    }
}
