package io.github.bits4j.embedded.queue;

/** Whether jobs may use the network as it is now. */
public interface TransferPolicy {
    /** Always. */
    TransferPolicy FREE = _ -> true;

    /**
     * Is asked before each attempt, without a lock held, and when a job's flags change.
     *
     * @param costFlags the job's BITS_COST_STATE_… bits
     */
    boolean allows(int costFlags);
}
