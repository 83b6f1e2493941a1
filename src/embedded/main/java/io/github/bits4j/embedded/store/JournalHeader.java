package io.github.bits4j.embedded.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A journal's first bytes.
 *
 * @param file its random number
 * @param turn how often its length was set
 * @param length how long it is at least: if it is shorter, somebody has cut it
 */
record JournalHeader(long file, long turn, long length) {
    static final int SIZE = 128;
    private static final long MAGIC = 0x4249_5453_344A_0D0AL; // BITS4J and a line end
    private static final int VERSION = 1;
    private static final int FIRST_SLOT = 32;
    private static final int SLOT = 24;

    ByteBuffer whole() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE);
        bytes.putLong(MAGIC).putInt(VERSION).putInt(0).putLong(file).putInt(crc(MAGIC, VERSION, file));
        return bytes.put(slotPosition(), slot(), 0, SLOT).rewind();
    }

    JournalHeader withLength(long longer) {
        return new JournalHeader(file, turn + 1, longer);
    }

    /** The slots are written in turn: a write that a crash tears leaves the other one. */
    int slotPosition() {
        return FIRST_SLOT + (int) (turn & 1) * SLOT;
    }

    ByteBuffer slot() {
        return ByteBuffer.allocate(SLOT).putLong(turn).putLong(length).putInt(crc(file, turn, length)).rewind();
    }

    static JournalHeader read(ByteBuffer bytes) throws DamagedJournalException, IOException {
        if (bytes.remaining() < SIZE) {
            throw new DamagedJournalException("shorter than its header");
        }
        int version = bytes.getInt(8);
        long file = bytes.getLong(16);
        if (bytes.getLong(0) != MAGIC || bytes.getInt(24) != crc(MAGIC, version, file)) {
            throw new DamagedJournalException("not a journal's header");
        }
        if (version != VERSION) {
            throw new IOException("the store has format " + version + ", made by a newer version; this one knows " + VERSION);
        }
        JournalHeader newest = null;
        for (int at = FIRST_SLOT; at < FIRST_SLOT + 2 * SLOT; at += SLOT) {
            JournalHeader slot = new JournalHeader(file, bytes.getLong(at), bytes.getLong(at + 8));
            boolean valid = bytes.getInt(at + 16) == crc(file, slot.turn, slot.length) && slot.length >= SIZE;
            if (valid && (newest == null || slot.turn > newest.turn)) {
                newest = slot;
            }
        }
        if (newest == null) {
            throw new DamagedJournalException("no valid length in the header");
        }
        return newest;
    }

    private static int crc(long a, long b, long c) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(24).putLong(a).putLong(b).putLong(c).flip());
        return (int) crc.getValue();
    }
}
