package io.github.bits4j.embedded.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link FieldWriter} made; fields that it does not know are left alone. */
public final class FieldReader {
    private final Map<Integer, byte[]> fields = new HashMap<>();

    public FieldReader(byte[] record) throws DamagedJournalException {
        ByteBuffer source = ByteBuffer.wrap(record);
        try {
            while (source.hasRemaining()) {
                int number = source.getInt();
                int length = source.getInt();
                if (length < 0 || length > source.remaining()) {
                    throw new DamagedJournalException("a record's field ends outside of it");
                }
                byte[] value = new byte[length];
                source.get(value);
                fields.put(number, value);
            }
        } catch (BufferUnderflowException end) {
            throw new DamagedJournalException("a record ends within a field");
        }
    }

    public byte @Nullable [] bytes(int number) {
        return fields.get(number);
    }

    public @Nullable String text(int number) {
        byte[] value = fields.get(number);
        return value == null ? null : ByteBuffer.wrap(value).asCharBuffer().toString();
    }

    public String required(int number) throws DamagedJournalException {
        String value = text(number);
        if (value == null) {
            throw new DamagedJournalException("a record lacks its field " + number);
        }
        return value;
    }

    public @Nullable Long number(int number) throws DamagedJournalException {
        ByteBuffer value = fixed(number, Long.BYTES);
        return value == null ? null : value.getLong();
    }

    public long number(int number, long otherwise) throws DamagedJournalException {
        Long value = number(number);
        return value == null ? otherwise : value;
    }

    public boolean flag(int number) throws DamagedJournalException {
        return number(number, 0) != 0;
    }

    public @Nullable Instant instant(int number) throws DamagedJournalException {
        ByteBuffer value = fixed(number, Long.BYTES + Integer.BYTES);
        try {
            return value == null ? null : Instant.ofEpochSecond(value.getLong(), value.getInt());
        } catch (DateTimeException | ArithmeticException malformed) {
            throw new DamagedJournalException("field " + number + " is no time");
        }
    }

    public @Nullable FieldReader fields(int number) throws DamagedJournalException {
        byte[] value = fields.get(number);
        return value == null ? null : new FieldReader(value);
    }

    private @Nullable ByteBuffer fixed(int number, int size) throws DamagedJournalException {
        byte[] value = fields.get(number);
        if (value != null && value.length != size) {
            throw new DamagedJournalException("field " + number + " has " + value.length + " bytes instead of " + size);
        }
        return value == null ? null : ByteBuffer.wrap(value);
    }
}
