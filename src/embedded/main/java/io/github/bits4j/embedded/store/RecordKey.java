package io.github.bits4j.embedded.store;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The name of a record.
 *
 * @param kind what it is a record of, 0 to 127
 * @param id of whom
 * @param index which one of several
 */
public record RecordKey(byte kind, UUID id, int index) {
    static final int SIZE = 1 + 2 * Long.BYTES + Integer.BYTES;

    void write(ByteBuffer target) {
        target.put(kind).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).putInt(index);
    }

    static RecordKey read(ByteBuffer source) {
        return new RecordKey(source.get(), new UUID(source.getLong(), source.getLong()), source.getInt());
    }
}
