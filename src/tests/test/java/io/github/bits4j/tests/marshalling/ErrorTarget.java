package io.github.bits4j.tests.marshalling;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.bindings.bits.IBackgroundCopyErrorVtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** Behind IBackgroundCopyError. */
public final class ErrorTarget extends RecordingTarget {
    private static final ComVtable<ErrorTarget> VTABLE = ComVtable.of(MethodHandles.lookup(), ErrorTarget.class,
            IBackgroundCopyErrorVtbl.class, InterfaceIds.IBACKGROUND_COPY_ERROR);

    private final int code;
    private final int context;

    ErrorTarget() {
        this(Values.number("getError"));
    }

    ErrorTarget(int code) {
        this(code, 7);
    }

    ErrorTarget(int code, int context) {
        this.code = code;
        this.context = context;
    }

    @Override
    ComObject object() {
        return ComObject.of(this, VTABLE);
    }

    public int getError(MemorySegment contextOut, MemorySegment out) {
        int hr = entered("getError");
        contextOut.set(JAVA_INT, 0, context);
        out.set(JAVA_INT, 0, code);
        return hr;
    }

    public int getFile(MemorySegment out) {
        return giveObject("getFile", out, new FileTarget("the file in error"));
    }

    public int getErrorDescription(int language, MemorySegment out) {
        return description("getErrorDescription", language, out);
    }

    public int getErrorContextDescription(int language, MemorySegment out) {
        return description("getErrorContextDescription", language, out);
    }

    private int description(String method, int language, MemorySegment out) {
        int hr = entered(method, language);
        out.set(ADDRESS, 0, TaskMemory.newString(Values.text(method, "out")));
        return hr;
    }

    public int getProtocol(MemorySegment out) {
        return giveText("getProtocol", out);
    }
}
