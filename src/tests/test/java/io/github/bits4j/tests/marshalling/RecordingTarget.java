package io.github.bits4j.tests.marshalling;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A Java object behind a vtable: writes down what arrives in its methods and answers as it was told to. */
abstract class RecordingTarget {

    /** A call that arrived. Absent strings and pointers are {@code null}. */
    record Entry(String method, List<@Nullable Object> arguments, Thread thread) {}

    final List<Entry> entries = new CopyOnWriteArrayList<>();
    /** What the methods return; a failure is returned before anything is written to an out parameter. */
    volatile int answer = HResult.S_OK;

    /** An object with this target and one reference, which is the caller's. */
    abstract ComObject object();

    /** Writes the call down. Returns the HRESULT to return. */
    final int entered(String method, @Nullable Object... arguments) {
        entries.add(new Entry(method, Collections.unmodifiableList(Arrays.asList(arguments)), Thread.currentThread()));
        if (HResult.failed(answer)) {
            throw new ComException(answer, method);
        }
        return answer;
    }

    final int giveInt(String method, MemorySegment out, int value) {
        int hr = entered(method);
        out.set(JAVA_INT, 0, value);
        return hr;
    }

    final int giveInt(String method, MemorySegment out) {
        return giveInt(method, out, Values.number(method));
    }

    final int giveText(String method, MemorySegment out, String value) {
        int hr = entered(method);
        out.set(ADDRESS, 0, TaskMemory.newString(value));
        return hr;
    }

    final int giveText(String method, MemorySegment out) {
        return giveText(method, out, Values.text(method, "out"));
    }

    /** Gives away the one reference to a new object; NULL for no target. */
    final int giveObject(String method, MemorySegment out, @Nullable RecordingTarget target) {
        int hr = entered(method);
        out.set(ADDRESS, 0, target == null ? MemorySegment.NULL : target.object().pointer());
        return hr;
    }

    static @Nullable String text(MemorySegment string) {
        return WideString.readNullable(string);
    }
}
