package io.github.bits4j;

import io.github.bits4j.JobEvent.Origin;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of a job's state: of what the service did not notify, or never notifies (transient errors, a job suspended by
 * somebody else, a service that died).
 *
 * <p>Used by one task after the other.
 */
final class StateReader {
    private static final Logger LOG = System.getLogger("io.github.bits4j");

    /** One time that the job came to a halt; a job that goes on may come to the same one again. */
    private record Outcome(JobState state, long occurrence) {}

    private final BackgroundCopyJob job;
    /** The outcome that has been told of, and by which way. */
    private @Nullable Outcome told;
    private Origin toldBy = Origin.NOTIFICATION;
    private @Nullable JobState last;

    StateReader(BackgroundCopyJob job) {
        this.job = job;
    }

    /** Reads the state; empty if it is no news. */
    Optional<JobEvent> read() {
        try {
            JobState state = job.state();
            return switch (state) {
                case TRANSFERRED -> isNews(state, Origin.POLL)
                        ? Optional.of(new JobEvent.Transferred(job, Origin.POLL)) : Optional.empty();
                case ERROR, TRANSIENT_ERROR -> failure(state);
                case ACKNOWLEDGED, CANCELLED -> Optional.of(new JobEvent.Ended(job, state, Origin.POLL));
                default -> change(state);
            };
        } catch (BackgroundCopyException e) {
            if (!e.isServiceGone()) {
                throw e;
            }
            return Optional.of(new JobEvent.ServiceLost(job, e, Origin.POLL));
        }
    }

    /** The error itself takes many calls, so it is read only if it is news. */
    private Optional<JobEvent> failure(JobState state) {
        if (isKnown(new Outcome(state, occurrence(state)), Origin.POLL)) {
            last = state;
            return Optional.empty();
        }
        // No error: the job has been resumed since its state was read.
        return job.failure(state).filter(error -> isNews(state, Origin.POLL)).map(error -> state == JobState.ERROR
                ? new JobEvent.Failed(job, error, Origin.POLL)
                : new JobEvent.TransientError(job, error, Origin.POLL));
    }

    private Optional<JobEvent> change(JobState state) {
        JobState previous = last;
        told = null;
        last = state;
        return previous == state
                ? Optional.empty()
                : Optional.of(new JobEvent.StateChanged(job, Optional.ofNullable(previous), state, Origin.POLL));
    }

    /** Whether this outcome has to be told of: not if it was learnt of by the other way, or by polling, before. */
    boolean isNews(JobState state, Origin by) {
        last = state;
        Outcome outcome = new Outcome(state, occurrence(state));
        boolean known = isKnown(outcome, by);
        if (!known || by == Origin.NOTIFICATION) {
            told = outcome;
            toldBy = by;
        }
        return !known;
    }

    /** Two notifications of equal outcomes are two outcomes: the service sends none twice that was taken. */
    private boolean isKnown(Outcome outcome, Origin by) {
        return outcome.equals(told) && (by == Origin.POLL || toldBy == Origin.POLL);
    }

    /** The job has been resumed: if it is in the same state again, that is news. */
    void resumed() {
        told = null;
    }

    /** The state last seen. */
    JobState last() {
        return last == null ? JobState.UNKNOWN : last;
    }

    /** Tells two equal outcomes apart where the service counts them (Wine does not). */
    private long occurrence(JobState state) {
        try {
            return state == JobState.TRANSFERRED
                    ? job.times().transferred().map(Instant::toEpochMilli).orElse(0L)
                    : job.errorCount();
        } catch (BackgroundCopyException e) {
            LOG.log(Level.DEBUG, "the service does not count outcomes", e);
            return 0;
        }
    }
}
