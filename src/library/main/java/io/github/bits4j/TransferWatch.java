package io.github.bits4j;

import io.github.bits4j.TransferException.Reason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Completes a future when its job comes to an end, whichever it is.
 *
 * <p>It reads the state at intervals, and at once when a notification arrives: a notification is a hint, never the only way. The
 * intervals grow, so that neither a short job waits long for its end nor a long one is asked often.
 */
final class TransferWatch {
    private static final Logger LOG = System.getLogger("io.github.bits4j");
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

    private record Position(long bytes, int files, long replyBytes) {}

    private final BackgroundCopyJob job;
    private final Duration stallTimeout;
    private final Consumer<TransferWatch> onEnd;
    private final CompletableFuture<TransferResult> future = new CompletableFuture<>();
    private final SerialExecutor tasks = new SerialExecutor(EventThreads.POOL);
    /** Asked for once. */
    private @Nullable JobType type;
    private @Nullable Position position;
    private long movedAt = System.nanoTime();
    /** Used by one poll after the other. */
    private Duration interval = SHORTEST_INTERVAL;

    TransferWatch(BackgroundCopyJob job, Duration stallTimeout, Consumer<TransferWatch> onEnd) {
        this.job = job;
        this.stallTimeout = stallTimeout;
        this.onEnd = onEnd;
    }

    CompletableFuture<TransferResult> start() {
        future.whenComplete((result, failure) -> {
            onEnd.accept(this);
            if (future.isCancelled()) {
                cancelJob();
            }
        });
        pollRepeatedly();
        return future;
    }

    /** Reads the state as soon as possible. */
    void wake() {
        try {
            tasks.execute(this::look);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "no thread to be had; the next poll tries again", e);
        }
    }

    private void pollRepeatedly() {
        if (!future.isDone()) {
            EventThreads.later(interval, this::pollRepeatedly);
            Duration twice = interval.plus(interval); // multipliedBy would load BigDecimal and fill its tables
            interval = twice.compareTo(LONGEST_INTERVAL) < 0 ? twice : LONGEST_INTERVAL;
            wake();
        }
    }

    private void look() {
        if (future.isDone()) {
            return;
        }
        try {
            JobState state = job.state();
            switch (state) {
                case TRANSFERRED, ACKNOWLEDGED ->
                    future.complete(new TransferResult(job.id(), state, job.progress()));
                case CANCELLED -> fail(Reason.CANCELLED, "the job was cancelled", null, null);
                case ERROR -> failWith(job.failure());
                default -> checkProgress(state);
            }
        } catch (BackgroundCopyException e) {
            fail(e.isServiceGone() ? Reason.SERVICE_LOST : Reason.UNREADABLE, e.getMessage(), null, e);
        } catch (IllegalStateException e) {
            fail(Reason.CLOSED, "the job was closed before it was transferred", null, e);
        } catch (RuntimeException | Error e) {
            fail(Reason.UNREADABLE, "the job's state could not be read", null, e);
        }
    }

    /** Empty: the job was resumed since its state was read. */
    private void failWith(Optional<TransferError> error) {
        error.ifPresent(e -> fail(Reason.ERROR, e.toString(), e, null));
    }

    private void checkProgress(JobState state) {
        JobProgress progress = job.progress();
        // The job's progress is that of the upload alone.
        long reply = hasReply() ? job.reply().progress().bytesTransferred() : 0;
        Position now = new Position(progress.bytesTransferred(), progress.filesTransferred(), reply);
        if (!now.equals(position)) {
            position = now;
            movedAt = System.nanoTime();
        } else if (Duration.ofNanos(System.nanoTime() - movedAt).compareTo(stallTimeout) > 0) {
            fail(Reason.STALLED, "nothing moved for %s; the job is %s".formatted(stallTimeout, state), null, null);
        }
    }

    private boolean hasReply() {
        JobType known = type == null ? job.type() : type;
        type = known;
        return known == JobType.UPLOAD_REPLY;
    }

    private void fail(Reason reason, @Nullable String message, @Nullable TransferError error, @Nullable Throwable cause) {
        future.completeExceptionally(new TransferException(reason, String.valueOf(message), error, cause));
    }

    private void cancelJob() {
        try {
            job.cancel();
        } catch (BackgroundCopyException | IllegalStateException e) {
            LOG.log(Level.WARNING, "the job of a cancelled future could not be cancelled", e);
        }
    }
}
