package io.github.bits4j.tests.marshalling;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.bindings.bits.IBackgroundCopyCallbackVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyErrorVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyFileVtbl;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Questions to an object that crossed an apartment's border, to know it again behind its proxy. */
final class Ask {

    private interface TextGetter {
        int get(MemorySegment vtable, MemorySegment out);
    }

    private Ask() {}

    static String displayName(MemorySegment job) {
        return text(job, (vtable, out) -> IBackgroundCopyJobVtbl.GetDisplayName.invoke(
                IBackgroundCopyJobVtbl.GetDisplayName(vtable), job, out));
    }

    static String remoteName(MemorySegment file) {
        return text(file, (vtable, out) -> IBackgroundCopyFileVtbl.GetRemoteName.invoke(
                IBackgroundCopyFileVtbl.GetRemoteName(vtable), file, out));
    }

    /** What GetError gives as the code: Wine's proxy cannot carry an error's texts. */
    static int errorCode(MemorySegment error) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment context = arena.allocate(JAVA_INT);
            MemorySegment code = arena.allocate(JAVA_INT);
            assertThat(IBackgroundCopyErrorVtbl.GetError.invoke(
                    IBackgroundCopyErrorVtbl.GetError(vtable(error)), error, context, code)).isEqualTo(HResult.S_OK);
            return code.get(JAVA_INT, 0);
        }
    }

    /** The number of elements: of either kind of enumerator, which have the same slots. */
    static int count(MemorySegment enumerator) {
        GeneratedVtbl vtbl = MarshalledInterface.IEnumBackgroundCopyFiles.vtbl();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_INT);
            assertThat(vtbl.invoke("GetCount", enumerator, List.of(out))).isEqualTo(HResult.S_OK);
            return out.get(JAVA_INT, 0);
        }
    }

    /** Calls a notify interface, known by its IUnknown alone: what it returns tells which one it is. */
    static int notification(MemorySegment unknown) {
        MemorySegment callback = query(unknown, MarshalledInterface.IBackgroundCopyCallback.iid());
        try {
            return IBackgroundCopyCallbackVtbl.JobModification.invoke(
                    IBackgroundCopyCallbackVtbl.JobModification(vtable(callback)), callback, MemorySegment.NULL, 0);
        } finally {
            release(callback);
        }
    }

    static MemorySegment query(MemorySegment pointer, Guid iid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(bits_h.C_POINTER);
            assertThat(tryQuery(pointer, iid, out)).as("QueryInterface for " + iid).isEqualTo(HResult.S_OK);
            return Frame.given(out);
        }
    }

    static int tryQuery(MemorySegment pointer, Guid iid, MemorySegment out) {
        try (Arena arena = Arena.ofConfined()) {
            return IUnknownVtbl.QueryInterface.invoke(
                    IUnknownVtbl.QueryInterface(vtable(pointer)), pointer, iid.allocate(arena), out);
        }
    }

    static int addRef(MemorySegment pointer) {
        return IUnknownVtbl.AddRef.invoke(IUnknownVtbl.AddRef(vtable(pointer)), pointer);
    }

    static int release(MemorySegment pointer) {
        return IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(vtable(pointer)), pointer);
    }

    private static MemorySegment vtable(MemorySegment pointer) {
        return pointer.get(bits_h.C_POINTER, 0);
    }

    private static String text(MemorySegment object, TextGetter getter) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(bits_h.C_POINTER);
            assertThat(getter.get(vtable(object), out)).isEqualTo(HResult.S_OK);
            return TaskMemory.takeString(Frame.given(out));
        }
    }
}
