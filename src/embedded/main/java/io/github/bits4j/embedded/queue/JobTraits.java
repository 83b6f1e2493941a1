package io.github.bits4j.embedded.queue;

/**
 * The properties that IBackgroundCopyJob5 sets by number.
 *
 * @param costFlags BITS_COST_STATE_… bits: on which networks the job may run
 * @param dynamicContent whether the content need not have a size and is never resumed
 * @param highPerformance taken note of; the service has nothing to leave out
 * @param maximumSize how many bytes the job may load; 0 for any number
 * @param storedCredentials taken note of, for there are none: a BG_AUTH_TARGET or 0
 * @param onDemand whether only what is asked for is fetched
 */
record JobTraits(
        int costFlags,
        boolean dynamicContent,
        boolean highPerformance,
        long maximumSize,
        int storedCredentials,
        boolean onDemand) {
    private static final int TRANSFER_ALWAYS = 0x800000FF;

    static final JobTraits USUAL = new JobTraits(TRANSFER_ALWAYS, false, false, 0, 0, false);

    JobTraits withCostFlags(int flags) {
        return new JobTraits(flags, dynamicContent, highPerformance, maximumSize, storedCredentials, onDemand);
    }

    JobTraits withDynamicContent(boolean enable) {
        return new JobTraits(costFlags, enable, highPerformance, maximumSize, storedCredentials, onDemand);
    }

    JobTraits withHighPerformance(boolean enable) {
        return new JobTraits(costFlags, dynamicContent, enable, maximumSize, storedCredentials, onDemand);
    }

    JobTraits withMaximumSize(long size) {
        return new JobTraits(costFlags, dynamicContent, highPerformance, size, storedCredentials, onDemand);
    }

    JobTraits withStoredCredentials(int target) {
        return new JobTraits(costFlags, dynamicContent, highPerformance, maximumSize, target, onDemand);
    }

    JobTraits withOnDemand(boolean enable) {
        return new JobTraits(costFlags, dynamicContent, highPerformance, maximumSize, storedCredentials, enable);
    }
}
