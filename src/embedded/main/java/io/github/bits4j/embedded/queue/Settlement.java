package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.Representation;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The end of a job: what Complete or Cancel does with its files. */
final class Settlement implements Runnable {
    enum Kind {
        COMPLETE("Complete"),
        CANCEL("Cancel");

        private final String operation;

        Kind(String operation) {
            this.operation = operation;
        }

        String operation() {
            return operation;
        }
    }

    private static final System.Logger LOG = System.getLogger(Settlement.class.getName());

    /** A server that is there is told within that; the caller of Cancel does not wait for another one. */
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(2);

    private final Engine engine;
    private final Job job;
    private final Kind kind;
    private final CompletableFuture<Integer> result = new CompletableFuture<>();
    /** For the settlement's own thread. */
    private Optional<Cancellation> cancellation = Optional.empty();

    Settlement(Engine engine, Job job, Kind kind) {
        this.engine = engine;
        this.job = job;
        this.kind = kind;
    }

    /** Whether it ends within that time. */
    boolean awaitEnd(Duration limit) {
        try {
            result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException late) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits for the HRESULT; an interrupt does not end the wait. */
    int await() {
        return result.join();
    }

    @Override
    public void run() {
        int hresult;
        try {
            hresult = settle();
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, kind.operation() + " of job " + job.id(), failure);
            hresult = HResult.E_UNEXPECTED;
        }
        int outcome = hresult;
        try {
            engine.lock.run(() -> end(outcome));
        } finally {
            result.complete(outcome); // whatever happens: callers wait for it without a limit
        }
    }

    private int settle() {
        TransferRun run = engine.lock.<@Nullable TransferRun>call(() -> job.run);
        boolean quiet = run == null || run.awaitEnd(engine.settings.stopLimit());
        List<JobFile> files = engine.lock.call(job.data::received);
        boolean partial = false;
        boolean left = false;
        try {
            engine.keeper.commit(); // that it has begun: only then a restart knows what renamed and deleted files mean
        } catch (TransferFailure failure) {
            return failure.hresult();
        }
        if (kind == Kind.COMPLETE) {
            for (JobFile file : files) {
                if (isTransferred(file)) {
                    try {
                        publish(file);
                    } catch (TransferFailure failure) {
                        LOG.log(System.Logger.Level.WARNING, "job " + job.id() + " cannot be completed", failure);
                        return failure.hresult();
                    }
                } else {
                    partial = true;
                }
            }
        }
        for (JobFile file : files) {
            left |= !discard(file, quiet ? null : run);
        }
        if (kind == Kind.CANCEL) {
            cancellation = Cancellation.of(engine, job);
            cancellation.ifPresent(upload -> upload.begin(CANCEL_PATIENCE));
        }
        if (partial) {
            return HResult.BG_S_PARTIAL_COMPLETE;
        }
        return left ? HResult.BG_S_UNABLE_TO_DELETE_FILES : HResult.S_OK;
    }

    private boolean isTransferred(JobFile file) {
        return engine.lock.call(() -> file.transferred);
    }

    private void publish(JobFile file) throws TransferFailure {
        Path temporary = file.temporaryFile();
        if (temporary == null) {
            engine.lock.run(() -> file.completed |= file.stream != null);
            return; // published by an earlier Complete that failed at another file
        }
        if (!engine.hooks.confinement().allows(file.destination)) {
            throw TransferFailure.local(HResult.E_ACCESSDENIED, "outside of where files may be", null);
        }
        Representation source = engine.lock.<@Nullable Representation>call(() -> file.representation);
        engine.temporaries.publish(
                temporary, file.destination, source == null ? null : source.modified().orElse(null));
        if (engine.keeper.isPersistent()) {
            engine.temporaries.forceNames(file.destination);
        }
        engine.lock.run(() -> job.change(Job.Change.PROGRESS, file, _ -> {
            file.completed = true;
            file.valid = true;
            file.temporary = null;
        }));
    }

    /** @param busy a transfer that did not end in time: it deletes its own file when it does */
    private boolean discard(JobFile file, @Nullable TransferRun busy) {
        Path temporary = file.temporaryFile();
        if (temporary == null) {
            return true;
        }
        if (busy != null && busy.isUsing(file) || !engine.temporaries.delete(temporary)) {
            return false;
        }
        engine.lock.run(() -> job.change(Job.Change.INTERNAL, file, _ -> file.temporary = null));
        return true;
    }

    /** The lock is held. */
    private void end(int hresult) {
        job.settlement = null;
        if (HResult.failed(hresult)) {
            job.change(Job.Change.INTERNAL, data -> data.ending = null);
            engine.scheduler.changed(job);
            return;
        }
        engine.lifecycle.calm(job);
        engine.retention.forget(job);
        engine.lifecycle.enter(job, kind == Kind.COMPLETE ? JobState.ACKNOWLEDGED : JobState.CANCELLED);
        engine.jobs.remove(job.id());
        cancellation.ifPresent(Cancellation::keep);
        engine.keeper.ended(job);
        engine.statuses.ended(job);
    }
}
