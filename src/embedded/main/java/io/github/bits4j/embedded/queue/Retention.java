package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.ComException;
import io.github.bits4j.embedded.time.ServiceClock;
import java.time.Duration;
import java.util.Optional;

/** Cancels the jobs that nobody has ended in the time for which the service keeps them. */
final class Retention {
    private static final System.Logger LOG = System.getLogger(Retention.class.getName());

    private final Engine engine;

    Retention(Engine engine) {
        this.engine = engine;
    }

    /** The job is in the queue from now on. The lock is held. */
    void watch(Job job) {
        Optional<Duration> limit = engine.rules.retention();
        if (limit.isEmpty()) {
            return;
        }
        Duration age = Duration.between(job.data.created, engine.clock.now());
        Duration rest = limit.get().minus(age.isNegative() ? Duration.ZERO : age);
        Runnable end = () -> engine.threads.work(() -> end(job));
        if (rest.isPositive()) {
            job.age = engine.clock.later(rest, end);
        } else {
            engine.lock.afterwards(end); // it has become too old while there was no service
        }
    }

    /** The job has ended, or the queue. The lock is held. */
    void forget(Job job) {
        ServiceClock.Timer timer = job.age;
        if (timer != null) {
            timer.cancel();
        }
        job.age = null;
    }

    private void end(Job job) {
        boolean due = engine.lock.call(() -> !engine.closed && !job.data.state.isFinal());
        if (!due) {
            return;
        }
        try {
            job.cancel();
            LOG.log(System.Logger.Level.WARNING, "job {0} was too old and is cancelled", job.id());
        } catch (ComException failure) {
            LOG.log(System.Logger.Level.WARNING, "job " + job.id() + ", which is too old, cannot be cancelled", failure);
        }
    }
}
