package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.embedded.transfer.RangeSet;
import org.jspecify.annotations.Nullable;

/** One notification to one client. */
sealed interface Delivery {

    int deliver(NotifyTarget target, Job job);

    /**
     * A file is transferred.
     *
     * @param refusals how often the client had refused it before
     */
    record FileTransferred(JobFile file, int refusals) implements Delivery {
        @Override
        public int deliver(NotifyTarget target, Job job) {
            return target.fileTransferred(job, file);
        }
    }

    /**
     * Parts of a file have come.
     *
     * @param ranges all that the client has not been told of
     */
    record RangesTransferred(JobFile file, RangeSet ranges) implements Delivery {
        @Override
        public int deliver(NotifyTarget target, Job job) {
            return target.fileRangesTransferred(job, file, ranges.all());
        }
    }

    /**
     * All files are transferred, or the job failed.
     *
     * @param number the count of the slot's outcomes
     * @param error null for success
     */
    record Outcome(long number, @Nullable JobError error) implements Delivery {
        @Override
        public int deliver(NotifyTarget target, Job job) {
            return error == null ? target.jobTransferred(job) : target.jobError(job, error);
        }
    }

    /** Something else changed. */
    record Modification() implements Delivery {
        @Override
        public int deliver(NotifyTarget target, Job job) {
            return target.jobModification(job);
        }
    }

    /** What is to be delivered now, most important first; null for nothing. The lock is held. */
    static @Nullable Delivery due(Job job, long now) {
        NotifySlot slot = job.slot;
        RangesTransferred settled = slot.ranges.settled(job);
        if (settled != null) {
            return settled; // the parts of a file before the file, and the files before the outcome
        }
        Long repeat = slot.repeatDue;
        if (repeat == null || now - repeat >= 0) {
            Delivery lasting = lasting(job);
            if (lasting != null) {
                return lasting;
            }
        }
        RangesTransferred parts = slot.ranges.ripe(job, now);
        if (parts != null) {
            return parts;
        }
        Long modification = slot.modificationDue;
        boolean ripe = modification == null || now - modification >= 0;
        return ripe && isModified(job) ? new Modification() : null;
    }

    /** When something will be due that is not yet, by the clock's nanoTime; null if nothing waits. The lock is held. */
    static @Nullable Long nextTime(Job job) {
        NotifySlot slot = job.slot;
        Long repeat = lasting(job) == null ? null : slot.repeatDue;
        Long modification = isModified(job) ? slot.modificationDue : null;
        return earlier(earlier(repeat, modification), slot.ranges.nextTime(job));
    }

    private static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one - other < 0 ? one : other;
    }

    private static boolean isModified(Job job) {
        return job.slot.modified && Notifier.wants(job, NotifyFlag.JOB_MODIFICATION);
    }

    /** What is told until the client accepts it: the files in their order, and only then the outcome. */
    private static @Nullable Delivery lasting(Job job) {
        if (Notifier.wants(job, NotifyFlag.FILE_TRANSFERRED)) {
            for (JobFile file : job.data.received()) {
                if (file.transferred && !file.notified) {
                    return new FileTransferred(file, file.refusals);
                }
            }
        }
        NotifySlot slot = job.slot;
        boolean told = slot.accepted == slot.outcome || slot.declined == slot.outcome;
        return told ? null : outcome(job);
    }

    /** How the job stands, if the client wants to be told: whether by callback or by program. The lock is held. */
    static @Nullable Outcome outcome(Job job) {
        JobState state = job.data.state;
        if (state == JobState.TRANSFERRED && Notifier.wants(job, NotifyFlag.JOB_TRANSFERRED)) {
            return new Outcome(job.slot.outcome, null);
        }
        JobError error = job.data.error;
        if (state == JobState.ERROR && error != null && Notifier.wants(job, NotifyFlag.JOB_ERROR)) {
            return new Outcome(job.slot.outcome, error);
        }
        return null;
    }
}
