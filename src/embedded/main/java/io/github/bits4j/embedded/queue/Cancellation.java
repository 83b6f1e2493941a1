package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.store.RecordKey;
import io.github.bits4j.embedded.transfer.TransferFailure;
import io.github.bits4j.embedded.transfer.session.HttpOptions;
import io.github.bits4j.embedded.transfer.session.HttpSession;
import io.github.bits4j.embedded.transfer.upload.Upload;
import io.github.bits4j.embedded.transfer.upload.UploadSession;
import io.github.bits4j.embedded.transfer.upload.UploadState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a server that an upload is cancelled: again and again, until it has taken note or the time is over. The job does not
 * wait for it, and may be gone long before; a restart goes on with it.
 */
final class Cancellation implements Runnable {
    private static final System.Logger LOG = System.getLogger(Cancellation.class.getName());
    /** The documented limit; a shorter no-progress timeout goes before. */
    private static final Duration LIMIT = Duration.ofHours(24);

    /**
     * What is to be done, as the store keeps it.
     *
     * @param delay between two attempts
     * @param since when the upload was cancelled
     * @param limit how long the server is told
     */
    record Plan(URI remote, UploadSession session, int costFlags, Duration delay, Instant since, Duration limit) {}

    private final Engine engine;
    private final UUID id;
    private final Plan plan;
    /** The job's for as long as there is one: a check of certificates ends with it. */
    private final Supplier<HttpOptions> options;
    private final long begin;
    private final CountDownLatch attempted = new CountDownLatch(1);

    // Guarded by the queue's lock.
    private boolean kept;
    private boolean over;

    private Cancellation(Engine engine, UUID id, Plan plan, Supplier<HttpOptions> options, Duration past) {
        this.engine = engine;
        this.id = id;
        this.plan = plan;
        this.options = options;
        this.begin = engine.clock.nanoTime() - past.toNanos();
    }

    /** For an upload in that state; empty if it has no session. */
    static Optional<Cancellation> of(Engine engine, Job job, URI remote, UploadState state) {
        UploadSession session = state.session();
        if (session == null) {
            return Optional.empty();
        }
        Duration patience = Duration.ofSeconds(Integer.toUnsignedLong(job.noProgressTimeout()));
        Plan plan = new Plan(
                remote,
                session,
                engine.lock.call(() -> job.data.traits.costFlags()),
                Duration.ofSeconds(Integer.toUnsignedLong(job.minimumRetryDelay())),
                engine.clock.now(),
                patience.compareTo(LIMIT) < 0 ? patience : LIMIT);
        return Optional.of(new Cancellation(engine, UUID.randomUUID(), plan, () -> job.data.http, Duration.ZERO));
    }

    /** For the upload of the job; empty if there is none that a server knows of. */
    static Optional<Cancellation> of(Engine engine, Job job) {
        JobFile file = engine.lock.<@Nullable JobFile>call(() ->
                job.data.files.stream().filter(upload -> upload.upload != null).findFirst().orElse(null));
        UploadState state = file == null ? null : engine.lock.<@Nullable UploadState>call(() -> file.upload);
        return file == null || state == null ? Optional.empty() : of(engine, job, file.remote, state);
    }

    /** One of an earlier process. The clock is believed only as far as it is possible. */
    static Cancellation restored(Engine engine, UUID id, Plan plan, HttpOptions options) {
        Duration shown = Duration.between(plan.since(), engine.clock.now());
        Duration past = shown.isNegative() ? Duration.ZERO : shown.compareTo(plan.limit()) < 0 ? shown : plan.limit();
        Cancellation cancellation = new Cancellation(engine, id, plan, () -> options, past);
        cancellation.kept = true;
        return cancellation;
    }

    /** Stores it, unless it is over already: the job, which would lead a restart to it, is about to go. The lock is held. */
    void keep() {
        if (!over) {
            kept = true;
            engine.keeper.write(key(), CancellationRecords.of(plan, options.get()));
        }
    }

    private RecordKey key() {
        return JobRecords.key(JobRecords.CANCELLATION, id, 0);
    }

    void begin() {
        engine.threads.work(this);
    }

    /** Begins, and waits for the first attempt, but not longer than that. */
    void begin(Duration patience) {
        begin();
        try {
            if (!attempted.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.log(System.Logger.Level.DEBUG, "the cancellation of the upload to {0} goes on", plan.remote());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins again after a restart, if there is time left. */
    void goOn() {
        if (past().compareTo(plan.limit()) < 0) {
            begin();
        } else {
            giveUp();
        }
    }

    @Override
    public void run() {
        try {
            engine.costs.pass(plan.costFlags());
            HttpSession way = new HttpSession(engine.transport, engine.lock.call(options), engine.hooks.certificates());
            Upload.cancel(way.uploads(plan.remote()), plan.remote(), plan.session());
            end();
        } catch (TransferFailure failure) {
            LOG.log(System.Logger.Level.DEBUG, "cancellation of the upload to " + plan.remote(), failure);
            repeat();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, "cancellation of the upload to " + plan.remote(), failure);
        } finally {
            attempted.countDown();
        }
    }

    private Duration past() {
        return Duration.ofNanos(engine.clock.nanoTime() - begin);
    }

    private void repeat() {
        boolean late = past().plus(plan.delay()).compareTo(plan.limit()) > 0;
        engine.lock.run(() -> {
            if (engine.closed) {
                return; // what failed may be the end of the service; the next one goes on
            }
            if (late) {
                giveUp();
            } else {
                engine.clock.later(plan.delay(), () -> engine.lock.fire(this::again));
            }
        });
    }

    private void again() {
        if (!engine.closed) {
            engine.lock.afterwards(this::begin);
        }
    }

    private void giveUp() {
        LOG.log(System.Logger.Level.WARNING, "the server of {0} was not told that the upload is cancelled", plan.remote());
        end();
    }

    private void end() {
        engine.lock.run(() -> {
            over = true;
            if (kept) {
                engine.keeper.cleaned(key());
            }
        });
    }
}
