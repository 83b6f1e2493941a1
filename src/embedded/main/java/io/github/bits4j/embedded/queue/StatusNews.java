package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.transfer.StreamSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells the clients of downloads how those stand: each change of state and each error at once, progress now and then. */
final class StatusNews {
    private static final System.Logger LOG = System.getLogger(StatusNews.class.getName());
    private static final int E_ABORT = 0x80004004;
    private static final int RPC_S_SERVER_UNAVAILABLE = 1722;
    /** A client who does not come back from a call is not kept a longer list for. */
    private static final int MAXIMUM_DUE = 100;

    private final Engine engine;

    StatusNews(Engine engine) {
        this.engine = engine;
    }

    /** The job was changed, and had the state {@code before}; who has no download hears by the {@link Notifier}. The lock is held. */
    void changed(Job job, JobState before) {
        if (job.isContent()) {
            look(job, job.statusSlot());
        } else {
            engine.notifier.changed(job, before);
        }
    }

    private void look(Job job, StatusSlot slot) {
        ContentStatus now = ContentStatus.of(job.data);
        boolean news = now.tellsOtherThan(slot.seen);
        slot.seen = now;
        if (now.state() != ContentState.TRANSFERRING) {
            wake(slot, answer(now));
        }
        if (slot.registration == null) {
            return;
        }
        if (news) {
            if (slot.due.size() == MAXIMUM_DUE) {
                slot.due.removeFirst();
            }
            add(slot, now);
        } else if (now.transferred() != slot.toldBytes && now.state() == ContentState.TRANSFERRING) {
            progress(job, slot, now);
        }
    }

    private void add(StatusSlot slot, ContentStatus status) {
        slot.due.addLast(status);
        slot.toldBytes = status.transferred();
        slot.toldAt = engine.clock.nanoTime();
        cancelTimer(slot);
        pump(slot);
    }

    private void progress(Job job, StatusSlot slot, ContentStatus now) {
        ContentData content = job.data.content();
        long percent = content.number(ContentProperty.CALLBACK_FREQ_PERCENT);
        double share = now.total() <= 0 ? 0 : 100.0 * Math.abs(now.transferred() - slot.toldBytes) / now.total();
        Duration interval = Duration.ofSeconds(content.number(ContentProperty.CALLBACK_FREQ_SECONDS));
        long rest = interval.toNanos() - (engine.clock.nanoTime() - slot.toldAt);
        if (rest <= 0 || percent > 0 && share >= percent) {
            ContentStatus last = slot.due.peekLast();
            if (last != null && !last.tellsOtherThan(now)) {
                slot.due.removeLast(); // nobody has been told yet
            }
            add(slot, now);
        } else if (slot.timer == null) {
            arm(job, slot, Duration.ofNanos(rest).plusMillis(1));
        }
    }

    private void arm(Job job, StatusSlot slot, Duration delay) {
        ServiceClock.Timer[] mine = new ServiceClock.Timer[1];
        mine[0] = engine.clock.later(delay, () -> engine.lock.fire(() -> {
            if (slot.timer == mine[0] && !engine.closed) {
                slot.timer = null;
                look(job, slot);
            }
        }));
        slot.timer = mine[0];
    }

    private static void cancelTimer(StatusSlot slot) {
        ServiceClock.Timer timer = slot.timer;
        if (timer != null) {
            timer.cancel();
        }
        slot.timer = null;
    }

    private void pump(StatusSlot slot) {
        if (slot.busy) {
            return;
        }
        if (slot.registration != null && !slot.due.isEmpty()) {
            slot.busy = true;
            // Of a download that had ended before, the queue's end knows nothing.
            engine.lock.afterwards(() -> engine.threads.notify(() -> deliver(slot), () -> engine.lock.run(() -> giveUp(slot))));
        } else if (slot.over) {
            giveUp(slot);
        }
    }

    private record Call(StatusSlot.Registration registration, ContentStatus status) {}

