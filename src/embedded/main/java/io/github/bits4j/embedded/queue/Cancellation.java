package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.upload.Upload;
import io.github.bits4j.embedded.transfer.upload.UploadSession;
import io.github.bits4j.embedded.transfer.upload.UploadState;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a server that an upload is cancelled: again and again, until it has taken note or the time is over. The job does not
 * wait for it.
 */
final class Cancellation implements Runnable {
    private static final System.Logger LOG = System.getLogger(Cancellation.class.getName());
    /** The documented limit; a shorter no-progress timeout goes before. */
    private static final Duration LIMIT = Duration.ofHours(24);

    private final Engine engine;
    private final Job job;
    private final URI remote;
    private final UploadSession session;
    private final Duration delay;
    private final long begin;
    private final Duration limit;
    private final CountDownLatch attempted = new CountDownLatch(1);

    private Cancellation(
            Engine engine, Job job, URI remote, UploadSession session, Duration delay, Duration patience) {
        this.engine = engine;
        this.job = job;
        this.remote = remote;
        this.session = session;
        this.delay = delay;
        this.begin = engine.clock.nanoTime();
        this.limit = patience.compareTo(LIMIT) < 0 ? patience : LIMIT;
    }

    /** For an upload in that state; empty if it has no session. */
    static Optional<Cancellation> of(Engine engine, Job job, URI remote, UploadState state) {
        UploadSession session = state.session();
        if (session == null) {
            return Optional.empty();
        }
        Duration patience = Duration.ofSeconds(Integer.toUnsignedLong(job.noProgressTimeout()));
        Duration delay = Duration.ofSeconds(Integer.toUnsignedLong(job.minimumRetryDelay()));
        return Optional.of(new Cancellation(engine, job, remote, session, delay, patience));
    }

    /** For the upload of the job; empty if there is none that a server knows of. */
    static Optional<Cancellation> of(Engine engine, Job job) {
        JobFile file = engine.lock.<@Nullable JobFile>call(() ->
                job.data.files.stream().filter(upload -> upload.upload != null).findFirst().orElse(null));
        UploadState state = file == null ? null : engine.lock.<@Nullable UploadState>call(() -> file.upload);
        return file == null || state == null ? Optional.empty() : of(engine, job, file.remote, state);
    }

    void begin() {
        engine.threads.work(this);
    }

    /** Begins, and waits for the first attempt, but not longer than that. */
    void begin(Duration patience) {
        begin();
        try {
            if (!attempted.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.log(System.Logger.Level.DEBUG, "the cancellation of the upload to {0} goes on", remote);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            Upload.cancel(new JobSession(engine, job).open().uploads(remote), remote, session);
        } catch (TransferFailure failure) {
            LOG.log(System.Logger.Level.DEBUG, "cancellation of the upload to " + remote, failure);
            repeat();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, "cancellation of the upload to " + remote, failure);
        } finally {
            attempted.countDown();
        }
    }

    private void repeat() {
        Duration past = Duration.ofNanos(engine.clock.nanoTime() - begin);
        if (past.plus(delay).compareTo(limit) > 0) {
            LOG.log(System.Logger.Level.WARNING, "the server of {0} was not told that the upload is cancelled", remote);
            return;
        }
        engine.lock.run(() -> {
            if (!engine.closed) {
                engine.clock.later(delay, () -> engine.lock.run(this::again));
            }
        });
    }

    private void again() {
        if (!engine.closed) {
            engine.lock.afterwards(this::begin);
        }
    }
}
