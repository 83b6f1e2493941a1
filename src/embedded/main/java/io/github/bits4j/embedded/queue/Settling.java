package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.com.ComException;
import org.jspecify.annotations.Nullable;

/** Lets Complete and Cancel of a job do their file work one after the other, and keeps other changes out of it. */
final class Settling {
    private final Engine engine;

    Settling(Engine engine) {
        this.engine = engine;
    }

    /** Runs the section under the lock, when neither Complete nor Cancel is at work on the job. */
    void whenSettled(Job job, Runnable section) {
        for (Settlement other = attempt(job, section); other != null; other = attempt(job, section)) {
            await(job, other);
        }
    }

    private @Nullable Settlement attempt(Job job, Runnable section) {
        return engine.lock.<@Nullable Settlement>call(() -> {
            Settlement present = job.settlement;
            if (present == null) {
                section.run();
            }
            return present;
        });
    }

    /** Ends the job; returns the success, throws the failure. */
    int settle(Job job, Settlement.Kind kind) {
        Settlement settlement = new Settlement(engine, job, kind);
        whenSettled(job, () -> {
            job.requireAlive(kind.operation());
            boolean whole = job.data.isUpload() || job.isContent();
            if (kind == Settlement.Kind.COMPLETE && whole && job.data.state != JobState.TRANSFERRED) {
                throw new ComException(engine.rules.invalidState(), kind.operation(), "it is not transferred");
            }
            job.settlement = settlement;
            job.stop();
            job.change(Job.Change.INTERNAL, data -> data.ending = kind);
            engine.scheduler.changed(job);
            // A thread of the engine does the work: a caller's may be a virtual one that is parked and never gets a carrier.
            engine.lock.afterwards(() -> engine.threads.work(settlement));
        });
        return ComException.check(await(job, settlement), kind.operation());
    }

    private int await(Job job, Settlement settlement) {
        TransferRun run = engine.lock.<@Nullable TransferRun>call(() -> job.run);
        if (run != null) {
            run.yieldToClient(); // it may be the one for whose end the settlement waits
        }
        return settlement.await();
    }

    /** Goes on with what an earlier process has begun. The lock is held. */
    void resume(Job job, Settlement.Kind kind) {
        Settlement settlement = new Settlement(engine, job, kind);
        job.settlement = settlement;
        engine.lock.afterwards(() -> engine.threads.work(settlement));
    }
}
