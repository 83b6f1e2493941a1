package io.github.bits4j.tests;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.bindings.bits.IBackgroundCopyJob;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** The proxy settings of IBackgroundCopyJob. */
record RawProxy(int usage, @Nullable String list, @Nullable String bypass) {
    static final int PRECONFIG = 0;
    static final int NO_PROXY = 1;
    static final int OVERRIDE = 2;
    static final int AUTODETECT = 3;

    /** The HRESULT of SetProxySettings. */
    static int set(BackgroundCopyJob job, int usage, @Nullable String list, @Nullable String bypass) {
        MemorySegment self = job.pointer();
        try (Arena arena = Arena.ofConfined()) {
            return IBackgroundCopyJobVtbl.SetProxySettings.invoke(
                    IBackgroundCopyJobVtbl.SetProxySettings(IBackgroundCopyJob.lpVtbl(self)), self, usage,
                    WideString.allocate(arena, list), WideString.allocate(arena, bypass));
        }
    }

    /** What GetProxySettings gives; throws the failure. */
    static RawProxy get(BackgroundCopyJob job) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment list = arena.allocate(bits_h.C_POINTER);
            MemorySegment bypass = arena.allocate(bits_h.C_POINTER);
            ComException.check(get(job, usage, list, bypass), "IBackgroundCopyJob::GetProxySettings");
            return new RawProxy(usage.get(ValueLayout.JAVA_INT, 0), take(list), take(bypass));
        }
    }

    static int get(BackgroundCopyJob job, MemorySegment usage, MemorySegment list, MemorySegment bypass) {
        MemorySegment self = job.pointer();
        return IBackgroundCopyJobVtbl.GetProxySettings.invoke(
                IBackgroundCopyJobVtbl.GetProxySettings(IBackgroundCopyJob.lpVtbl(self)), self, usage, list, bypass);
    }

    private static @Nullable String take(MemorySegment out) {
        MemorySegment text = out.get(bits_h.C_POINTER, 0);
        return text.address() == 0 ? null : TaskMemory.takeString(text);
    }
}
