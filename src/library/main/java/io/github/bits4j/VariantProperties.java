package io.github.bits4j;

import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.com.Variant.Empty;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Supplier;

/** Properties whose values are VARIANTs. */
final class VariantProperties {
    private VariantProperties() {}

    /** Copies the value and clears the VARIANT; of an interface pointer too, which is not wanted here. */
    static Variant take(MemorySegment variant) {
        try {
            return Variant.read(variant);
        } finally {
            Variant.clear(variant);
        }
    }

    /**
     * The value; empty if there is none, by E_NOT_SET or VT_EMPTY.
     *
     * @param operation what is asked for, for messages
     * @throws BackgroundCopyException DISP_E_TYPEMISMATCH if it is of another type than the documented one
     */
    static <V extends Variant> Optional<V> find(String operation, Supplier<Variant> get, Class<V> type) {
        Variant value;
        try {
            value = get.get();
        } catch (BackgroundCopyException e) {
            if (e.hresult() == HResult.E_NOT_SET) {
                return Optional.empty();
            }
            throw e;
        }
        if (value instanceof Empty) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw BackgroundCopyException.of(HResult.DISP_E_TYPEMISMATCH, operation,
                    "The service gave " + value + " where " + type.getSimpleName() + " is documented");
        }
        return Optional.of(type.cast(value));
    }
}
