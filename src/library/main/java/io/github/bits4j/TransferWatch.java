package io.github.bits4j;

import io.github.bits4j.TransferException.Reason;
import io.github.bits4j.internal.EventThreads;
import io.github.bits4j.internal.GrowingDelay;
import io.github.bits4j.internal.SerialExecutor;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final BackgroundCopyJob job;
    private final TransferOptions options;
    private final Ending ending;
    private final CompletableFuture<TransferResult> future = new CompletableFuture<>();
    private final SerialExecutor tasks = new SerialExecutor(EventThreads.POOL);
    private final StateReader reader;
    private final Movement movement;
    /** Whoever sets it ends the future; others come too late, also those who see what that one does to the job. */
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile @Nullable UUID jobId;
    /** Since the job last got any further. */
    private int transientErrors;
    private final GrowingDelay interval = new GrowingDelay(SHORTEST_INTERVAL, LONGEST_INTERVAL);

    /** Who has to know that a future has ended. */
    interface Ending {
        /** The job has to leave the queue; tried at once, and later as often as it takes. */
        void remove();

        /** The future is done; comes once, after {@link #remove()} if that comes at all. */
        void done(TransferWatch watch);
    }

    TransferWatch(BackgroundCopyJob job, TransferOptions options, Ending ending) {
        this.job = job;
        this.options = options;
        this.ending = ending;
        this.reader = new StateReader(job);
        this.movement = new Movement(job);
    }

    CompletableFuture<TransferResult> start() {
        future.whenComplete((result, failure) -> {
            if (future.isCancelled()) {
                ending.remove();
                ending.done(this);
            } else if (!options.cancelsOnFailure() || failure instanceof TransferException || (failure == null && keepsItsJob())) {
                ending.done(this);
            } else {
                // By orTimeout, for instance, whose thread serves all of the process and is not to wait for a service.
                EventThreads.POOL.execute(() -> {
                    ending.remove();
                    ending.done(this);
                });
            }
        });
        pollRepeatedly();
        return future;
    }

    /**
     * Whether the future has its value from here, or leaves the job to whoever gave it another (complete, completeOnTimeout). A
     * job that nobody but this watch would have completed is left to nobody.
     */
    private boolean keepsItsJob() {
        return !options.completes() || !decided.compareAndSet(false, true);
    }

    /** Reads the state as soon as possible. */
    void wake() {
        try {
            tasks.execute(this::look);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "no thread to be had; the next poll tries again", e);
        }
    }

    /** The job's interface pointers are about to be released. */
    void close() {
        fail(Reason.CLOSED, "the job was closed before it was transferred", null, null);
        if (!future.isDone() && options.cancelsOnFailure()) {
            ending.remove(); // another thread is about to end it, and may find the job closed
        }
    }

    private void pollRepeatedly() {
        if (!future.isDone()) {
            EventThreads.later(interval.next(), this::pollRepeatedly);
            wake();
        }
    }

    private void look() {
        if (future.isDone() || decided.get()) {
            return;
        }
        try {
            Optional<JobEvent> news = reader.read();
            if (news.isPresent()) {
                on(news.get());
            } else {
                move();
            }
            checkStall();
        } catch (BackgroundCopyException e) {
            fail(e.isServiceGone() ? Reason.SERVICE_LOST : Reason.UNREADABLE, e.getMessage(), null, e);
        } catch (IllegalStateException e) {
            fail(Reason.CLOSED, "the job was closed before it was transferred", null, e);
        } catch (RuntimeException | Error e) {
            fail(Reason.UNREADABLE, "the job's state could not be read", null, e);
        }
    }

    private void on(JobEvent event) {
        switch (event) {
            case JobEvent.Transferred _ when options.completes() -> complete();
            case JobEvent.Transferred _ -> succeed(JobState.TRANSFERRED);
            case JobEvent.Ended(_, var state, _) when state == JobState.ACKNOWLEDGED -> succeed(state);
            case JobEvent.Ended _ -> fail(Reason.CANCELLED, "the job was cancelled", null, null);
            case JobEvent.Failed(_, var error, _) -> fail(Reason.ERROR, error.toString(), error, null);
            case JobEvent.TransientError(_, var error, _) -> onTransientError(error);
            // The first state seen may be that of a job which is yet to be resumed.
            case JobEvent.StateChanged(_, var from, var to, _)
                    when options.failsWhenSuspended() && to == JobState.SUSPENDED && from.isPresent() ->
                fail(Reason.SUSPENDED, "the job was suspended", null, null);
            case JobEvent.ServiceLost(_, var cause, _) -> fail(Reason.SERVICE_LOST, cause.getMessage(), null, cause);
            default -> move();
        }
    }

    private void move() {
        if (movement.read()) {
            transientErrors = 0;
        }
    }

    private void onTransientError(TransferError error) {
        move();
        transientErrors++;
        TransientErrorPolicy.Decision decision;
        try {
            decision = options.transientErrors().decide(error, transientErrors);
        } catch (RuntimeException | Error e) {
            fail(Reason.TRANSIENT_ERROR, "the policy threw at " + error, error, e);
            return;
        }
        switch (decision) {
            case WAIT -> LOG.log(Level.DEBUG, "the service will try again: {0}", error);
            case RETRY_NOW -> {
                reader.resumed();
                resume();
            }
            case FAIL -> fail(Reason.TRANSIENT_ERROR, error.toString(), error, null);
        }
    }

    /** The service may have tried again by itself, and the job be transferred by now: the next look tells. */
    private void resume() {
        try {
            job.resume();
        } catch (InvalidJobStateException e) {
            LOG.log(Level.DEBUG, "the job has left its transient error before it was resumed", e);
            wake();
        }
    }

    private void checkStall() {
        if (!future.isDone() && options.stallTimeout().isPresent()
                && movement.standstill().compareTo(options.stallTimeout().get()) > 0) {
            fail(Reason.STALLED, "nothing moved for %s; the job is %s".formatted(options.stallTimeout().get(), reader.last()),
                    null, null);
        }
    }

    private void complete() {
        UUID id = jobId(); // while there is a job to ask
        List<Path> files = localFiles();
        JobProgress progress = job.progress();
        if (future.isDone() || !decided.compareAndSet(false, true)) {
            return; // cancelled, or closed
        }
        try {
            Completion completion = job.complete();
            future.complete(new TransferResult(id, JobState.ACKNOWLEDGED, progress, Optional.of(completion), files));
        } catch (BackgroundCopyException e) {
            notCompleted(new TransferResult(id, JobState.ACKNOWLEDGED, progress, Optional.empty(), List.of()), e);
        } catch (RuntimeException | Error e) {
            failAs(Reason.CLOSED, "the job was closed before it was completed", null, e);
        }
    }

    /** Somebody else may have been quicker. */
    private void notCompleted(TransferResult ifCompleted, BackgroundCopyException e) {
        JobState state;
        try {
            state = job.state();
        } catch (BackgroundCopyException | IllegalStateException unknown) {
            state = JobState.UNKNOWN;
        }
        switch (state) {
            case ACKNOWLEDGED -> future.complete(ifCompleted);
            case CANCELLED -> failAs(Reason.CANCELLED, "the job was cancelled", null, null);
            default -> failAs(e.isServiceGone() ? Reason.SERVICE_LOST : Reason.NOT_COMPLETED, e.getMessage(), null, e);
        }
    }

    private List<Path> localFiles() {
        List<Path> names = new ArrayList<>();
        for (BackgroundCopyFile file : job.files()) {
            try (file) {
                names.add(Path.of(file.localName()));
            }
        }
        return names;
    }

    /** Transferred, or completed by somebody else. */
    private void succeed(JobState state) {
        TransferResult result = new TransferResult(jobId(), state, job.progress(), Optional.empty(), List.of());
        if (decided.compareAndSet(false, true)) {
            future.complete(result);
        }
    }

    private UUID jobId() {
        UUID known = jobId;
        if (known == null) {
            known = job.id();
            jobId = known;
        }
        return known;
    }

    private void fail(Reason reason, @Nullable String message, @Nullable TransferError error, @Nullable Throwable cause) {
        if (!future.isDone() && decided.compareAndSet(false, true)) {
            failAs(reason, message, error, cause);
        }
    }

    /** A job that has to go is gone before anybody sees that the future has failed. */
    private void failAs(Reason reason, @Nullable String message, @Nullable TransferError error, @Nullable Throwable cause) {
        TransferException failure = new TransferException(reason, idForFailure(), String.valueOf(message), error, cause);
        try {
            if (options.cancelsOnFailure() && reason != Reason.CANCELLED) {
                ending.remove();
            }
        } finally {
            future.completeExceptionally(failure); // nobody else may, now that it is decided
        }
    }

    private @Nullable UUID idForFailure() {
        try {
            return jobId();
        } catch (BackgroundCopyException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "a job that failed cannot be asked for its identifier", e);
            return jobId;
        }
    }
}
