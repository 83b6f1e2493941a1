package io.github.bits4j;

import io.github.bits4j.internal.EventRules;

/**
 * What may wait for a slow subscriber of a job's events: of those that do not come again and again there are as many as the job
 * has files, as ranges are asked for and as its owner resumes it.
 */
final class JobEventRules implements EventRules<JobEvent> {
    static final JobEventRules RULES = new JobEventRules();

    private JobEventRules() {}

    @Override
    public boolean comesAgain(JobEvent event) {
        return switch (event) {
            case JobEvent.Progress _, JobEvent.Modified _, JobEvent.TransientError _, JobEvent.StateChanged _ -> true;
            case JobEvent.Transferred _, JobEvent.Failed _, JobEvent.FileTransferred _, JobEvent.RangesTransferred _,
                    JobEvent.Ended _, JobEvent.ServiceLost _ -> false;
        };
    }

    /** The subscriber learns from which state, of those that he knows, the job has come to the newest one. */
    @Override
    public JobEvent merged(JobEvent older, JobEvent newer) {
        return older instanceof JobEvent.StateChanged before && newer instanceof JobEvent.StateChanged now
                ? new JobEvent.StateChanged(now.job(), before.from(), now.to(), now.origin())
                : newer;
    }

    @Override
    public boolean isLast(JobEvent event) {
        return event instanceof JobEvent.Ended || event instanceof JobEvent.ServiceLost;
    }

    @Override
    public void discard(JobEvent event) {
        switch (event) {
            case JobEvent.FileTransferred(_, var file, _) -> file.close();
            case JobEvent.RangesTransferred(_, var file, _, _) -> file.close();
            case JobEvent.Transferred _, JobEvent.Failed _, JobEvent.TransientError _, JobEvent.Modified _,
                    JobEvent.StateChanged _, JobEvent.Progress _, JobEvent.Ended _, JobEvent.ServiceLost _ -> { }
        }
    }
}
