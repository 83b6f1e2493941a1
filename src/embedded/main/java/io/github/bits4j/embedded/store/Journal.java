package io.github.bits4j.embedded.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A file to which batches of changes are appended: each is there as a whole after a crash, or not at all. For one thread. */
final class Journal implements Closeable {
    private static final System.Logger LOG = System.getLogger(Journal.class.getName());
    private static final int SMALLEST_EXTENSION = 64 * 1024;
    private static final int LARGEST_EXTENSION = 1024 * 1024;

    private final Disk disk;
    private final FileChannel channel;
    private JournalHeader header;
    private long position;
    private long sequence;

    private Journal(Disk disk, FileChannel channel, JournalHeader header, long position, long sequence) {
        this.disk = disk;
        this.channel = channel;
        this.header = header;
        this.position = position;
        this.sequence = sequence;
    }

    /** Makes a new one, instead of any file of that name. */
    static Journal create(Disk disk, Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ,
                        StandardOpenOption.WRITE),
                Directories.owner("rw-------"));
        try {
            JournalHeader header = new JournalHeader(new SecureRandom().nextLong(), 0, JournalHeader.SIZE);
            disk.write(channel, header.whole(), 0);
            return new Journal(disk, channel, header, JournalHeader.SIZE, 0);
        } catch (IOException | RuntimeException | Error failure) {
            channel.close();
            throw failure;
        }
    }

    /** @throws IOException if it is of a newer version; whatever else may be wrong with it shows when it is opened */
    static void requireKnownVersion(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            header(channel);
        } catch (DamagedJournalException later) {
            LOG.log(System.Logger.Level.DEBUG, "the version of a damaged journal is not known", later);
        }
    }

    private static JournalHeader header(FileChannel channel) throws IOException, DamagedJournalException {
        ByteBuffer start = ByteBuffer.allocate(JournalHeader.SIZE);
        while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {
            continue;
        }
        return JournalHeader.read(start.flip());
    }

    /**
     * Opens one, hands over what is in it, and cleans the end that a crash may have torn.
     *
     * @throws DamagedJournalException if it is not what was written; the file is as it was
     */
    static Journal open(Disk disk, Path path, Consumer<RecordChange> changes) throws IOException, DamagedJournalException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            JournalHeader header = header(channel);
            JournalReader reader = new JournalReader(channel, header);
            reader.read(changes);
            Journal journal = new Journal(disk, channel, header, reader.position, reader.sequence);
            journal.cleanTail(reader.written);
            return journal;
        } catch (IOException | DamagedJournalException | RuntimeException | Error failure) {
            channel.close();
            throw failure;
        }
    }

    private void cleanTail(long written) throws IOException {
        if (sequence > 0) {
            // Nobody was told of the last frame, perhaps; from now on it counts.
            disk.force(channel, false);
            disk.write(channel, Frame.mark(header.file(), sequence), position - Frame.MARK);
        }
        if (written > position) {
            zero(position, written);
            disk.force(channel, false);
        }
    }

    /** Returns when the changes are on the disk. If it throws, none of them counts, and it can be tried again. */
    void append(List<RecordChange> changes) throws IOException {
        ByteBuffer frame = Frame.of(header.file(), sequence + 1, RecordChange.encode(changes));
        int size = frame.remaining();
        reserve(position + size + Frame.MARK);
        disk.write(channel, frame, position);
        disk.force(channel, false);
        disk.write(channel, Frame.mark(header.file(), sequence + 1), position + size);
        position += size + Frame.MARK;
        sequence++;
    }

    /** How far it is filled. */
    long size() {
        return position;
    }

    private void reserve(long end) throws IOException {
        if (end > header.length()) {
            long step = Math.clamp(header.length() / 4, SMALLEST_EXTENSION, LARGEST_EXTENSION);
            long longer = Math.ceilDiv(end, step) * step;
            zero(header.length(), longer);
            disk.force(channel, true);
            JournalHeader next = header.withLength(longer);
            disk.write(channel, next.slot(), next.slotPosition());
            disk.force(channel, false);
            header = next;
        }
    }

    private void zero(long from, long to) throws IOException {
        for (long at = from; at < to; at += LARGEST_EXTENSION) {
            disk.write(channel, ByteBuffer.allocate((int) Math.min(LARGEST_EXTENSION, to - at)), at);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
