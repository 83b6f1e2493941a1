package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The caller's memory for one call. Out parameters are full of rubbish before it, as a C program's are. */
final class Frame implements AutoCloseable {
    private static final byte RUBBISH = 0x5A;

    final Arena arena = Arena.ofConfined();
    final List<MemorySegment> pointers = new ArrayList<>();
    private final List<ComObject> objects = new ArrayList<>();

    MemorySegment string(@Nullable String text) {
        return WideString.allocate(arena, text);
    }

    MemorySegment out(MemoryLayout layout) {
        return arena.allocate(layout).fill(RUBBISH);
    }

    /** For a pointer that the other side gives; NULL after a failure, by the rules of COM. */
    MemorySegment outPointer() {
        return outPointers(1);
    }

    MemorySegment outPointers(int count) {
        MemorySegment out = arena.allocate(ADDRESS, count).fill(RUBBISH);
        for (long i = 0; i < count; i++) {
            pointers.add(out.asSlice(i * ADDRESS.byteSize(), ADDRESS));
        }
        return out;
    }

    /** The pointer of an object of the caller, which lives until the end of the call at least. */
    MemorySegment own(RecordingTarget target) {
        ComObject object = target.object();
        objects.add(object);
        return object.pointer();
    }

    static MemorySegment given(MemorySegment out) {
        return given(out, 0);
    }

    static MemorySegment given(MemorySegment out, int index) {
        MemorySegment pointer = out.getAtIndex(bits_h.C_POINTER, index);
        assertThat(pointer.address()).as("the pointer given").isNotZero();
        return pointer;
    }

    static String takeText(MemorySegment out) {
        return TaskMemory.takeString(given(out));
    }

    /** A slot with no parameters. */
    Exchange nothing() {
        return passing();
    }

    /** A slot with one string in. */
    Exchange textIn(String method) {
        String text = Values.text(method, "in");
        return passing(string(text)).arriving(text);
    }

    /** A slot with two strings in. */
    Exchange textsIn(String method) {
        String first = Values.text(method, "first");
        String second = Values.text(method, "second");
        return passing(string(first), string(second)).arriving(first, second);
    }

    /** A slot with one integer in. */
    Exchange intIn(int value) {
        return passing(value).arriving(value);
    }

    /** A slot that gives a string. */
    Exchange textOut(String method) {
        MemorySegment out = outPointer();
        return passing(out).giving(() -> assertThat(takeText(out)).isEqualTo(Values.text(method, "out")));
    }

    /** A slot that gives an integer. */
    Exchange intOut(int expected) {
        MemorySegment out = out(JAVA_INT);
        return passing(out).giving(() -> assertThat(out.get(JAVA_INT, 0)).isEqualTo(expected));
    }

    /** A slot that gives an object, which is asked who it is. */
    Exchange objectOut(Consumer<MemorySegment> assertion) {
        MemorySegment out = outPointer();
        return passing(out).giving(() -> {
            MemorySegment object = given(out);
            try {
                assertion.accept(object);
            } finally {
                Ask.release(object);
            }
        });
    }

    @Override
    public void close() {
        objects.forEach(ComObject::release);
        arena.close();
    }
}
