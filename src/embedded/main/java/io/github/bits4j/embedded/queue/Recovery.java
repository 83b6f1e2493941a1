package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.store.DamagedJournalException;
import io.github.bits4j.embedded.store.FieldReader;
import io.github.bits4j.embedded.store.FieldWriter;
import io.github.bits4j.embedded.store.RecordKey;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings the jobs of an earlier process back: as they were, but for what the disk contradicts. */
final class Recovery {
    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());
    private static final RecordKey SERVICE = JobRecords.key(JobRecords.SERVICE, new UUID(0, 0), 0);
    private static final int VERSION = 1;

    private final Engine engine;
    private final List<Job> jobs = new ArrayList<>();
    private final Map<RecordKey, Path> leftovers = new LinkedHashMap<>();
    private final List<Cancellation> cancellations = new ArrayList<>();

    Recovery(Engine engine) {
        this.engine = engine;
    }

    /**
     * Reads all records and changes nothing.
     *
     * @throws IOException if the store is sound, but not for this service
     */
    void read(Map<RecordKey, byte[]> records) throws DamagedJournalException, IOException {
        byte[] service = records.get(SERVICE);
        if (service == null && !records.isEmpty()) {
            throw new DamagedJournalException("jobs, but no word of the service whose they are");
        }
        if (service != null) {
            check(new FieldReader(service));
        }
        Map<UUID, FieldReader> heads = new LinkedHashMap<>();
        Map<UUID, Map<Integer, byte[]>> files = new LinkedHashMap<>();
        for (Map.Entry<RecordKey, byte[]> record : records.entrySet()) {
            RecordKey key = record.getKey();
            switch (key.kind()) {
                case JobRecords.JOB -> heads.put(key.id(), new FieldReader(record.getValue()));
                case JobRecords.FILE ->
                    files.computeIfAbsent(key.id(), _ -> new LinkedHashMap<>()).put(key.index(), record.getValue());
                case JobRecords.LEFTOVER ->
                    leftovers.put(key, FileRecords.leftover(new FieldReader(record.getValue())));
                case JobRecords.CANCELLATION ->
                    cancellations.add(CancellationRecords.read(engine, key.id(), new FieldReader(record.getValue())));
                default -> {}
            }
        }
        for (Map.Entry<UUID, FieldReader> head : heads.entrySet()) {
            Map<Integer, byte[]> parts = files.remove(head.getKey());
            jobs.add(job(head.getKey(), head.getValue(), parts == null ? Map.of() : parts));
        }
        if (!files.isEmpty()) {
            throw new DamagedJournalException("files without a job");
        }
    }

    private void check(FieldReader service) throws DamagedJournalException, IOException {
        String rules = service.required(1);
        long version = service.number(2, VERSION);
        if (!rules.equals(engine.rules.name())) {
            throw new IOException("the store has jobs of a service of another kind, " + rules);
        }
        if (version > VERSION) {
            throw new IOException("the store's jobs have form " + version + ", made by a newer version; known is " + VERSION);
        }
    }

    private Job job(UUID id, FieldReader head, Map<Integer, byte[]> files) throws DamagedJournalException {
        JobData data = JobRecords.job(id, head);
        byte[] reply = files.get(FileRecords.REPLY);
        data.reply = reply == null ? null : FileRecords.read(engine.lock, new FieldReader(reply));
        for (int i = 0; i < files.size() - (reply == null ? 0 : 1); i++) {
            byte[] record = files.get(i);
            if (record == null) {
                throw new DamagedJournalException("job " + id + " lacks its file " + i);
            }
            data.files.add(FileRecords.read(engine.lock, new FieldReader(record)));
        }
        data.error = JobRecords.error(head, data);
        Job job = new Job(engine, data);
        job.stored = true;
        job.timeSpent.restore(JobRecords.timeSpent(head));
        boolean outcome = data.state == JobState.TRANSFERRED || data.state == JobState.ERROR;
        job.slot.outcome = outcome ? 1 : 0;
        job.slot.program.told = outcome && JobRecords.told(head) ? 1 : 0;
        job.slot.accepted = job.slot.program.told; // for the notification class, should there be one
        return job;
    }

    /**
     * Compares with the disk, and sets the jobs to work.
     *
     * @throws IOException if the store cannot be written
     */
    void start() throws IOException {
        engine.keeper.write(SERVICE, new FieldWriter().put(1, engine.rules.name()).put(2, VERSION).toBytes());
        leftovers.forEach((key, path) -> {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || engine.temporaries.delete(path)) {
                engine.keeper.cleaned(key);
            }
        });
        jobs.forEach(this::compare);
        try {
            engine.keeper.commit();
        } catch (TransferFailure failure) {
            throw new IOException("the store cannot be written: " + failure.getMessage(), failure);
        }
        engine.lock.run(() -> jobs.forEach(this::enter));
        cancellations.forEach(Cancellation::goOn);
        engine.threads.work(() -> engine.lock.run(() -> jobs.forEach(job -> {
            engine.scheduler.changed(job);
            engine.notifier.pump(job);
        })));
    }

    private void enter(Job job) {
        engine.jobs.put(job.id(), job);
        engine.lifecycle.wait(job);
        engine.retention.watch(job);
        Settlement.Kind ending = job.data.ending;
        if (ending != null) {
            engine.settling.resume(job, ending);
        }
        JobState state = switch (job.data.state) {
            case QUEUED, CONNECTING, TRANSFERRING -> engine.rules.resumed();
            case JobState other -> other;
        };
        job.change(Job.Change.INTERNAL, data -> data.state = state);
        if (state == engine.rules.resumed() || state == JobState.TRANSIENT_ERROR) {
            job.data.files.stream().filter(file -> !file.hasSink() && !file.transferred).findFirst()
                    .ifPresent(file -> abandoned(job, file));
        }
    }

    /** The stream that the file went to was one of the earlier process. */
    private void abandoned(Job job, JobFile file) {
        engine.lifecycle.calm(job);
        engine.lifecycle.failed(job, file, TransferFailure.local(
                HResult.DO_E_FILE_DOWNLOADSINK_UNSPECIFIED, "the stream ended with the process of the client", null));
    }

    /** Nobody knows the job yet. */
    private void compare(Job job) {
        boolean lost = false;
        job.data.files.stream().filter(file -> !file.hasSink() && !file.transferred).forEach(file -> file.forget(false));
        for (JobFile file : job.data.received()) {
            Path temporary = file.temporary;
            if (temporary != null && !matches(file, temporary, job.data.ending)) {
                lost |= file.transferred;
                // A Cancel that was interrupted has deleted it.
                boolean meant = job.data.ending == Settlement.Kind.CANCEL;
                LOG.log(meant ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                        "job {0}: {1} is not what was left there, {2} begins anew", job.id(), temporary, file.remoteName());
                file.forget(job.data.traits.onDemand());
                file.transferred = false;
            }
        }
        if (lost) {
            JobData data = job.data;
            data.ending = data.ending == Settlement.Kind.COMPLETE ? null : data.ending;
            if (data.state == JobState.TRANSFERRED) {
                data.state = engine.rules.resumed();
                data.transferred = null;
            }
        }
    }

    /** Whether the bytes that the file's record tells of are there; what is not ours is forgotten, never touched. */
    private static boolean matches(JobFile file, Path temporary, Settlement.@Nullable Kind ending) {
        long size = size(temporary);
        if (size < 0) {
            file.temporary = null;
            // The rename came before the process's end, the note of it did not.
            boolean published = ending == Settlement.Kind.COMPLETE && file.transferred && size(file.destination) == file.forced;
            file.completed |= published;
            return published || file.forced == 0 && !file.transferred;
        }
        return file.transferred ? size == file.forced : size >= file.forced;
    }

    /** -1 if there is no such file; something else of that name is as good as none. */
    private static long size(Path path) {
        try {
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : -1;
        } catch (IOException gone) {
            return -1;
        }
    }
}
