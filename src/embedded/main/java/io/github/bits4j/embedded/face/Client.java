package io.github.bits4j.embedded.face;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.queue.Job;
import io.github.bits4j.embedded.queue.JobOwner;

/**
 * Who calls: a user of the service. Each client has a manager of his own, and what he gets from it acts for him.
 *
 * @param self as whom he owns the jobs that he makes
 */
record Client(ServiceFace service, JobOwner self) {

    String user() {
        return self.user();
    }

    boolean isAdministrator() {
        return self.administrator();
    }

    /** Whether it is one of his jobs, also if he may not change it. */
    boolean owns(Job job) {
        return job.owner().user().equals(self.user());
    }

    /** Only its owner, or an administrator, may change a job; that of an administrator nobody who is none. */
    Job owned(Job job, String operation) {
        if (!isAdministrator() && !job.owner().equals(self)) {
            throw new ComException(HResult.E_ACCESSDENIED, operation);
        }
        return job;
    }

    /** What acts in the owner's name no administrator sets for him. */
    Job byOwner(Job job, String operation) {
        if (!owns(job)) {
            throw new ComException(HResult.E_ACCESSDENIED, operation);
        }
        return owned(job, operation);
    }
}
