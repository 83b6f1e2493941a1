package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.store.DamagedJournalException;
import io.github.bits4j.embedded.store.FieldReader;
import io.github.bits4j.embedded.store.FieldWriter;
import io.github.bits4j.embedded.transfer.FileRange;
import io.github.bits4j.embedded.transfer.FileRanges;
import io.github.bits4j.embedded.transfer.RangeSet;
import io.github.bits4j.embedded.transfer.Representation;
import io.github.bits4j.embedded.transfer.upload.FileStamp;
import io.github.bits4j.embedded.transfer.upload.UploadSession;
import io.github.bits4j.embedded.transfer.upload.UploadState;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How files are written into records of the store; see {@link JobRecords}. */
final class FileRecords {
    /** The index of a job's reply among its files. */
    static final int REPLY = -1;

    private FileRecords() {}

    static byte[] of(JobFile file) {
        Representation known = file.representation;
        FieldWriter representation = known == null ? null : new FieldWriter()
                .put(1, known.size())
                .put(2, known.etag())
                .put(3, known.lastModified())
                .put(4, known.fresh());
        return new FieldWriter()
                .put(1, file.remoteName)
                .put(2, file.localName())
                .put(3, file.temporary == null ? null : file.temporary.toString())
                .put(4, representation)
                // Not the position, which may be ahead of the disk; of parts (16), nothing from the beginning on.
                .put(5, file.demand == null || file.transferred ? file.forced : 0)
                .put(6, file.transferred)
                .put(7, file.completed)
                .put(8, file.notified)
                .put(9, file.remote.toString())
                .put(10, file.home.toString())
                .put(11, file.destination.toString())
                .put(12, ranges(file.ranges.all()))
                .put(13, file.responseHeaders)
                .put(14, upload(file.upload))
                .put(15, file.valid)
                .put(16, demand(file.demand))
                .put(31, file.server)
                .put(32, file.redirection)
                .put(30, delivery(file.delivery))
                .toBytes();
    }

    static JobFile read(QueueLock lock, FieldReader record) throws DamagedJournalException {
        FileInfo info = new FileInfo(record.required(1), record.required(2));
        JobFile file = new JobFile(lock, info, uri(record.required(9)), path(record.required(11)),
                new FileRanges(ranges(record.bytes(12))));
        String temporary = record.text(3);
        file.temporary = temporary == null ? null : path(temporary);
        FieldReader representation = record.fields(4);
        file.representation = representation == null ? null : new Representation(
                representation.number(1, -1), representation.text(2), representation.text(3), representation.flag(4));
        file.forced = record.number(5, 0);
        file.transferred = record.flag(6);
        file.completed = record.flag(7);
        file.notified = record.flag(8);
        file.valid = record.flag(15);
        file.home = uri(record.required(10));
        file.responseHeaders = record.text(13);
        file.server = record.text(31);
        file.redirection = record.text(32);
        FieldReader upload = record.fields(14);
        file.upload = upload == null ? null : upload(upload);
        file.position = file.upload == null ? file.forced : file.upload.position();
        FieldReader demand = record.fields(16);
        if (demand != null) {
            file.setDemand(Demand.restored(
                    new RangeSet(ranges(demand.bytes(1))), ranges(demand.bytes(2)), demand.number(3, 0)));
        }
        FieldReader delivery = record.fields(30);
        file.delivery = delivery == null ? DeliveryInfo.NONE : delivery(delivery);
        return file;
    }

    private static @Nullable FieldWriter delivery(DeliveryInfo info) {
        Boolean mandatory = info.integrityCheckMandatory();
        FieldWriter record = new FieldWriter()
                .put(1, info.fileId())
                .put(2, info.size())
                .put(3, info.integrityCheckInfo())
                .put(5, info.attempts())
                .put(6, info.spent().toMillis());
        return info.equals(DeliveryInfo.NONE) ? null : mandatory == null ? record : record.put(4, mandatory);
    }

    private static DeliveryInfo delivery(FieldReader record) throws DamagedJournalException {
        return new DeliveryInfo(
                record.required(1),
                record.number(2, -1),
                record.text(3),
                record.number(4, -1) < 0 ? null : record.flag(4),
                (int) record.number(5, 0),
                Duration.ofMillis(record.number(6, 0)),
                null);
    }

    static byte[] ofLeftover(Path file) {
        return new FieldWriter().put(1, file.toString()).toBytes();
    }

    static Path leftover(FieldReader record) throws DamagedJournalException {
        return path(record.required(1));
    }

    private static @Nullable FieldWriter demand(@Nullable Demand demand) {
        return demand == null ? null : new FieldWriter()
                .put(1, ranges(demand.forced().all()))
                .put(2, ranges(demand.unsafe()))
                .put(3, demand.from());
    }

    private static byte @Nullable [] ranges(List<FileRange> ranges) {
        if (ranges.isEmpty()) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(ranges.size() * 2 * Long.BYTES);
        ranges.forEach(range -> bytes.putLong(range.offset()).putLong(range.length()));
        return bytes.array();
    }

    private static List<FileRange> ranges(byte @Nullable [] bytes) throws DamagedJournalException {
        if (bytes == null) {
            return List.of();
        }
        List<FileRange> ranges = new ArrayList<>();
        ByteBuffer source = ByteBuffer.wrap(bytes);
        try {
            while (source.hasRemaining()) {
                ranges.add(new FileRange(source.getLong(), source.getLong()));
            }
        } catch (BufferUnderflowException end) {
            throw new DamagedJournalException("the ranges of a file end within one");
        }
        return ranges;
    }

    private static @Nullable FieldWriter upload(@Nullable UploadState state) {
        return state == null ? null : new FieldWriter()
                .put(1, state.stamp().size())
                .put(2, state.stamp().modified())
                .put(3, session(state.session()))
                .put(4, state.position())
                .put(5, state.sent())
                .put(6, state.reply() == null ? null : state.reply().toString());
    }

    static @Nullable FieldWriter session(@Nullable UploadSession session) {
        Duration fallback = session == null ? null : session.fallback();
        return session == null ? null : new FieldWriter()
                .put(1, session.id())
                .put(2, session.host())
                .put(3, fallback == null ? null : Long.toString(fallback.toSeconds()))
                .put(4, session.unreachableSince());
    }

    private static UploadState upload(FieldReader record) throws DamagedJournalException {
        Instant modified = record.instant(2);
        if (modified == null) {
            throw new DamagedJournalException("an upload of a file without a time");
        }
        FieldReader session = record.fields(3);
        String reply = record.text(6);
        return new UploadState(
                new FileStamp(record.number(1, 0), modified),
                session == null ? null : session(session),
                record.number(4, 0),
                record.flag(5),
                reply == null ? null : uri(reply));
    }

    static UploadSession session(FieldReader record) throws DamagedJournalException {
        String fallback = record.text(3);
        try {
            return new UploadSession(
                    record.required(1),
                    record.text(2),
                    fallback == null ? null : Duration.ofSeconds(Long.parseLong(fallback)),
                    record.instant(4));
        } catch (NumberFormatException malformed) {
            throw new DamagedJournalException("not a number: " + fallback);
        }
    }

    static URI uri(String text) throws DamagedJournalException {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new DamagedJournalException("a file with a malformed URL");
        }
    }

    private static Path path(String text) throws DamagedJournalException {
        try {
            return Path.of(text);
        } catch (InvalidPathException malformed) {
            throw new DamagedJournalException("a file with a malformed name: " + malformed.getMessage());
        }
    }
}
