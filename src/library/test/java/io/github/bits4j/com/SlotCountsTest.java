package io.github.bits4j.com;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.bindings.com.IUnknownVtbl;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.junit.jupiter.api.Test;

/** Slots are counted for who asks only: where they are not, the stubs are as they would be without the counts. */
class SlotCountsTest {
    @Test
    void nothing_is_counted_unless_it_is_asked_for() {
        assertThat(SlotCounts.isOn()).isFalse();
        MethodHandle method = MethodHandles.constant(int.class, HResult.S_OK);
        assertThat(SlotCounts.counted(method, "IUnknownVtbl.AddRef")).isSameAs(method);
        ComVtable.of(MethodHandles.lookup(), Object.class, IUnknownVtbl.class);
        assertThat(SlotCounts.entered()).isEmpty();
    }
}
