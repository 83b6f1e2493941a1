package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.store.DamagedJournalException;
import io.github.bits4j.embedded.store.FieldReader;
import io.github.bits4j.embedded.store.FieldWriter;
import org.jspecify.annotations.Nullable;

/** How a download's properties are written into its job's record; see {@link JobRecords}. Each has a number by that of its own. */
final class ContentRecords {
    /** Zero is a property, and a number of a field must not be. */
    private static final int FIRST = 1;

    private ContentRecords() {}

    static @Nullable FieldWriter of(@Nullable ContentData content) {
        if (content == null) {
            return null;
        }
        FieldWriter record = new FieldWriter();
        content.values().forEach((property, value) -> {
            int number = FIRST + property.code();
            switch (value) {
                case String text -> record.put(number, text);
                case Boolean flag -> record.put(number, flag.booleanValue());
                case Integer small -> record.put(number, small.longValue());
                case Long size -> record.put(number, size.longValue());
                case byte[] bytes -> record.put(number, bytes);
                default -> throw new IllegalStateException("a value that cannot be stored: " + property);
            }
        });
        return record;
    }

    static @Nullable ContentData read(@Nullable FieldReader record) throws DamagedJournalException {
        if (record == null) {
            return null;
        }
        ContentData content = ContentData.NEW;
        for (ContentProperty property : ContentProperty.values()) {
            int number = FIRST + property.code();
            if (record.bytes(number) != null) {
                content = content.with(property, value(record, number, property.type()));
            }
        }
        return content;
    }

    private static Object value(FieldReader record, int number, ContentProperty.Type type) throws DamagedJournalException {
        return switch (type) {
            case TEXT -> record.required(number);
            case FLAG -> record.flag(number);
            case NUMBER -> (int) record.number(number, 0);
            case SIZE -> record.number(number, 0);
            case BYTES, OBJECT -> {
                byte[] bytes = record.bytes(number);
                yield bytes == null ? new byte[0] : bytes;
            }
        };
    }
}
