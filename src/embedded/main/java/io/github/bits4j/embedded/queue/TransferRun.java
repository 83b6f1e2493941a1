package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.embedded.transfer.DownloadMonitor;
import io.github.bits4j.embedded.transfer.Representation;
import io.github.bits4j.embedded.transfer.ResponseHead;
import io.github.bits4j.embedded.transfer.TransferFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A job's turn: transfers its files, one after the other, until all are done, one fails or it is stopped. A job has
 * at most one, also counting one that was stopped and has not ended: so no two ever write to a file.
 */
final class TransferRun implements Runnable, DownloadMonitor {
    private static final System.Logger LOG = System.getLogger(TransferRun.class.getName());

    private final Engine engine;
    private final Job job;
    private final JobSession session;
    private final JobDownload downloads;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Checkpoint checkpoint;

    /** Guarded by the queue's lock: whether what it reports counts no more. */
    boolean detached;
    /** Written by the transfer's thread, under the queue's lock. */
    private @Nullable JobFile current;

    private final Object threadGuard = new Object();
    private @Nullable Thread thread;
    private boolean interrupted;
    private boolean withClient;

    TransferRun(Engine engine, Job job) {
        this.engine = engine;
        this.job = job;
        this.session = new JobSession(engine, job);
        this.downloads = new JobDownload(engine, job, this, session);
        this.checkpoint = new Checkpoint(engine.temporaries.forceInterval());
    }

