package io.github.bits4j.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class JournalHeaderTest {
    /** The journal as a service of another version would have begun it. */
    static byte[] withVersion(byte[] journal, int version) {
        ByteBuffer bytes = ByteBuffer.wrap(journal.clone());
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(24)
                .putLong(bytes.getLong(0)).putLong(version).putLong(bytes.getLong(16)).flip());
        return bytes.putInt(8, version).putInt(24, (int) crc.getValue()).array();
    }

    @Test
    void the_newer_length_counts_and_the_older_one_if_it_was_torn() throws Exception {
        JournalHeader first = new JournalHeader(5, 0, JournalHeader.SIZE);
        JournalHeader second = first.withLength(1000);
        ByteBuffer bytes = first.whole();
        bytes.put(second.slotPosition(), second.slot(), 0, second.slot().remaining());
        assertThat(JournalHeader.read(bytes)).isEqualTo(second);
        bytes.put(second.slotPosition() + 9, (byte) 77);
        assertThat(JournalHeader.read(bytes)).isEqualTo(first);
    }
}
