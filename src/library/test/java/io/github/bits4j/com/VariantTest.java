package io.github.bits4j.com;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.bindings.com.SAFEARRAY;
import io.github.bits4j.bindings.com.VARIANT;
import io.github.bits4j.bindings.com.com_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** VARIANT, BSTR and SAFEARRAY: what is written is what the headers say, and can be read, taken and cleared. */
class VariantTest {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment variant = Variant.allocate(arena);

    @AfterEach
    void close() {
        arena.close();
    }

    static Stream<Variant> values() {
        return Stream.of(new Variant.Empty(), new Variant.Text(""), new Variant.Text("a\0b\uD83D\uDE00"), new Variant.Bool(true),
                new Variant.Bool(false), new Variant.UInt4(-1), new Variant.UInt8(Long.MIN_VALUE + 5),
                new Variant.Bytes(new byte[0]), new Variant.Bytes(new byte[] {1, -2, 3}), new Variant.Unknown(MemorySegment.NULL));
    }

    @ParameterizedTest
    @MethodSource("values")
    void what_is_written_can_be_read_twice_and_taken_once(Variant value) {
        value.write(variant);
        assertThat(Variant.read(variant)).isEqualTo(value);
        assertThat(Variant.take(variant)).isEqualTo(value);
        assertThat(Variant.read(variant)).isEqualTo(new Variant.Empty());
    }

    @Test
    void types_and_values_are_those_of_the_headers() {
        assertThat(VARIANT.sizeof()).isEqualTo(24);
        new Variant.Bool(true).write(variant);
        assertThat(variant.get(ValueLayout.JAVA_SHORT, 0)).isEqualTo((short) 11);
        assertThat(variant.get(ValueLayout.JAVA_SHORT, 8)).isEqualTo((short) -1);
        new Variant.UInt4(0x8000_0001).write(variant);
        assertThat(variant.get(ValueLayout.JAVA_SHORT, 0)).isEqualTo((short) 19);
        assertThat(variant.get(ValueLayout.JAVA_LONG, 8)).isEqualTo(0x8000_0001L);
        new Variant.UInt8(7).write(variant);
        assertThat(variant.get(ValueLayout.JAVA_SHORT, 0)).isEqualTo((short) 21);
        new Variant.Bytes(new byte[] {5}).write(variant);
        assertThat(variant.get(ValueLayout.JAVA_SHORT, 0)).isEqualTo((short) 0x2011);
        Variant.clear(variant);
    }

    @Test
    void a_BSTR_has_its_length_in_bytes_before_it_and_a_NUL_behind_it() {
        MemorySegment string = Bstr.allocate("ab\0c");
        MemorySegment around = MemorySegment.ofAddress(string.address() - 4).reinterpret(4 + 8 + 2);
        assertThat(around.get(ValueLayout.JAVA_INT_UNALIGNED, 0)).isEqualTo(8);
        assertThat(around.get(ValueLayout.JAVA_CHAR_UNALIGNED, 4 + 4)).isEqualTo('\0');
        assertThat(around.get(ValueLayout.JAVA_CHAR_UNALIGNED, 4 + 8)).isEqualTo('\0');
        assertThat(Bstr.read(string)).isEqualTo("ab\0c");
        assertThat(Bstr.take(string)).isEqualTo("ab\0c");
    }

    @Test
    void a_NULL_BSTR_is_the_empty_string() {
        assertThat(Bstr.allocate(null)).isEqualTo(MemorySegment.NULL);
        assertThat(Bstr.take(MemorySegment.NULL)).isEmpty();
        VARIANT.vt(variant, (short) com_h.VT_BSTR());
        assertThat(Variant.take(variant)).isEqualTo(new Variant.Text(""));
    }

    @Test
    void a_SAFEARRAY_of_something_else_is_refused() {
        MemorySegment array = SafeArray.ofBytes(new byte[8]);
        assertThat(SafeArray.readBytes(array)).hasSize(8);
        array.set(ValueLayout.JAVA_INT, 4, 4); // cbElements
        assertThatThrownBy(() -> SafeArray.readBytes(array)).isInstanceOf(ComException.class)
                .hasMessageContaining("SAFEARRAY").extracting(e -> ((ComException) e).hresult()).isEqualTo(HResult.E_INVALIDARG);
        array.set(ValueLayout.JAVA_INT, 4, 1);
        SafeArray.destroy(array);
        SafeArray.destroy(MemorySegment.NULL);
        assertThat(SafeArray.readBytes(MemorySegment.NULL)).isEmpty();
    }

    @Test
    void a_SAFEARRAY_that_counts_bytes_and_has_none_is_refused() {
        new Variant.Bytes(new byte[8]).write(variant);
        MemorySegment array = VARIANT.parray(variant).reinterpret(SAFEARRAY.sizeof());
        MemorySegment data = SAFEARRAY.pvData(array);
        SAFEARRAY.pvData(array, MemorySegment.NULL);
        assertThatThrownBy(() -> Variant.read(variant)).isInstanceOf(ComException.class)
                .extracting(e -> ((ComException) e).hresult()).isEqualTo(HResult.E_POINTER);
        SAFEARRAY.pvData(array, data);
        Variant.clear(variant);
    }

    @Test
    void an_interface_pointer_is_referenced_while_the_VARIANT_has_it() {
        ComObject object = ComObject.of(new Object(), ComVtable.of(MethodHandles.lookup(), Object.class, IUnknownVtbl.class));
        new Variant.Unknown(object.pointer()).write(variant);
        assertThat(references(object)).isEqualTo(2);
        assertThat(Variant.read(variant)).isInstanceOf(Variant.Unknown.class);
        assertThat(references(object)).isEqualTo(2);
        Variant.clear(variant);
        assertThat(references(object)).isEqualTo(1);
        new Variant.Unknown(object.pointer()).write(variant);
        assertThat(Variant.take(variant)).isEqualTo(new Variant.Unknown(object.pointer()));
        assertThat(object.release()).isEqualTo(1); // the reference that was taken
        assertThat(object.release()).isZero();
    }

    private static int references(ComObject object) {
        object.addRef();
        return object.release();
    }

    @Test
    void other_types_are_named_and_not_written() {
        VARIANT.vt(variant, (short) com_h.VT_I4());
        assertThat(Variant.read(variant)).isEqualTo(new Variant.Other(com_h.VT_I4()));
        assertThatThrownBy(() -> new Variant.Other(3).write(variant)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3");
    }

    @Test
    void texts_and_bytes_are_not_shown() {
        assertThat(new Variant.Text("secret")).hasToString("Text[6 characters]");
        assertThat(new Variant.Bytes(new byte[] {42})).hasToString("Bytes[1]");
        assertThat(new Variant.Bytes(new byte[] {42})).hasSameHashCodeAs(new Variant.Bytes(new byte[] {42}));
    }
}
