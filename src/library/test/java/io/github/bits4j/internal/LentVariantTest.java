package io.github.bits4j.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.bindings.com.SAFEARRAY;
import io.github.bits4j.bindings.com.VARIANT;
import io.github.bits4j.com.Bstr;
import io.github.bits4j.com.SafeArray;
import io.github.bits4j.com.Variant;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class LentVariantTest {

    @Test
    void the_call_gets_the_value_and_its_answer_is_the_callers() {
        try (Arena arena = Arena.ofConfined()) {
            assertThat(LentVariant.lend(new Variant.Text("größer"), arena, variant -> {
                assertThat(Variant.read(variant)).isEqualTo(new Variant.Text("größer"));
                return 7;
            })).isEqualTo(7);
        }
    }

    /** The memory is kept from being freed, by an empty type, so that it can be looked at afterwards. */
    @Test
    void a_text_is_wiped_whatever_comes_of_the_call() {
        MemorySegment[] kept = new MemorySegment[1];
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> LentVariant.lend(new Variant.Text("secret"), arena, variant -> {
                kept[0] = VARIANT.bstrVal(variant);
                VARIANT.vt(variant, (short) 0);
                throw new IllegalStateException("test");
            })).hasMessage("test");
        }
        assertThat(Bstr.take(kept[0])).isEqualTo("\0".repeat("secret".length()));
    }

    @Test
    void bytes_are_wiped_too() {
        MemorySegment[] kept = new MemorySegment[1];
        try (Arena arena = Arena.ofConfined()) {
            LentVariant.lend(new Variant.Bytes(new byte[] {1, 2, 3}), arena, variant -> {
                kept[0] = VARIANT.parray(variant);
                VARIANT.vt(variant, (short) 0);
                return 0;
            });
        }
        MemorySegment array = kept[0].reinterpret(SAFEARRAY.sizeof());
        assertThat(SAFEARRAY.pvData(array).reinterpret(3).toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
        SafeArray.destroy(array);
    }

    @Test
    void what_the_call_has_put_in_the_values_place_is_left_alone() {
        try (Arena arena = Arena.ofConfined()) {
            for (Variant value : List.of(new Variant.Text("secret"), new Variant.Bytes(new byte[6]))) {
                for (Variant other : List.of(new Variant.UInt8(16), new Variant.Unknown(MemorySegment.NULL))) {
                    assertThat(LentVariant.lend(value, arena, variant -> {
                        Variant.clear(variant);
                        other.write(variant);
                        return 3;
                    })).isEqualTo(3);
                }
            }
        }
    }

    @Test
    void bytes_that_the_call_has_taken_away_are_no_crash() {
        MemorySegment[] data = new MemorySegment[1];
        MemorySegment[] array = new MemorySegment[1];
        try (Arena arena = Arena.ofConfined()) {
            assertThat(LentVariant.lend(new Variant.Bytes(new byte[3]), arena, variant -> {
                array[0] = VARIANT.parray(variant).reinterpret(SAFEARRAY.sizeof());
                data[0] = SAFEARRAY.pvData(array[0]);
                SAFEARRAY.pvData(array[0], MemorySegment.NULL);
                VARIANT.vt(variant, (short) 0);
                return 3;
            })).isEqualTo(3);
        }
        SAFEARRAY.pvData(array[0], data[0]);
        SafeArray.destroy(array[0]);
    }
}
