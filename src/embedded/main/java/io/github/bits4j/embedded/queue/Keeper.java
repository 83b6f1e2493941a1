package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.ComException;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.store.RecordChange;
import io.github.bits4j.embedded.store.RecordKey;
import io.github.bits4j.embedded.transfer.LocalFailures;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells the store what becomes of the jobs. Under the queue's lock changes are only noted; whoever made a change of a property
 * or a state waits for the disk when he has released the lock, before he returns to the client or goes on. A queue in memory
 * has a keeper without a store.
 */
final class Keeper {
    private final QueueLock lock;
    private final @Nullable JobStore store;

    Keeper(QueueLock lock, @Nullable JobStore store) {
        this.lock = lock;
        this.store = store;
    }

    boolean isPersistent() {
        return store != null;
    }

    /** The lock is held. */
    void created(Job job) {
        if (!job.data.isVolatile()) {
            submit(List.of(new RecordChange(key(job), JobRecords.of(job))), true);
            job.stored = true;
        }
    }

    /** The job could not be stored, so there is none. The lock is held. */
    void refused(Job job) {
        submit(List.of(new RecordChange(key(job), null)), false);
    }

    /** @param file the only one that has changed; null if it may be any of them. The lock is held. */
    void changed(Job job, Job.Change kind, @Nullable JobFile file) {
        if (store == null || job.data.state.isFinal()) {
            return;
        }
        if (job.data.isVolatile()) {
            noteLeftovers(job);
            return;
        }
        job.stored = true;
        List<RecordChange> changes = new ArrayList<>();
        if (kind != Job.Change.PROGRESS) {
            changes.add(new RecordChange(key(job), JobRecords.of(job)));
        }
        List<JobFile> files = job.data.files;
        if (file == null) {
            for (int i = 0; i < files.size(); i++) {
                changes.add(new RecordChange(fileKey(job, i), FileRecords.of(files.get(i))));
            }
        } else if (file != job.data.reply) {
            changes.add(new RecordChange(fileKey(job, files.indexOf(file)), FileRecords.of(file)));
        }
        JobFile reply = job.data.reply;
        if (reply != null && (file == null || file == reply)) {
            changes.add(new RecordChange(fileKey(job, FileRecords.REPLY), FileRecords.of(reply)));
        }
        submit(changes, kind == Job.Change.PROPERTY || kind == Job.Change.STATE);
    }

    /** Of a job that ends with the process the store knows only what a later one has to delete. */
    private void noteLeftovers(Job job) {
        List<RecordChange> changes = new ArrayList<>();
        if (job.stored) {
            changes.add(new RecordChange(key(job), null));
            job.stored = false;
        }
        for (int i = 0; i < job.data.files.size(); i++) {
            JobFile file = job.data.files.get(i);
            Path temporary = file.temporary;
            if (!Objects.equals(temporary, file.leftover)) {
                file.leftover = temporary;
                changes.add(new RecordChange(
                        leftoverKey(job, i), temporary == null ? null : FileRecords.ofLeftover(temporary)));
            }
        }
        if (!changes.isEmpty()) {
            submit(changes, true);
        }
    }

    /** The job has ended; what is left of its temporary files is deleted another time. The lock is held. */
    void ended(Job job) {
        if (store == null) {
            return;
        }
        List<RecordChange> changes = new ArrayList<>();
        changes.add(new RecordChange(key(job), null));
        for (int i = 0; i < job.data.files.size(); i++) {
            addEnd(changes, job, i, job.data.files.get(i));
        }
        if (job.data.reply != null) {
            addEnd(changes, job, FileRecords.REPLY, job.data.reply);
        }
        submit(changes, true);
    }

    private static void addEnd(List<RecordChange> changes, Job job, int index, JobFile file) {
        Path left = file.temporary;
        changes.add(new RecordChange(fileKey(job, index), null));
        if (left != null) {
            changes.add(new RecordChange(leftoverKey(job, index), FileRecords.ofLeftover(left)));
        }
    }

    /** An ended job's temporary file has been deleted after all. */
    void cleaned(Job job, JobFile file) {
        submit(List.of(new RecordChange(leftoverKey(job, file == job.data.reply ? FileRecords.REPLY : job.data.files.indexOf(file)), null)), false);
    }

    /** What a job left to do is done. */
    void cleaned(RecordKey left) {
        submit(List.of(new RecordChange(left, null)), false);
    }

    Map<RecordKey, byte[]> records() {
        return store == null ? Map.of() : store.records();
    }

    void write(RecordKey key, byte[] value) {
        submit(List.of(new RecordChange(key, value)), false);
    }

    /** Returns when all that was noted is on the disk. The lock is not held. */
    void commit() throws TransferFailure {
        if (store != null) {
            try {
                store.await(store.submit(List.of()));
            } catch (IOException failure) {
                throw LocalFailures.of("store the job", failure);
            }
        }
    }

    private void submit(List<RecordChange> changes, boolean wait) {
        JobStore present = store;
        if (present != null) {
            long submission = present.submit(changes);
            if (wait) {
                lock.beforeReturn(() -> await(present, submission));
            }
        }
    }

    /** The engine's own threads go on without: the store keeps trying, and there is nobody to tell. */
    private static void await(JobStore store, long submission) {
        try {
            store.await(submission);
        } catch (IOException failure) {
            if (!EngineThreads.isCurrent()) {
                TransferFailure reason = LocalFailures.of("the change is made, but cannot be stored", failure);
                throw new ComException(reason.hresult(), "store", String.valueOf(reason.getMessage()));
            }
        }
    }

    private static RecordKey key(Job job) {
        return JobRecords.key(JobRecords.JOB, job.data.id, 0);
    }

    private static RecordKey fileKey(Job job, int index) {
        return JobRecords.key(JobRecords.FILE, job.data.id, index);
    }

    private static RecordKey leftoverKey(Job job, int index) {
        return JobRecords.key(JobRecords.LEFTOVER, job.data.id, index);
    }
}
