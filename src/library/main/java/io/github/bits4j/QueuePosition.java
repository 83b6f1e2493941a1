package io.github.bits4j;

import io.github.bits4j.Finding.Kind;
import io.github.bits4j.com.ComPointer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a queued job waits for, among the caller's jobs; others' are not to be seen. */
final class QueuePosition {
    /** Jobs that want to transfer; failed and suspended ones keep nobody waiting. */
    private static final Set<JobState> ACTIVE = EnumSet.of(JobState.QUEUED, JobState.CONNECTING, JobState.TRANSFERRING);

    private record Other(JobState state, JobPriority priority) {}

    private final Connection connection;
    private final JobDoctor doctor;

    QueuePosition(Connection connection, JobDoctor doctor) {
        this.connection = connection;
        this.doctor = doctor;
    }

    void add(JobSnapshot snapshot) {
        Optional<List<Other>> active = doctor.read("the queue", () -> others(snapshot));
        active.ifPresent(others -> doctor.add(Kind.QUEUE, text(snapshot, others)));
    }

    private static String text(JobSnapshot snapshot, List<Other> others) {
        if (snapshot.priority().isEmpty()) {
            return "The job waits for its turn. The user has " + count(others.size(), "other job") + " that want to transfer.";
        }
        JobPriority mine = snapshot.priority().get();
        if (mine == JobPriority.FOREGROUND) {
            return "The job waits for the service to take it up; as a foreground job it waits for no other job.";
        }
        // Foreground jobs run beside the background ones and keep none of them waiting.
        long before = others.stream().filter(other ->
                other.priority != JobPriority.FOREGROUND && other.priority.compareTo(mine) < 0).count();
        long beside = others.stream().filter(other -> other.priority == mine).count();
        long transferring = others.stream().filter(other -> other.state == JobState.TRANSFERRING).count();
        return "The job waits for its turn. Of the user's jobs that want to transfer " + before + " come first by their priority, "
                + beside + " take turns with it at the priority " + mine + ", and " + transferring + " are transferring now. Others' "
                + "jobs are not to be seen. A higher priority helps; FOREGROUND waits for no other job and is not throttled.";
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private List<Other> others(JobSnapshot snapshot) {
        List<BackgroundCopyJob> jobs = BackgroundCopyManager.jobs(connection, 0);
        try {
            return jobs.stream().filter(job -> !job.id().equals(snapshot.id())).flatMap(job -> other(job).stream()).toList();
        } finally {
            jobs.forEach(BackgroundCopyJob::close);
        }
    }

    /** Empty for a job that does not want to transfer, or that cannot be read, since it has ended meanwhile. */
    private static Optional<Other> other(BackgroundCopyJob job) {
        try {
            JobState state = job.state();
            return ACTIVE.contains(state) ? Optional.of(new Other(state, priority(job))) : Optional.empty();
        } catch (ServiceGoneException e) {
            throw e;
        } catch (BackgroundCopyException e) {
            return Optional.empty();
        }
    }

    private static JobPriority priority(BackgroundCopyJob job) {
        try {
            return job.priority();
        } catch (BackgroundCopyException e) {
            if (e.isServiceGone()) {
                throw e;
            }
            return JobPriority.UNKNOWN;
        }
    }
}
