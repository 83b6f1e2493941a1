package io.github.bits4j.embedded.face;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.queue.Job;

/** Who calls: a user of the service. Each client has a manager of his own, and what he gets from it acts for him. */
record Client(ServiceFace service, String user) {

    boolean owns(Job job) {
        return job.owner().equals(user);
    }

    /** Only its owner may change a job. */
    Job owned(Job job, String operation) {
        if (!owns(job)) {
            throw new ComException(HResult.E_ACCESSDENIED, operation);
        }
        return job;
    }
}