    @Override
    public void run() {
        try {
            begin();
            job.flags().requireNoToken();
            if (job.data.isUpload()) {
                new UploadTurn(engine, job, this, session).work();
                rest(JobState.TRANSFERRED);
            } else {
                for (JobFile file = next(); file != null; file = next()) {
                    download(file);
                }
            }
        } catch (InterruptedException stop) {
            LOG.log(System.Logger.Level.DEBUG, "transfer of job {0} stopped", job.id());
            giveWay();
        } catch (TransferFailure failure) {
            LOG.log(System.Logger.Level.DEBUG, "transfer of job " + job.id(), failure);
            fail(failure);
        } catch (Failed failure) {
            LOG.log(System.Logger.Level.DEBUG, "transfer of job " + job.id(), failure);
            fail(failure.reason);
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, "transfer of job " + job.id(), failure);
            fail(TransferFailure.internal(failure));
        } finally {
            end();
        }
    }

    private void begin() throws InterruptedException {
        synchronized (threadGuard) {
            if (interrupted) {
                throw new InterruptedException("stopped before it began");
            }
            thread = Thread.currentThread();
        }
    }

    /** The client is called: an interrupt would close his channel, so it waits until he is back. */
    void enterClient() throws InterruptedException {
        synchronized (threadGuard) {
            if (interrupted) {
                throw new InterruptedException("stopped before a call of the client");
            }
            withClient = true;
        }
    }

    void leaveClient() {
        synchronized (threadGuard) {
            withClient = false;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether this is its thread, in a call of the client: who waits for its end here, waits for himself. */
    boolean isInClient() {
        synchronized (threadGuard) {
            return withClient && thread == Thread.currentThread();
        }
    }

    /** The client, called by it, waits for the end of the job: what is left of it touches no file. */
    void yieldToClient() {
        if (isInClient()) {
            ended.countDown();
        }
    }

    /** Ends the thread's waits; nothing happens if it has ended or never begins. */
    void interrupt() {
        synchronized (threadGuard) {
            interrupted = true;
            if (thread != null && !withClient) {
                thread.interrupt();
            }
        }
    }

    /** Whether it ends within that time. */
    boolean awaitEnd(Duration limit) {
        yieldToClient();
        try {
            return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The file that it is at. The lock is held. */
    Optional<JobFile> file() {
        return Optional.ofNullable(current);
    }

    boolean isUsing(JobFile file) {
        return engine.lock.call(() -> current == file);
    }

    /** The next file of a download; without one the job is transferred, or waits until more is asked for. */
    private @Nullable JobFile next() {
        return engine.lock.<@Nullable JobFile>call(() -> {
            JobFile file = NextFile.of(job.data);
            if (file == null && job.isContent()) {
                job.data.files.getFirst().transferred = true; // what else was asked for, the file does not have
            }
            if (file == null) {
                rest(job.data.isTransferred() ? JobState.TRANSFERRED : JobState.SUSPENDED);
            }
            current = file;
            return file;
        });
    }

    /** What fails from now on fails with that file. */
    void use(JobFile file) {
        engine.lock.run(() -> current = file);
    }

    void download(JobFile file) throws TransferFailure, InterruptedException {
        use(file);
        boolean complete;
        try (AttemptClock _ = new AttemptClock(engine, job, file)) {
            complete = downloads.run(file);
        }
        if (complete) {
            report(Job.Change.PROGRESS, file, _ -> {
                file.transferred = true;
                file.forced = file.demand == null ? file.position : file.demand.filled().end();
                job.stalledSince = null;
            });
        }
    }

    /** All is done that can be done now. */
    private void rest(JobState state) {
        engine.lock.run(() -> {
            current = null;
            if (!detached) {
                detached = true;
                engine.lifecycle.calm(job);
                engine.lifecycle.enter(job, state);
            }
        });
    }

    @Override
    public void answered(ResponseHead head) throws InterruptedException {
        JobFile file = current;
        report(Job.Change.INTERNAL, file, _ -> {
            if (file != null) {
                file.responseHeaders = head.text();
                file.server = head.server();
            }
        });
    }

    /** As the job's redirect policy wants it: the file's remote name is another now. */
    void redirected(URI target) throws InterruptedException {
        JobFile file = current;
        report(Job.Change.PROPERTY, _ -> {
            if (file != null) {
                file.remoteName = target.toString();
                file.remote = target;
            }
        });
    }

    /** Where the request that was answered went in the end. */
    void arrived(@Nullable URI elsewhere) throws InterruptedException {
        JobFile file = current;
        report(Job.Change.INTERNAL, file, _ -> {
            if (file != null) {
                file.redirection = elsewhere == null ? null : elsewhere.toString();
            }
        });
    }

    @Override
    public void started(Representation representation, long position) throws InterruptedException {
        JobFile file = current;
        checkpoint.start(position);
        report(Job.Change.STATE, file, data -> {
            data.state = JobState.TRANSFERRING;
            if (file != null) {
                file.representation = representation;
                file.position = position;
                if (file.stream != null) {
                    file.stream.begin(position);
                }
                file.forced = Math.min(file.forced, position);
            }
        });
        // Bytes that the store knows may be about to be overwritten: after a crash they must not count as the old ones.
        try {
            engine.keeper.commit();
            requireSize(representation);
        } catch (TransferFailure failure) {
            throw new Failed(failure);
        }
    }

    /** Throws if the client has said that the file has another size. */
    void requireSize(Representation representation) throws TransferFailure {
        Object told = engine.lock.<@Nullable Object>call(() ->
                job.data.content == null ? null : job.data.content.get(ContentProperty.TOTAL_SIZE_BYTES));
        if (told instanceof Long size && representation.size() >= 0 && size != representation.size()) {
            throw TransferFailure.lasting(ContentErrors.SIZE_MISMATCH,
                    "the file has " + representation.size() + " bytes instead of " + size, null);
        }
    }

    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient TransferFailure reason;

        Failed(TransferFailure reason) {
            super(reason);
            this.reason = reason;
        }
    }

    @Override
    public void advanced(long position) throws InterruptedException {
        JobFile file = current;
        report(Job.Change.PROGRESS, file, data -> {
            job.stalledSince = null;
            data.stalledAt = null;
            if (file != null) {
                file.position = position;
            }
        });
        if (file != null && engine.keeper.isPersistent() && checkpoint.isDue(position)) {
            try {
                force(file);
            } catch (TransferFailure failure) {
                throw new Failed(failure);
            }
            checkpoint.start(position);
        }
    }

    /** Forces the bytes that are there to the disk; from then on a restart counts them. */
    private void force(JobFile file) throws TransferFailure, InterruptedException {
        Path temporary = file.temporaryFile();
        long reached = engine.lock.call(() -> file.position);
        if (temporary != null) {
            engine.temporaries.force(temporary);
            engine.lock.run(() -> job.change(Job.Change.INTERNAL, file, _ -> file.forced = Math.min(reached, file.position)));
        }
    }

    @Override
    public void discarded() throws InterruptedException {
        JobFile file = current;
        report(Job.Change.PROGRESS, file, _ -> {
            if (file != null) {
                file.forget(false);
            }
        });
    }

    /** Changes the job, if what happens here counts; otherwise the run ends. */
    void report(Job.Change kind, Consumer<JobData> mutation) throws InterruptedException {
        report(kind, null, mutation);
    }

    /** @param file the only one that is changed, or null */
    void report(Job.Change kind, @Nullable JobFile file, Consumer<JobData> mutation) throws InterruptedException {
        ask(() -> {
            if (!detached) {
                job.change(kind, file, mutation);
            }
            return true;
        });
    }

    /** The answer, under the lock, if what happens here counts; otherwise the run ends. */
    <T> T ask(Supplier<T> question) throws InterruptedException {
        Optional<T> answer = engine.lock.call(() -> {
            boolean counts = !detached;
            T found = question.get();
            return counts ? Optional.of(found) : Optional.empty();
        });
        return answer.orElseThrow(() -> new InterruptedException("stopped"));
    }

    private void fail(TransferFailure failure) {
        engine.lock.run(() -> {
            if (!detached) {
                detached = true;
                if (current != null) {
                    current.followStream(); // who is told of the failure may ask at once how far it came
                }
                engine.lifecycle.failed(job, current, failure);
            }
        });
    }

    /** Whoever stopped it has given the job its state; after an interrupt by a stranger the job is still to be done. */
    private void giveWay() {
        engine.lock.run(() -> {
            if (!detached) {
                detached = true;
                engine.lifecycle.enter(job, JobState.QUEUED);
            }
        });
    }

    private void end() {
        synchronized (threadGuard) {
            thread = null;
            // The thread goes back to its pool: an interrupt that came late is not meant for what it does next.
            Thread.interrupted();
        }
        forceRest();
        Path abandoned = engine.lock.<@Nullable Path>call(() -> {
            job.run = null;
            if (current != null) {
                current.followStream();
            }
            if (!detached) {
                detached = true; // even to report the failure failed; in the queue the job would come back at once
                engine.lifecycle.giveUp(job);
            }
            engine.scheduler.changed(job);
            return job.data.state.isFinal() && current != null ? current.temporary : null;
        });
        JobFile last = current;
        if (abandoned != null && last != null && engine.temporaries.delete(abandoned)) {
            engine.keeper.cleaned(job, last);
        }
        ended.countDown();
    }

    /** What has come since the last checkpoint; not for a job that is being cancelled. */
    private void forceRest() {
        JobFile file = current;
        boolean worth = file != null && engine.keeper.isPersistent()
                && engine.lock.call(() -> file.isAhead() && job.settlement == null && !job.data.state.isFinal());
        if (file != null && worth) {
            try {
                if (engine.lock.call(() -> file.demand != null)) {
                    DemandTurn.keep(engine, job, file);
                } else {
                    force(file);
                }
            } catch (TransferFailure | InterruptedException | RuntimeException failure) {
                LOG.log(System.Logger.Level.WARNING, "job " + job.id() + " will go on from an earlier position", failure);
            }
        }
    }
}
