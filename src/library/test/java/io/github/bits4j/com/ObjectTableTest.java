package io.github.bits4j.com;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.bindings.com.ISequentialStreamVtbl;
import io.github.bits4j.bindings.com.IUnknownVtbl;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** Cells of objects whose stubs cannot be made. */
class ObjectTableTest {
    private static final ComVtable<Object> UNKNOWN = ComVtable.of(MethodHandles.lookup(), Object.class, IUnknownVtbl.class);
    /** An object has no method for its slots. */
    private static final ComVtable<Object> IMPOSSIBLE = ComVtable.of(MethodHandles.lookup(), Object.class,
            ISequentialStreamVtbl.class, Guid.ISEQUENTIAL_STREAM);

    private static WeakReference<Object> failAtOnce() {
        Object target = new Object();
        assertThatThrownBy(() -> ComObject.of(target, IMPOSSIBLE)).isInstanceOf(IllegalArgumentException.class);
        return new WeakReference<>(target);
    }

    private static WeakReference<Object> failWhenAsked() {
        Object target = new Object();
        ComObject object = ComObject.of(target, UNKNOWN, IMPOSSIBLE);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            assertThat(ComObject.queryInterface(object.pointer(), Guid.ISEQUENTIAL_STREAM.allocate(arena), out))
                    .isEqualTo(HResult.E_FAIL);
            assertThat(out.get(ValueLayout.ADDRESS, 0).address()).isZero();
        }
        assertThat(object.release()).isZero();
        return new WeakReference<>(target);
    }

    private static void awaitCollected(WeakReference<Object> target) throws InterruptedException {
        for (int i = 0; i < 100 && target.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(target.get()).isNull();
    }

    @Test
    void an_object_whose_stubs_cannot_be_made_takes_no_cell() throws InterruptedException {
        awaitCollected(failAtOnce());
        awaitCollected(failWhenAsked());
    }
}
