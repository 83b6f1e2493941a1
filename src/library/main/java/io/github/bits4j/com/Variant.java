package io.github.bits4j.com;

import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.bindings.com.VARIANT;
import io.github.bits4j.bindings.com.com_h;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Arrays;

/**
 * The value of a VARIANT, of the types that these services use. A value that is written belongs to the VARIANT, and
 * whoever gets that clears it.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/oaidl/ns-oaidl-variant">VARIANT</a>
 */
public sealed interface Variant {
    /** VT_EMPTY: no value. */
    record Empty() implements Variant {}

    /** VT_BSTR. */
    record Text(String value) implements Variant {
        /** Without the text, which may be a secret. */
        @Override
        public String toString() {
            return "Text[" + value.length() + " characters]";
        }
    }

    /** VT_BOOL: VARIANT_TRUE, which is -1, or VARIANT_FALSE; when read, all but 0 is true. */
    record Bool(boolean value) implements Variant {}

    /** VT_UI4. */
    record UInt4(int value) implements Variant {}

    /** VT_UI8. */
    record UInt8(long value) implements Variant {}

    /** VT_ARRAY | VT_UI1. The bytes are not copied. */
    record Bytes(byte[] value) implements Variant {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes(byte[] bytes) && Arrays.equals(value, bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        /** Without the bytes, which may be a secret. */
        @Override
        public String toString() {
            return "Bytes[" + value.length + "]";
        }
    }

    /** VT_UNKNOWN. @param pointer an interface pointer, or NULL */
    record Unknown(MemorySegment pointer) implements Variant {
        /** Of no arena: the call that it goes into may be made on another thread than the caller's. */
        public Unknown {
            pointer = MemorySegment.ofAddress(pointer.address());
        }
    }

    /** Another type, whose value is not read; it cannot be written. */
    record Other(int type) implements Variant {}

    /** An empty VARIANT. */
    static MemorySegment allocate(SegmentAllocator allocator) {
        return allocator.allocate(VARIANT.layout()).fill((byte) 0);
    }

    /** Copies the value, which stays where it is: an interface pointer is borrowed. */
    static Variant read(MemorySegment pointer) {
        MemorySegment variant = pointer.reinterpret(VARIANT.sizeof());
        int type = Short.toUnsignedInt(VARIANT.vt(variant));
        if (type == com_h.VT_EMPTY()) {
            return new Empty();
        } else if (type == com_h.VT_BSTR()) {
            return new Text(Bstr.read(VARIANT.bstrVal(variant)));
        } else if (type == com_h.VT_BOOL()) {
            return new Bool(VARIANT.boolVal(variant) != 0);
        } else if (type == com_h.VT_UI4()) {
            return new UInt4(VARIANT.lVal(variant));
        } else if (type == com_h.VT_UI8()) {
            return new UInt8(VARIANT.llVal(variant));
        } else if (type == com_h.VT_UNKNOWN()) {
            return new Unknown(VARIANT.punkVal(variant));
        } else if (type == (com_h.VT_ARRAY() | com_h.VT_UI1())) {
            return new Bytes(SafeArray.readBytes(VARIANT.parray(variant)));
        }
        return new Other(type);
    }

    /** Copies the value and clears the VARIANT; the reference of an interface pointer becomes the caller's. */
    static Variant take(MemorySegment variant) {
        Variant value;
        try {
            value = read(variant);
        } catch (RuntimeException | Error e) {
            clear(variant);
            throw e;
        }
        if (value instanceof Unknown) {
            VARIANT.vt(variant, (short) com_h.VT_EMPTY());
        } else {
            clear(variant);
        }
        return value;
    }

    /**
     * Puts the value into a VARIANT, whose former value is not cleared. Of an interface pointer it gets a reference of its own.
     *
     * @throws IllegalArgumentException for {@link Other}
     */
    default void write(MemorySegment pointer) {
        MemorySegment variant = pointer.reinterpret(VARIANT.sizeof());
        variant.fill((byte) 0);
        int type = switch (this) {
            case Empty _ -> com_h.VT_EMPTY();
            case Text(String value) -> {
                VARIANT.bstrVal(variant, Bstr.allocate(value));
                yield com_h.VT_BSTR();
            }
            case Bool(boolean value) -> {
                VARIANT.boolVal(variant, (short) (value ? -1 : 0));
                yield com_h.VT_BOOL();
            }
            case UInt4(int value) -> {
                VARIANT.lVal(variant, value);
                yield com_h.VT_UI4();
            }
            case UInt8(long value) -> {
                VARIANT.llVal(variant, value);
                yield com_h.VT_UI8();
            }
            case Bytes(byte[] value) -> {
                VARIANT.parray(variant, SafeArray.ofBytes(value));
                yield com_h.VT_ARRAY() | com_h.VT_UI1();
            }
            case Unknown(MemorySegment object) -> {
                if (object.address() != 0) {
                    IUnknownVtbl.AddRef.invoke(IUnknownVtbl.AddRef(vtable(object)), object);
                }
                VARIANT.punkVal(variant, object);
                yield com_h.VT_UNKNOWN();
            }
            case Other(int other) -> throw new IllegalArgumentException("a value of type " + other + " cannot be written");
        };
        VARIANT.vt(variant, (short) type);
    }

    /** Frees what the VARIANT has, and makes it empty. */
    static void clear(MemorySegment pointer) {
        if (Platform.WINDOWS) {
            // Of no arena, which may be confined to this thread: it waits while one of the MTA clears.
            MemorySegment shared = MemorySegment.ofAddress(pointer.address());
            ComException.check(Apartment.call(() -> OleAut32.clearVariant(shared)), "VariantClear");
            return;
        }
        MemorySegment variant = pointer.reinterpret(VARIANT.sizeof());
        int type = Short.toUnsignedInt(VARIANT.vt(variant));
        if (type == com_h.VT_BSTR()) {
            Bstr.free(VARIANT.bstrVal(variant));
        } else if (type == com_h.VT_UNKNOWN()) {
            release(VARIANT.punkVal(variant));
        } else if (type == (com_h.VT_ARRAY() | com_h.VT_UI1())) {
            SafeArray.destroy(VARIANT.parray(variant));
        }
        VARIANT.vt(variant, (short) com_h.VT_EMPTY());
    }

    private static void release(MemorySegment object) {
        if (object.address() != 0) {
            IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(vtable(object)), object);
        }
    }

    private static MemorySegment vtable(MemorySegment object) {
        return object.reinterpret(NativeFunction.POINTER.byteSize()).get(NativeFunction.POINTER, 0);
    }
}
