package io.github.bits4j.tests.marshalling;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob5Vtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** Behind IBackgroundCopyJob to IBackgroundCopyJob5: adds the slots of the last two. */
public class Job5Target extends Job3Target {
    private static final ComVtable<Job5Target> VTABLE = ComVtable.of(MethodHandles.lookup(), Job5Target.class,
            IBackgroundCopyJob5Vtbl.class, InterfaceIds.IBACKGROUND_COPY_JOB, InterfaceIds.IBACKGROUND_COPY_JOB2,
            InterfaceIds.IBACKGROUND_COPY_JOB3, InterfaceIds.IBACKGROUND_COPY_JOB4, InterfaceIds.IBACKGROUND_COPY_JOB5);

    Job5Target() {
        this(Values.text("getDisplayName", "out"));
    }

    Job5Target(String name) {
        super(name);
    }

    @Override
    ComObject object() {
        return ComObject.of(this, VTABLE);
    }

    public int setPeerCachingFlags(int flags) {
        return entered("setPeerCachingFlags", flags);
    }

    public int getPeerCachingFlags(MemorySegment out) {
        return giveInt("getPeerCachingFlags", out);
    }

    public int getOwnerIntegrityLevel(MemorySegment out) {
        return giveInt("getOwnerIntegrityLevel", out);
    }

    public int getOwnerElevationState(MemorySegment out) {
        return giveInt("getOwnerElevationState", out);
    }

    public int setMaximumDownloadTime(int seconds) {
        return entered("setMaximumDownloadTime", seconds);
    }

    public int getMaximumDownloadTime(MemorySegment out) {
        return giveInt("getMaximumDownloadTime", out);
    }

    public int setProperty(int id, MemorySegment value) {
        return entered("setProperty", id, JobProperty.of(id).read(value));
    }

    public int getProperty(int id, MemorySegment out) {
        int hr = entered("getProperty", id);
        JobProperty.of(id).write(out, "getProperty");
        return hr;
    }
}
