package io.github.bits4j.tests.marshalling;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.bits4j.com.HResult;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;

/** The slots of an enumerator: always at its beginning, with an element for each name. */
abstract class EnumeratorTarget extends RecordingTarget {
    private final List<String> names;

    EnumeratorTarget(List<String> names) {
        this.names = List.copyOf(names);
    }

    abstract RecordingTarget element(String name);

    abstract RecordingTarget copy(List<String> names);

    public int next(int count, MemorySegment out, MemorySegment fetched) {
        int hr = entered("next", count, fetched.address() == 0 ? null : fetched.get(JAVA_INT, 0));
        int given = Math.min(count, names.size());
        for (int i = 0; i < given; i++) {
            out.setAtIndex(ADDRESS, i, element(names.get(i)).object().pointer());
        }
        if (fetched.address() != 0) {
            fetched.set(JAVA_INT, 0, given);
        }
        return given < count ? HResult.S_FALSE : hr;
    }

    public int skip(int count) {
        return entered("skip", count);
    }

    public int reset() {
        return entered("reset");
    }

    /** With one element more, so that it is not taken for the original. */
    public int clone(MemorySegment out) {
        return giveObject("clone", out, copy(Stream.concat(names.stream(), Stream.of("clone")).toList()));
    }

    public int getCount(MemorySegment out) {
        return giveInt("getCount", out, names.size());
    }
}
