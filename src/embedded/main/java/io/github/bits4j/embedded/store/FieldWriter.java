package io.github.bits4j.embedded.store;

import java.nio.ByteBuffer;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of numbered fields. A number means the same for ever: a field that is no longer needed leaves a gap, and what
 * a field means is never changed. Null and absent are the same.
 */
public final class FieldWriter {
    private final ByteArrayOutputStream fields = new ByteArrayOutputStream();

    public FieldWriter put(int number, byte @Nullable [] value) {
        if (value != null) {
            fields.writeBytes(ByteBuffer.allocate(2 * Integer.BYTES).putInt(number).putInt(value.length).array());
            fields.writeBytes(value);
        }
        return this;
    }

    /** As it is, unpaired surrogates included. */
    public FieldWriter put(int number, @Nullable String value) {
        if (value == null) {
            return this;
        }
        ByteBuffer chars = ByteBuffer.allocate(value.length() * Character.BYTES);
        chars.asCharBuffer().put(value);
        return put(number, chars.array());
    }

    public FieldWriter put(int number, long value) {
        return put(number, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    public FieldWriter put(int number, boolean value) {
        return put(number, value ? 1 : 0);
    }

    public FieldWriter put(int number, @Nullable Instant value) {
        return value == null ? this : put(number, ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(value.getEpochSecond()).putInt(value.getNano()).array());
    }

    /** Fields within a field. */
    public FieldWriter put(int number, @Nullable FieldWriter value) {
        return value == null ? this : put(number, value.toBytes());
    }

    public byte[] toBytes() {
        return fields.toByteArray();
    }
}
