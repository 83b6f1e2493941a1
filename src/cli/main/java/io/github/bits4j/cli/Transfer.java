package io.github.bits4j.cli;

import io.github.bits4j.BackgroundCopyException;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.Completion;
import io.github.bits4j.JobPriority;
import io.github.bits4j.JobState;
import io.github.bits4j.JobType;
import io.github.bits4j.TransferException;
import io.github.bits4j.TransferResult;
import io.github.bits4j.com.HResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A download by one job, for somebody who waits for it. Unless it is completed, {@link #close()} cancels the job. */
final class Transfer implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;
    /** The shortest that BITS takes; its default of 10 minutes is for nobody who waits. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(5);
    /** How much longer than the service we wait for progress, so that it can say itself why there was none. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final BackgroundCopyJob job;
    private final Screen screen;
    private final Duration patience;
    private boolean completed;
    private boolean retrying;

    private Transfer(BackgroundCopyJob job, Screen screen, Duration patience) {
        this.job = job;
        this.screen = screen;
        this.patience = patience;
    }

    /**
     * Creates the job.
     *
     * @param patience how long there may be no progress
     */
    static Transfer create(BackgroundCopyManager manager, String name, Duration patience, Interruption interruption,
            Screen screen) {
        return of(manager.createJob(name, JobType.DOWNLOAD), patience, interruption, screen);
    }

    /** Takes over a job that an earlier process has left. */
    static Transfer of(BackgroundCopyJob job, Duration patience, Interruption interruption, Screen screen) {
        Transfer transfer = new Transfer(job, screen, patience);
        try {
            interruption.watch(transfer.job);
            transfer.configure();
            return transfer;
        } catch (RuntimeException e) {
            transfer.close();
            throw e;
        }
    }

    private void configure() {
        ifImplemented(() -> job.setPriority(JobPriority.FOREGROUND));
        ifImplemented(() -> job.setMinimumRetryDelay(RETRY_DELAY));
        ifImplemented(() -> job.setNoProgressTimeout(patience));
    }

    /** Wine's service lacks some setters; the download works without. */
    private static void ifImplemented(Runnable setter) {
        try {
            setter.run();
        } catch (BackgroundCopyException e) {
            if (e.hresult() != HResult.E_NOTIMPL) {
                throw e;
            }
        }
    }

    BackgroundCopyJob job() {
        return job;
    }

    /**
     * Resumes the job and waits until it is transferred.
     *
     * @throws TransferException if it ends in any other way, or nothing moves
     */
    TransferResult await() throws InterruptedException {
        try (Progress progress = Progress.on(screen)) {
            CompletableFuture<TransferResult> end = job.whenTransferred(patience.plus(MARGIN));
            job.resume();
            while (true) {
                try {
                    TransferResult result = end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    progress.update(result.progress());
                    return result;
                } catch (TimeoutException e) {
                    progress.update(job.progress());
                    tellOfRetries(job.state());
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof TransferException failure) {
                        throw failure;
                    }
                    throw new IllegalStateException("the future of a job ended in an unknown way", e.getCause());
                }
            }
        }
    }

    private void tellOfRetries(JobState state) {
        if (state == JobState.TRANSIENT_ERROR && !retrying) {
            job.readError().ifPresent(error ->
                    screen.line("Retrying every %d s: %s".formatted(RETRY_DELAY.toSeconds(), Explanation.of(error))));
        }
        retrying = state == JobState.TRANSIENT_ERROR;
    }

    /** Gives the file its name. */
    void complete() throws FailedException {
        Completion completion = job.complete();
        completed = true;
        if (completion == Completion.PARTIAL) {
            throw new FailedException("the service completed the job, but not all of it had been transferred");
        }
    }

    /** Nothing stays in the queue. */
    @Override
    public void close() {
        try (job) {
            if (!completed) {
                job.cancel();
            }
        } catch (BackgroundCopyException e) {
            // The failure that brought us here is the one to report, and a job that has ended needs no cancelling.
            System.getLogger("io.github.bits4j.cli").log(System.Logger.Level.DEBUG, "the job could not be cancelled", e);
        }
    }
}
