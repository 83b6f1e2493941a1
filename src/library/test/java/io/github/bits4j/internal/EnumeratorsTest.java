package io.github.bits4j.internal;

import static io.github.bits4j.bindings.com.com_h.C_INT;
import static io.github.bits4j.bindings.com.com_h.C_POINTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnumeratorsTest {
    private static final ComVtable<Object> UNKNOWN = ComVtable.of(MethodHandles.lookup(), Object.class, IUnknownVtbl.class);

    private final ComScope scope = new ComScope();
    private final ComObject object = ComObject.of(new Object(), UNKNOWN);

    @AfterEach
    void nothing_is_left() {
        scope.close();
        assertThat(object.release()).as("references to the elements").isZero();
    }

    private List<ComPointer> drain(Enumerators.Next next) {
        return Enumerators.drain(ComPointer::call, ComPointer.share(object.pointer(), scope), "Next", next);
    }

    private MemorySegment newReference() {
        object.addRef();
        return object.pointer();
    }

    @Test
    void all_batches_are_read() {
        int[] left = {20};
        List<ComPointer> all = drain((vtable, self, count, out, fetched) -> {
            int given = Math.min(count, left[0]);
            for (int i = 0; i < given; i++) {
                out.setAtIndex(C_POINTER, i, newReference());
            }
            left[0] -= given;
            fetched.set(C_INT, 0, given);
            return left[0] == 0 ? HResult.S_FALSE : HResult.S_OK;
        });
        assertThat(all).hasSize(20);
    }

    @Test
    void nothing_in_the_place_of_an_element_is_no_crash_and_the_others_are_released() {
        assertThatThrownBy(() -> drain((vtable, self, count, out, fetched) -> {
            out.setAtIndex(C_POINTER, 0, newReference());
            out.setAtIndex(C_POINTER, 3, newReference());
            fetched.set(C_INT, 0, 5);
            return HResult.S_FALSE;
        })).isInstanceOf(ComException.class).hasMessageContaining("NULL")
                .extracting(e -> ((ComException) e).hresult()).isEqualTo(HResult.E_POINTER);
    }
}
