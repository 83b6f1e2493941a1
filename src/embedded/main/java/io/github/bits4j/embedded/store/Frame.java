package io.github.bits4j.embedded.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a journal; all numbers big-endian, all lengths multiples of 8.
 *
 * <pre>
 * header   magic, format version, the file's own random number, CRC-32C; two slots that say in turn how long the file is
 * frame    FRAM, payload length, sequence number, CRC-32C of the file's number, sequence number and payload; payload
 * mark     DONE, 0, sequence number, CRC-32C: the frame before it was forced to the disk
 * frame    …
 * mark     …
 * zeros    up to the length: written beforehand, so that a commit neither changes the file's length nor finds the disk full
 * </pre>
 *
 * The file's number in each checksum keeps remains of other files, which a crash can bring up, from being taken for frames.
 */
final class Frame {
    static final int HEADER = 24;
    static final int MARK = HEADER;
    private static final int FRAM = 0x4652414D;
    private static final int DONE = 0x444F4E45;

    private Frame() {}

    /** What a frame's, or a mark's, first bytes say. */
    record Head(boolean mark, int length, long sequence, int checksum) {}

    static int size(int payload) {
        return HEADER + Math.ceilDiv(payload, 8) * 8;
    }

    static ByteBuffer of(long file, long sequence, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(size(payload.length));
        frame.putInt(FRAM).putInt(payload.length).putLong(sequence).putInt(checksum(file, FRAM, sequence, payload)).putInt(0);
        return frame.put(payload).rewind();
    }

    static ByteBuffer mark(long file, long sequence) {
        ByteBuffer mark = ByteBuffer.allocate(MARK);
        mark.putInt(DONE).putInt(0).putLong(sequence).putInt(checksum(file, DONE, sequence, new byte[0])).putInt(0);
        return mark.flip();
    }

    /** Whether a frame or a mark may begin with that. */
    static boolean isMagic(int word) {
        return word == FRAM || word == DONE;
    }

    /** Null if these bytes begin neither frame nor mark. */
    static @Nullable Head head(ByteBuffer bytes, int at) {
        int magic = bytes.getInt(at);
        int length = bytes.getInt(at + 4);
        if (!isMagic(magic) || length < 0) {
            return null;
        }
        return new Head(magic == DONE, length, bytes.getLong(at + 8), bytes.getInt(at + 16));
    }

    static boolean matches(Head head, long file, byte[] payload) {
        return head.checksum == checksum(file, head.mark ? DONE : FRAM, head.sequence, payload);
    }

    private static int checksum(long file, int magic, long sequence, byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(24)
                .putLong(file).putLong(sequence).putInt(magic).putInt(payload.length).flip());
        crc.update(payload);
        return (int) crc.getValue();
    }
}
