package io.github.bits4j.internal;

import io.github.bits4j.bindings.com.SAFEARRAY;
import io.github.bits4j.bindings.com.VARIANT;
import io.github.bits4j.com.Variant;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.charset.StandardCharsets;

/** A value in a VARIANT for the length of one call, after which nothing of it is left, here or in memory that was freed. */
public final class LentVariant {
    private LentVariant() {}

    /** Gets the VARIANT, which stays the caller's. Gives an HRESULT. */
    public interface Call {
        int with(MemorySegment variant);
    }

    /** Puts the value into a VARIANT, calls, and clears the VARIANT, whatever comes of the call. */
    public static int lend(Variant value, SegmentAllocator allocator, Call call) {
        MemorySegment variant = Variant.allocate(allocator);
        value.write(variant);
        long content = VARIANT.llVal(variant);
        try {
            return call.with(variant);
        } finally {
            if (VARIANT.llVal(variant) == content) { // a faulty peer may have put something else there, or nothing
                wipe(variant, value);
            }
            Variant.clear(variant);
        }
    }

    /** Texts and bytes may be secrets, and what is freed keeps its content. */
    private static void wipe(MemorySegment variant, Variant value) {
        switch (value) {
            case Variant.Text(String text) -> VARIANT.bstrVal(variant)
                    .reinterpret(text.getBytes(StandardCharsets.UTF_16LE).length).fill((byte) 0);
            case Variant.Bytes(byte[] bytes) -> {
                MemorySegment data = SAFEARRAY.pvData(VARIANT.parray(variant).reinterpret(SAFEARRAY.sizeof()));
                if (data.address() != 0) {
                    data.reinterpret(bytes.length).fill((byte) 0);
                }
            }
            default -> { }
        }
    }
}
