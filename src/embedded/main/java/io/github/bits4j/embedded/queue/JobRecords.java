package io.github.bits4j.embedded.queue;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.embedded.store.DamagedJournalException;
import io.github.bits4j.embedded.store.FieldReader;
import io.github.bits4j.embedded.store.FieldWriter;
import io.github.bits4j.embedded.store.RecordKey;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Here jobs become records of the store, and records become jobs: one record for a job, one for each of its files
 * ({@link FileRecords}), and in the job's record one of its HTTP settings ({@link HttpRecords}). A new field of {@link JobData},
 * {@link JobFile} or the settings needs a number of its own here or there, a line that writes it and a line that reads it, with
 * what it is in records that lack it.
 */
final class JobRecords {
    static final byte SERVICE = 0;
    static final byte JOB = 1;
    static final byte FILE = 2;
    /** A temporary file that could not be deleted when its job ended. */
    static final byte LEFTOVER = 3;
    /** Of an upload whose job is gone, or has begun anew. */
    static final byte CANCELLATION = 4;
    private static final int NO_FILE = -2;

    private JobRecords() {}

    static RecordKey key(byte kind, UUID job, int index) {
        return new RecordKey(kind, job, index);
    }

    static byte[] of(Job job) {
        JobData data = job.data;
        CommandLine line = data.commandLine;
        NotifySlot slot = job.slot;
        return new FieldWriter()
                .put(1, data.owner.user())
                .put(2, data.type.code())
                .put(3, data.created)
                .put(4, data.displayName)
                .put(5, data.description)
                .put(6, data.priority.code())
                .put(7, data.notifyFlags)
                .put(8, line == null ? null : line.program())
                .put(9, line == null ? null : line.parameters())
                .put(10, data.retryDelay.toMillis())
                .put(11, data.noProgressTimeout == null ? null : data.noProgressTimeout.toString())
                .put(12, data.state.code())
                .put(13, error(data))
                .put(14, data.errorCount)
                .put(15, data.modified)
                .put(16, data.transferred)
                .put(17, data.retryAt)
                .put(18, data.stalledAt)
                .put(19, data.ending == null ? null : data.ending.name())
                .put(20, slot.outcome > 0 && slot.program.told == slot.outcome)
                .put(21, Integer.toUnsignedLong(data.maximumDownloadTime))
                .put(22, job.timeSpent.spent().toNanos())
                .put(23, data.notificationInterval == null ? null : data.notificationInterval.toString())
                .put(24, HttpRecords.of(data.http))
                .put(25, data.method)
                .put(26, data.headersWriteOnly)
                .put(27, traits(data.traits))
                .put(28, data.begun)
                .put(29, data.replyName == null ? null : data.replyName.toString())
                .put(30, data.fileAclFlags)
                .put(31, data.peerCachingFlags)
                .put(40, data.notificationClass == null ? null : data.notificationClass.toString())
                .put(45, data.helperTokenFlags)
                .put(50, ContentRecords.of(data.content))
                .put(51, data.noProgress)
                .put(52, data.owner.administrator())
                .toBytes();
    }

    private static FieldWriter traits(JobTraits traits) {
        return new FieldWriter()
                .put(1, traits.costFlags())
                .put(2, traits.dynamicContent())
                .put(3, traits.highPerformance())
                .put(4, traits.maximumSize())
                .put(5, traits.storedCredentials())
                .put(6, traits.onDemand());
    }

    private static JobTraits traits(@Nullable FieldReader traits) throws DamagedJournalException {
        return traits == null ? JobTraits.USUAL : new JobTraits(
                (int) traits.number(1, JobTraits.USUAL.costFlags()),
                traits.flag(2),
                traits.flag(3),
                traits.number(4, 0),
                (int) traits.number(5, 0),
                traits.flag(6));
    }

    private static @Nullable FieldWriter error(JobData data) {
        JobError error = data.error;
        return error == null ? null : new FieldWriter()
                .put(1, error.context().code())
                .put(2, error.hresult())
                .put(3, error.file() == null ? NO_FILE : error.file() == data.reply ? FileRecords.REPLY : data.files.indexOf(error.file()))
                .put(4, error.description())
                .put(5, error.contextDescription())
                .put(6, error.protocol());
    }

