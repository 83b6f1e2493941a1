package io.github.bits4j;

import io.github.bits4j.TransferException.Reason;
import io.github.bits4j.internal.EndWatch;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Completes a future when its job comes to an end, whichever it is. */
final class TransferWatch extends EndWatch<TransferResult> {
    private static final Logger LOG = System.getLogger("io.github.bits4j");
    private static final String CLOSED = "the job was closed before it was transferred";

    private final BackgroundCopyJob job;
    private final TransferOptions options;
    private final StateReader reader;
    private final Movement movement;
    private volatile @Nullable UUID jobId;
    /** Since the job last got any further. */
    private int transientErrors;

    TransferWatch(BackgroundCopyJob job, TransferOptions options, Ending ending) {
        super(ending, options.completes(), options.cancelsOnFailure());
        this.job = job;
        this.options = options;
        this.reader = new StateReader(job);
        this.movement = new Movement(job);
    }

    @Override
    protected void look() {
        Optional<JobEvent> news = reader.read();
        if (news.isPresent()) {
            on(news.get());
        } else {
            move();
        }
        checkStall();
    }

    @Override
    protected void failed(Throwable thrown) {
        switch (thrown) {
            case BackgroundCopyException e ->
                    fail(e.isServiceGone() ? Reason.SERVICE_LOST : Reason.UNREADABLE, e.getMessage(), null, e);
            case IllegalStateException e -> fail(Reason.CLOSED, CLOSED, null, e);
            default -> fail(Reason.UNREADABLE, "the job's state could not be read", null, thrown);
        }
    }

    @Override
    protected void closing() {
        fail(Reason.CLOSED, CLOSED, null, null);
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
        if (!isDone() && options.stallTimeout().isPresent()
                && movement.standstill().compareTo(options.stallTimeout().get()) > 0) {
            fail(Reason.STALLED, "nothing moved for %s; the job is %s".formatted(options.stallTimeout().get(), reader.last()),
                    null, null);
        }
    }

    private void complete() {
        UUID id = jobId(); // while there is a job to ask
        List<Path> files = localFiles();
        JobProgress progress = job.progress();
        if (!decide()) {
            return; // cancelled, or closed
        }
        try {
            Completion completion = job.complete();
            succeed(new TransferResult(id, JobState.ACKNOWLEDGED, progress, Optional.of(completion), files));
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
            case ACKNOWLEDGED -> succeed(ifCompleted);
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
        if (decide()) {
            succeed(result);
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
        if (decide()) {
            failAs(reason, message, error, cause);
        }
    }

    private void failAs(Reason reason, @Nullable String message, @Nullable TransferError error, @Nullable Throwable cause) {
        fail(new TransferException(reason, idForFailure(), String.valueOf(message), error, cause), reason == Reason.CANCELLED);
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
