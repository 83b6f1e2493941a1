package io.github.bits4j.tests.marshalling;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyManagerVtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;

/** Behind IBackgroundCopyManager. */
public final class ManagerTarget extends RecordingTarget {
    private static final ComVtable<ManagerTarget> VTABLE = ComVtable.of(MethodHandles.lookup(), ManagerTarget.class,
            IBackgroundCopyManagerVtbl.class, InterfaceIds.IBACKGROUND_COPY_MANAGER);

    @Override
    ComObject object() {
        return ComObject.of(this, VTABLE);
    }

    public int createJob(MemorySegment name, int type, MemorySegment id, MemorySegment job) {
        int hr = entered("createJob", text(name), type);
        Values.guid("createJob").write(id);
        job.set(ValueLayout.ADDRESS, 0, new Job5Target("created").object().pointer());
        return hr;
    }

    public int getJob(MemorySegment id, MemorySegment job) {
        int hr = entered("getJob", Guid.read(id));
        job.set(ValueLayout.ADDRESS, 0, new Job5Target("found").object().pointer());
        return hr;
    }

    public int enumJobs(int flags, MemorySegment out) {
        int hr = entered("enumJobs", flags);
        out.set(ValueLayout.ADDRESS, 0, new JobsTarget(EnumeratorCalls.NAMES).object().pointer());
        return hr;
    }

    public int getErrorDescription(int hresult, int language, MemorySegment out) {
        int hr = entered("getErrorDescription", hresult, language);
        out.set(ValueLayout.ADDRESS, 0, TaskMemory.newString(Values.text("getErrorDescription", "out")));
        return hr;
    }
}
