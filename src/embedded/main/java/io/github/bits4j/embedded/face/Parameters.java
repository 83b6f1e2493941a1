package io.github.bits4j.embedded.face;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads and writes the parameters of a call, refusing NULL where there must be none. */
final class Parameters {
    private Parameters() {}

    static MemorySegment required(MemorySegment parameter, String name) {
        if (parameter.address() == 0) {
            throw new ComException(HResult.E_POINTER, "parameter " + name);
        }
        return parameter;
    }

    /** A string that must be there; E_INVALIDARG if it is NULL. */
    static String string(MemorySegment parameter, String name) {
        if (parameter.address() == 0) {
            throw new ComException(HResult.E_INVALIDARG, "parameter " + name);
        }
        return WideString.read(parameter);
    }

    static void setInt(MemorySegment out, int value) {
        required(out, "out").set(JAVA_INT, 0, value);
    }

    /** Gives a string that the client frees. */
    static void setString(MemorySegment out, String value) {
        required(out, "out").set(ADDRESS, 0, TaskMemory.newString(value));
    }

    /** A string that the client frees; NULL for {@code null}. */
    static MemorySegment newNullable(@Nullable String value) {
        return value == null ? MemorySegment.NULL : TaskMemory.newString(value);
    }

    /** Gives two strings that the client frees; none if there is no place for both. */
    static void setStrings(MemorySegment out1, String value1, MemorySegment out2, String value2) {
        required(out1, "out").set(ADDRESS, 0, MemorySegment.NULL);
        required(out2, "out").set(ADDRESS, 0, MemorySegment.NULL);
        setString(out1, value1);
        setString(out2, value2);
    }

    /** Gives an interface pointer; NULL if making it fails. */
    static void setPointer(MemorySegment out, Supplier<MemorySegment> pointer) {
        required(out, "out").set(ADDRESS, 0, MemorySegment.NULL);
        out.set(ADDRESS, 0, pointer.get());
    }
}
