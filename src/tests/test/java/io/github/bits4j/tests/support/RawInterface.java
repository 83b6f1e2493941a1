package io.github.bits4j.tests.support;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.bindings.bits.BG_FILE_RANGE;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.Guid;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Calls through an interface that is asked of an interface pointer, below the typed API. */
public final class RawInterface {
    /** A generated method with one parameter: where the result goes. */
    @FunctionalInterface
    public interface Getter {
        int invoke(MemorySegment vtable, MemorySegment self, MemorySegment out);
    }

    /** A generated method that gives an array and its length. */
    @FunctionalInterface
    public interface ArrayGetter {
        int invoke(MemorySegment vtable, MemorySegment self, MemorySegment count, MemorySegment out);
    }

    private final MemorySegment object;
    private final Guid iid;

    public RawInterface(MemorySegment object, Guid iid) {
        this.object = object;
        this.iid = iid;
    }

    /** Whether the object has the interface. */
    public boolean exists() {
        try (ComScope scope = new ComScope(); ComPointer pointer = ComPointer.share(object, scope)) {
            return pointer.query(iid).isPresent();
        }
    }

    public <T> T call(ComPointer.Call<T> method) {
        try (ComScope scope = new ComScope(); ComPointer pointer = ComPointer.share(object, scope)) {
            return pointer.query(iid).orElseThrow().call(method);
        }
    }

    /** The HRESULT of a getter that is to fail. */
    public int failure(Getter method) {
        return call((vtable, self, arena) -> method.invoke(vtable, self, arena.allocate(16, 8)));
    }

    /** Asserts the HRESULT, and that it goes with no array if there are no ranges. */
    public List<List<Long>> getRanges(int hresult, ArrayGetter method) {
        return call((vtable, self, arena) -> {
            MemorySegment count = arena.allocateFrom(JAVA_INT, -1);
            MemorySegment out = arena.allocateFrom(ADDRESS, MemorySegment.ofAddress(8));
            int hr = method.invoke(vtable, self, count, out);
            assertThat(hr).as(HResult.name(hr)).isEqualTo(hresult);
            MemorySegment array = out.get(ADDRESS, 0);
            assertThat(array.address() == 0).as("no array").isEqualTo(count.get(JAVA_INT, 0) == 0);
            return take(array, count.get(JAVA_INT, 0));
        });
    }

    private static List<List<Long>> take(MemorySegment array, int count) {
        List<List<Long>> ranges = new ArrayList<>();
        MemorySegment all = array.reinterpret(count * BG_FILE_RANGE.sizeof());
        for (int i = 0; i < count; i++) {
            MemorySegment range = BG_FILE_RANGE.asSlice(all, i);
            ranges.add(List.of(BG_FILE_RANGE.InitialOffset(range), BG_FILE_RANGE.Length(range)));
        }
        TaskMemory.free(array);
        return ranges;
    }

    /** An array of ranges: an offset and a length each. */
    public static MemorySegment ranges(Arena arena, long... numbers) {
        MemorySegment array = arena.allocate(JAVA_LONG, Math.max(2, numbers.length));
        MemorySegment.copy(numbers, 0, array, JAVA_LONG, 0, numbers.length);
        return array;
    }
}