    /** The job without its files and its error, which {@link #error} reads when they are there. */
    static JobData job(UUID id, FieldReader record) throws DamagedJournalException {
        JobData data = new JobData(
                id,
                required(record.instant(3)),
                new JobOwner(record.required(1), record.flag(52)),
                JobType.of((int) record.number(2, 0)),
                record.required(4),
                Duration.ofMillis(record.number(10, 0)));
        String description = record.text(5);
        data.description = description == null ? "" : description;
        data.priority = JobPriority.of((int) record.number(6, JobPriority.NORMAL.code()));
        data.notifyFlags = (int) record.number(7, data.notifyFlags);
        data.commandLine = CommandLine.of(record.text(8), record.text(9));
        data.noProgressTimeout = integer(record.text(11));
        data.state = JobState.of((int) record.number(12, JobState.SUSPENDED.code()));
        data.errorCount = (int) record.number(14, 0);
        data.modified = required(record.instant(15));
        data.transferred = record.instant(16);
        data.retryAt = record.instant(17);
        data.stalledAt = record.instant(18);
        data.maximumDownloadTime = (int) record.number(21, Integer.toUnsignedLong(data.maximumDownloadTime));
        String interval = record.text(23);
        String replyName = record.text(29);
        try {
            data.notificationInterval = interval == null ? null : Duration.parse(interval);
            data.replyName = replyName == null ? null : Path.of(replyName);
        } catch (DateTimeParseException | InvalidPathException malformed) {
            throw new DamagedJournalException("job " + id + ": " + malformed.getMessage());
        }
        data.http = HttpRecords.read(record.fields(24));
        data.method = record.text(25);
        data.headersWriteOnly = record.flag(26);
        data.traits = traits(record.fields(27));
        data.begun = record.flag(28);
        data.fileAclFlags = (int) record.number(30, 0);
        data.peerCachingFlags = (int) record.number(31, 0);
        data.notificationClass = clsid(record.text(40));
        data.helperTokenFlags = (int) record.number(45, 0);
        data.content = ContentRecords.read(record.fields(50));
        data.noProgress = record.flag(51);
        String ending = record.text(19);
        data.ending = ending == null ? null : ending(ending);
        if (data.priority == JobPriority.UNKNOWN || data.state == JobState.UNKNOWN || data.type == JobType.UNKNOWN) {
            throw new DamagedJournalException("job " + id + " has an unknown priority, state or type");
        }
        return data;
    }

    /** How long the job had been connecting and transferring. */
    static Duration timeSpent(FieldReader record) throws DamagedJournalException {
        return Duration.ofNanos(Math.max(0, record.number(22, 0)));
    }

    /** Whether the job's client has been told its outcome, by its callback or by its program. */
    static boolean told(FieldReader record) throws DamagedJournalException {
        return record.flag(20);
    }

    static @Nullable JobError error(FieldReader record, JobData data) throws DamagedJournalException {
        FieldReader error = record.fields(13);
        if (error == null) {
            return null;
        }
        int file = (int) error.number(3, NO_FILE);
        JobFile reply = file == FileRecords.REPLY ? data.reply : null;
        return new JobError(
                ErrorContext.of((int) error.number(1, 0)),
                (int) error.number(2, 0),
                file < 0 || file >= data.files.size() ? reply : data.files.get(file),
                error.required(4),
                error.required(5),
                error.required(6));
    }

    private static Instant required(@Nullable Instant instant) throws DamagedJournalException {
        if (instant == null) {
            throw new DamagedJournalException("a job without its times");
        }
        return instant;
    }

    private static @Nullable Integer integer(@Nullable String text) throws DamagedJournalException {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException malformed) {
            throw new DamagedJournalException("not a number: " + text);
        }
    }

    private static @Nullable UUID clsid(@Nullable String text) throws DamagedJournalException {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new DamagedJournalException("not a CLSID: " + text);
        }
    }

    private static Settlement.Kind ending(String name) throws DamagedJournalException {
        try {
            return Settlement.Kind.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new DamagedJournalException("an unknown end: " + name);
        }
    }
}
