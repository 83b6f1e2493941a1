package io.github.bits4j.embedded.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal up to its end, and judges what is there.
 *
 * <p>A crash can tear one frame only, the last one, which nobody was told of: the next is not begun before it is forced. So
 * a bad frame is the torn end if nothing valid follows it, be it a later frame or the mark which says that it had been
 * forced; otherwise the journal is damaged.
 */
final class JournalReader {
    private static final int WINDOW = 64 * 1024;

    private final FileChannel channel;
    private final long file;
    private final long size;
    /** Where the next frame begins. */
    long position = JournalHeader.SIZE;
    /** The number of the last valid frame. */
    long sequence;
    /** Behind the last byte that is not zero. */
    long written = JournalHeader.SIZE;

    JournalReader(FileChannel channel, JournalHeader header) throws IOException, DamagedJournalException {
        this.channel = channel;
        this.file = header.file();
        this.size = channel.size();
        if (size < header.length()) {
            throw new DamagedJournalException("cut: %d bytes instead of %d".formatted(size, header.length()));
        }
    }

    /** Hands over all changes, oldest first. */
    void read(Consumer<RecordChange> changes) throws IOException, DamagedJournalException {
        for (byte[] payload = payload(position, false); payload != null; payload = payload(position, false)) {
            decode(payload).forEach(changes);
            position += Frame.size(payload.length) + Frame.MARK;
            sequence++;
        }
        examineTail();
    }

    private static List<RecordChange> decode(byte[] payload) throws DamagedJournalException {
        try {
            return RecordChange.decode(payload);
        } catch (RuntimeException malformed) {
            throw new DamagedJournalException("a frame with malformed records: " + malformed);
        }
    }

    /** Null if no valid frame of the next number (or a mark, or a later one) begins there. */
    private byte @Nullable [] payload(long at, boolean orLater) throws IOException {
        Frame.Head head = at + Frame.HEADER > size ? null : Frame.head(bytes(at, Frame.HEADER), 0);
        if (head == null || head.length() > size - at - Frame.HEADER) {
            return null;
        }
        boolean fits = orLater ? head.sequence() > sequence : !head.mark() && head.sequence() == sequence + 1;
        if (!fits) {
            return null;
        }
        byte[] payload = bytes(at + Frame.HEADER, head.length()).array();
        return Frame.matches(head, file, payload) ? payload : null;
    }

    private void examineTail() throws IOException, DamagedJournalException {
        written = position;
        for (long start = position; start < size; start += WINDOW) {
            ByteBuffer window = bytes(start, (int) Math.min(WINDOW, size - start));
            for (int at = 0; at < window.limit(); at += Long.BYTES) {
                boolean whole = at + Long.BYTES <= window.limit();
                if (whole && window.getLong(at) == 0) {
                    continue;
                }
                written = Math.min(size, start + at + Long.BYTES);
                if (whole && Frame.isMagic(window.getInt(at)) && payload(start + at, true) != null) {
                    throw new DamagedJournalException("no valid frame at %d, but one or its mark at %d".formatted(
                            position, start + at));
                }
            }
        }
    }

    private ByteBuffer bytes(long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new IOException("the journal became shorter while it was read");
            }
        }
        return bytes.flip();
    }
}
