package io.github.bits4j.embedded.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Records that tests can read. */
final class Records {
    private Records() {}

    static RecordKey key(int index) {
        return new RecordKey((byte) 1, new UUID(7, 8), index);
    }

    static RecordChange put(int index, String value) {
        return new RecordChange(key(index), value.getBytes(StandardCharsets.UTF_8));
    }

    static RecordChange remove(int index) {
        return new RecordChange(key(index), null);
    }

    static List<String> texts(Map<RecordKey, byte[]> records) {
        List<String> texts = new ArrayList<>();
        records.forEach((key, value) -> texts.add(key.index() + "=" + new String(value, StandardCharsets.UTF_8)));
        return texts;
    }

    /** What a journal holds. */
    static List<String> read(Path journal) throws IOException, DamagedJournalException {
        Map<RecordKey, byte[]> values = new LinkedHashMap<>();
        Journal.open(Disk.REAL, journal, change -> {
            byte[] value = change.value();
            if (value == null) {
                values.remove(change.key());
            } else {
                values.put(change.key(), value);
            }
        }).close();
        return texts(values);
    }
}
