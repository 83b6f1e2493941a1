package io.github.bits4j.tests.marshalling;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.BG_FILE_PROGRESS;
import io.github.bits4j.bindings.bits.BG_FILE_RANGE;
import io.github.bits4j.bindings.bits.IBackgroundCopyFile2Vtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** Behind IBackgroundCopyFile and IBackgroundCopyFile2. */
public final class FileTarget extends RecordingTarget {
    private static final ComVtable<FileTarget> VTABLE = ComVtable.of(MethodHandles.lookup(), FileTarget.class,
            IBackgroundCopyFile2Vtbl.class, InterfaceIds.IBACKGROUND_COPY_FILE, InterfaceIds.IBACKGROUND_COPY_FILE2);

    private final String remoteName;
    /** How many ranges GetFileRanges gives; none is no array at all. */
    volatile int ranges = 5;

    FileTarget() {
        this(Values.text("getRemoteName", "out"));
    }

    FileTarget(String remoteName) {
        this.remoteName = remoteName;
    }

    @Override
    ComObject object() {
        return ComObject.of(this, VTABLE);
    }

    public int getRemoteName(MemorySegment out) {
        return giveText("getRemoteName", out, remoteName);
    }

    public int getLocalName(MemorySegment out) {
        return giveText("getLocalName", out);
    }

    public int getProgress(MemorySegment out) {
        int hr = entered("getProgress");
        BG_FILE_PROGRESS.BytesTotal(out, Values.wide("fileProgress", 1));
        BG_FILE_PROGRESS.BytesTransferred(out, Values.wide("fileProgress", 2));
        BG_FILE_PROGRESS.Completed(out, Values.number("fileProgress"));
        return hr;
    }

    public int getFileRanges(MemorySegment count, MemorySegment out) {
        int hr = entered("getFileRanges", count.get(JAVA_INT, 0));
        int given = ranges;
        MemorySegment array = MemorySegment.NULL;
        if (given > 0) {
            array = TaskMemory.allocate(given * BG_FILE_RANGE.sizeof());
            for (int i = 0; i < given; i++) {
                BG_FILE_RANGE.InitialOffset(BG_FILE_RANGE.asSlice(array, i), Values.wide("offset", i));
                BG_FILE_RANGE.Length(BG_FILE_RANGE.asSlice(array, i), Values.wide("length", i));
            }
        }
        count.set(JAVA_INT, 0, given);
        out.set(ADDRESS, 0, array);
        return hr;
    }

    public int setRemoteName(MemorySegment name) {
        return entered("setRemoteName", text(name));
    }
}
