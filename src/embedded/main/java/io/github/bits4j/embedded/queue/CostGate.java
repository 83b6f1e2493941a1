package io.github.bits4j.embedded.queue;

import io.github.bits4j.ErrorContext;
import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.TransferFailure;

/** Holds jobs back whose cost flags the {@link TransferPolicy} does not allow now. */
final class CostGate {
    private final Engine engine;

    CostGate(Engine engine) {
        this.engine = engine;
    }

    /** Before an attempt. */
    void pass(Job job) throws TransferFailure {
        pass(engine.lock.call(() -> job.data.traits.costFlags()));
    }

    /** The same for what is left of a job. */
    void pass(int flags) throws TransferFailure {
        if (!engine.hooks.policy().allows(flags)) {
            throw blocked();
        }
    }

    /** The flags or the policy have changed: effect at once. No lock is held. */
    void review(Job job) {
        int flags = engine.lock.call(() -> job.data.traits.costFlags());
        boolean allowed = engine.hooks.policy().allows(flags);
        engine.lock.run(() -> {
            if (engine.closed || job.settlement != null || job.data.traits.costFlags() != flags) {
                return;
            }
            JobError error = job.data.error;
            boolean waits = job.data.state == JobState.TRANSIENT_ERROR
                    && error != null
                    && error.hresult() == HResult.BG_E_BLOCKED_BY_COST_TRANSFER_POLICY;
            boolean runs = job.run != null && !job.run.detached;
            if (allowed && waits) {
                engine.lifecycle.calm(job);
                engine.lifecycle.enter(job, JobState.QUEUED);
            } else if (!allowed && runs) {
                job.stop();
                engine.lifecycle.failed(job, null, blocked());
            }
        });
    }

    private static TransferFailure blocked() {
        return TransferFailure.passing(HResult.BG_E_BLOCKED_BY_COST_TRANSFER_POLICY,
                ErrorContext.GENERAL_QUEUE_MANAGER, "the network costs more than the job may spend");
    }
}
