package io.github.bits4j;

import io.github.bits4j.com.HResult;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a job was at one moment. The values belong together: if the state changes while they are read, they are read again (three
 * times at most; of a job that changes faster, the last reading counts).
 *
 * <p>What a service does not implement is empty here (Wine's BITS has no times, no priority and no error count).
 *
 * @param id the job's identifier
 * @param displayName the name for people
 * @param type whether it downloads or uploads
 * @param state its state
 * @param progress how far it had come
 * @param times when it was created, changed and transferred
 * @param priority its priority
 * @param errorCount how often it had failed, transient errors included
 * @param error why it had failed; empty unless it was in {@link JobState#ERROR} or {@link JobState#TRANSIENT_ERROR}
 */
public record JobSnapshot(UUID id, String displayName, JobType type, JobState state, JobProgress progress,
        Optional<JobTimes> times, Optional<JobPriority> priority, OptionalInt errorCount, Optional<TransferError> error) {
    private static final int ATTEMPTS = 3;

    static JobSnapshot of(BackgroundCopyJob job) {
        JobSnapshot snapshot = readOnce(job, job.state());
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            JobState now = job.state();
            if (now == snapshot.state) {
                break;
            }
            snapshot = readOnce(job, now);
        }
        return snapshot;
    }

    private static JobSnapshot readOnce(BackgroundCopyJob job, JobState state) {
        Optional<Integer> errorCount = ifImplemented(job::errorCount);
        return new JobSnapshot(job.id(), job.displayName(), job.type(), state, job.progress(), ifImplemented(job::times),
                ifImplemented(job::priority), errorCount.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                state == JobState.ERROR || state == JobState.TRANSIENT_ERROR ? job.failure(state) : Optional.empty());
    }

    private static <T> Optional<T> ifImplemented(Supplier<T> getter) {
        try {
            return Optional.of(getter.get());
        } catch (BackgroundCopyException e) {
            if (e.hresult() == HResult.E_NOTIMPL) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
