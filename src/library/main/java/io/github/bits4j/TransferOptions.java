package io.github.bits4j;

import io.github.bits4j.internal.Arguments;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * When {@link BackgroundCopyJob#whenTransferred(TransferOptions)} ends, and what becomes of the job then. The same for a
 * {@link io.github.bits4j.deliveryoptimization.Download}, which is finalized where a job is completed, aborted where it is
 * cancelled, and paused where it is suspended.
 *
 * @param stallTimeout how long the job's progress may stand still, for whichever reason: a silent server, transient errors, a
 *     job that is suspended or was never resumed; empty to leave the end to the service's own timeouts
 * @param completes whether the job is completed when it is transferred
 * @param cancelsOnFailure whether the job is cancelled when the future fails, also by {@code orTimeout} or because the job is
 *     closed here, and if {@code completes} when somebody else gives it a value; otherwise it stays in the queue and may be put
 *     right
 * @param transientErrors what a transient error means
 * @param failsWhenSuspended whether somebody who suspends the job ends the future; otherwise it stands still meanwhile
 */
public record TransferOptions(Optional<Duration> stallTimeout, boolean completes, boolean cancelsOnFailure,
        TransientErrorPolicy transientErrors, boolean failsWhenSuspended) {
    /** Longer than the 10 minutes after which BITS tries again by default: one failure is no stalled job. */
    private static final Duration STALL_TIMEOUT = Duration.ofMinutes(20);

    private static final TransferOptions DEFAULTS =
            new TransferOptions(Optional.of(STALL_TIMEOUT), false, false, TransientErrorPolicy.WAIT, false);

    /** Checks the values. */
    public TransferOptions {
        stallTimeout.ifPresent(timeout -> Arguments.positive("stallTimeout", timeout));
        Objects.requireNonNull(transientErrors, "transientErrors");
    }

    /** A stall timeout of 20 minutes; the job stays in the queue, transferred or failed; transient errors are waited for. */
    public static TransferOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another stall timeout. */
    public TransferOptions withStallTimeout(Duration stallTimeout) {
        return new TransferOptions(Optional.of(stallTimeout), completes, cancelsOnFailure, transientErrors, failsWhenSuspended);
    }

    /** These options without a stall timeout. BITS gives up after 14 days of transient errors, and never on a suspended job. */
    public TransferOptions withoutStallTimeout() {
        return new TransferOptions(Optional.empty(), completes, cancelsOnFailure, transientErrors, failsWhenSuspended);
    }

    /** These options, and the job is completed when it is transferred. */
    public TransferOptions completing() {
        return new TransferOptions(stallTimeout, true, cancelsOnFailure, transientErrors, failsWhenSuspended);
    }

    /** These options, and the job is cancelled when the future fails. */
    public TransferOptions cancellingOnFailure() {
        return new TransferOptions(stallTimeout, completes, true, transientErrors, failsWhenSuspended);
    }

    /** These options with another policy. */
    public TransferOptions withTransientErrors(TransientErrorPolicy transientErrors) {
        return new TransferOptions(stallTimeout, completes, cancelsOnFailure, transientErrors, failsWhenSuspended);
    }

    /** These options, and the future fails with {@link TransferException.Reason#SUSPENDED} when somebody suspends the job. */
    public TransferOptions failingWhenSuspended() {
        return new TransferOptions(stallTimeout, completes, cancelsOnFailure, transientErrors, true);
    }
}
