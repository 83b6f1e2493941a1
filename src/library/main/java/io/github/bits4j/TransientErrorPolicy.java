package io.github.bits4j;

/**
 * What becomes of a future whose job, or download, failed for the time being.
 *
 * <p>It is asked once for each {@link JobState#TRANSIENT_ERROR} of a job, and for each error of a download after which Delivery
 * Optimization goes on by itself ({@link io.github.bits4j.deliveryoptimization.DownloadError#isTransient()}), on a
 * thread of the library. If it throws, the future fails.
 */
@FunctionalInterface
public interface TransientErrorPolicy {
    /** What can be done. */
    enum Decision {
        /** Leave it to the service, which tries again after {@link BackgroundCopyJob#minimumRetryDelay()}. */
        WAIT,
        /** Have it tried again at once, by {@link BackgroundCopyJob#resume()} or a download's. */
        RETRY_NOW,
        /** End the future, with {@link TransferException.Reason#TRANSIENT_ERROR}. */
        FAIL
    }

    /** Leaves it to the service, until its timeouts or the stall timeout are over. */
    TransientErrorPolicy WAIT = (error, consecutive) -> Decision.WAIT;

    /** Takes no error for transient. */
    TransientErrorPolicy FAIL = (error, consecutive) -> Decision.FAIL;

    /**
     * Decides.
     *
     * @param error what happened
     * @param consecutive the number of transient errors since the job last got any further, this one included: 1 or more
     */
    Decision decide(TransferError error, int consecutive);
}