    private void deliver(StatusSlot slot) {
        Call call = engine.lock.<@Nullable Call>call(() -> {
            StatusSlot.Registration registration = slot.registration;
            ContentStatus status = slot.due.pollFirst();
            if (registration == null || status == null) {
                slot.busy = false;
                pump(slot);
                return null;
            }
            registration.calls++;
            return new Call(registration, status);
        });
        if (call == null) {
            return;
        }
        try {
            call.registration.target.statusChanged(slot.download, call.status);
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, "a status callback failed", failure);
        }
        engine.lock.run(() -> {
            slot.busy = false;
            call.registration.calls--;
            releaseIfIdle(call.registration);
            pump(slot);
        });
    }

    /** Tells this target instead of another one; null for nobody. The lock is held. */
    void register(StatusSlot slot, @Nullable StatusTarget target) {
        StatusSlot.Registration present = slot.registration;
        if (present != null && present.target == target) {
            return;
        }
        giveUp(slot);
        slot.registration = target == null ? null : new StatusSlot.Registration(target);
        slot.toldBytes = slot.seen.transferred();
    }

    /** As {@link ContentDownload#withStatusTarget}. */
    <R extends @Nullable Object> R lend(StatusSlot slot, Function<@Nullable StatusTarget, R> use) {
        StatusSlot.Registration registration = engine.lock.<StatusSlot.@Nullable Registration>call(() -> {
            StatusSlot.Registration present = slot.registration;
            if (present != null) {
                present.calls++;
            }
            return present;
        });
        try {
            return use.apply(registration == null ? null : registration.target);
        } finally {
            if (registration != null) {
                engine.lock.run(() -> {
                    registration.calls--;
                    releaseIfIdle(registration);
                });
            }
        }
    }

    private void giveUp(StatusSlot slot) {
        StatusSlot.Registration registration = slot.registration;
        slot.registration = null;
        slot.due.clear();
        cancelTimer(slot);
        if (registration != null) {
            registration.givenUp = true;
            releaseIfIdle(registration);
        }
    }

    private void releaseIfIdle(StatusSlot.Registration registration) {
        if (registration.givenUp && registration.calls == 0) {
            engine.lock.afterwards(() -> release(registration.target::release));
        }
    }

    /** The job has ended: a download's client is told, then what is held of him is let go. The lock is held. */
    void ended(Job job) {
        if (job.isContent()) {
            job.statusSlot().over = true;
            pump(job.statusSlot());
            releaseStream(job.statusSlot());
        } else {
            forget(job);
        }
    }

    /** Nobody is told of the job any more, and what is held of its client is let go. The lock is held. */
    void forget(Job job) {
        engine.notifier.forget(job);
        job.http().releaseCertificateCheck();
        if (job.isContent()) {
            giveUp(job.statusSlot());
            wake(job.statusSlot(), HResult.ofWin32(RPC_S_SERVER_UNAVAILABLE));
            releaseStream(job.statusSlot());
        } else {
            job.data.files.forEach(file -> release(file.stream));
        }
    }

    /** No transfer needs the stream any more. The lock is held. */
    void releaseStream(StatusSlot slot) {
        release(slot.stream);
        slot.stream = null;
    }

    /** It is called no more. The lock is held. */
    private void release(@Nullable StreamSink stream) {
        if (stream != null) {
            engine.lock.afterwards(() -> release(stream.target()::release));
        }
    }

    private static void release(Runnable release) {
        try {
            release.run();
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, "an object of a client failed in release()", failure);
        }
    }

    private void wake(StatusSlot slot, int hresult) {
        List<CompletableFuture<Integer>> waiting = List.copyOf(slot.waiting);
        slot.waiting.clear();
        waiting.forEach(start -> engine.lock.afterwards(() -> start.complete(hresult)));
    }

    /** What Start in blocking mode returns when the download has come to this. */
    private static int answer(ContentStatus status) {
        return status.state() == ContentState.ABORTED ? E_ABORT : status.error();
    }
}
