package io.github.bits4j.embedded.queue;

import java.util.UUID;

/** Objects to notify of jobs whose clients have named a class (BITS_JOB_PROPERTY_NOTIFICATION_CLSID). */
@FunctionalInterface
public interface NotifyClasses {

    /**
     * A target for one job, which makes its object when it is called first, and answers with the failure if it cannot: then the
     * notification is repeated. It belongs to the queue, which releases it.
     *
     * <p>The queue's lock is held: nothing is to be waited for here.
     */
    NotifyTarget target(Job job, UUID clsid);
}
