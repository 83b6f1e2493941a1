package io.github.bits4j.embedded.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record's new value. The array is nobody's to change any more.
 *
 * @param value null if the record is removed
 */
public record RecordChange(RecordKey key, byte @Nullable [] value) {
    private static final int REMOVED = -1;

    private int size() {
        return RecordKey.SIZE + Integer.BYTES + (value == null ? 0 : value.length);
    }

    /** A frame's payload. */
    static byte[] encode(List<RecordChange> changes) {
        ByteBuffer target = ByteBuffer.allocate(changes.stream().mapToInt(RecordChange::size).reduce(0, Math::addExact));
        for (RecordChange change : changes) {
            change.key.write(target);
            byte[] value = change.value;
            target.putInt(value == null ? REMOVED : value.length);
            if (value != null) {
                target.put(value);
            }
        }
        return target.array();
    }

    /** @throws java.nio.BufferUnderflowException or another runtime exception if it is no such payload */
    static List<RecordChange> decode(byte[] payload) {
        ByteBuffer source = ByteBuffer.wrap(payload);
        List<RecordChange> changes = new ArrayList<>();
        while (source.hasRemaining()) {
            RecordKey key = RecordKey.read(source);
            int length = source.getInt();
            byte[] value = null;
            if (length != REMOVED) {
                value = new byte[Objects.checkIndex(length, source.remaining() + 1)];
                source.get(value);
            }
            changes.add(new RecordChange(key, value));
        }
        return changes;
    }
}
