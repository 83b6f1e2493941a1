package io.github.bits4j.embedded.queue;

import io.github.bits4j.JobState;
import io.github.bits4j.NotifyFlag;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.time.ServiceClock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells clients what happened to their jobs. What is to be told is read off the job each time, not queued: so nothing is
 * lost when a target or the flags come late, and nothing that is over is told.
 */
final class Notifier {
    private static final System.Logger LOG = System.getLogger(Notifier.class.getName());

    private final Engine engine;

    Notifier(Engine engine) {
        this.engine = engine;
    }

    /** The job was changed, and had the state {@code before}. The lock is held. */
    void changed(Job job, JobState before) {
        NotifySlot slot = job.slot;
        JobState now = job.data.state;
        boolean outcome = now == JobState.TRANSFERRED || now == JobState.ERROR;
        if (outcome && now != before) {
            slot.outcome++;
            slot.repeatDue = null;
            engine.programs.outcomeChanged(job);
        } else {
            slot.modified = true;
        }
        pump(job);
    }

    /** The lock is held. */
    @Nullable NotifyTarget target(Job job) {
        NotifySlot.Registration registration = job.slot.registration;
        return registration == null ? null : registration.target;
    }

    /** The lock is held. */
    void register(Job job, @Nullable NotifyTarget target) {
        NotifySlot slot = job.slot;
        if (target == null || target != target(job)) {
            forget(job);
            slot.registration = target == null ? null : new NotifySlot.Registration(target);
        }
        // Somebody new is told what has happened before; the class takes over where the client left off.
        slot.accepted = target == null ? slot.program.told : 0;
        slot.declined = 0;
        slot.repeatDue = null;
        slot.modified = false;
        pump(job);
    }

    /** The job gets another notification class, or none: it is told what nobody has accepted. The lock is held. */
    void classReplaced(Job job) {
        NotifySlot slot = job.slot;
        giveUp(slot.instance);
        slot.instance = null;
        if (slot.registration == null) {
            cancelTimer(slot);
            slot.accepted = slot.program.told;
            slot.declined = 0;
            slot.repeatDue = null;
        }
    }

    /** The lock is held. */
    void forget(Job job) {
        giveUp(job.slot.registration);
        giveUp(job.slot.instance);
        job.slot.registration = null;
        job.slot.instance = null;
        cancelTimer(job.slot);
        engine.programs.forget(job);
    }

    private void giveUp(NotifySlot.@Nullable Registration registration) {
        if (registration != null) {
            registration.givenUp = true;
            releaseIfIdle(registration);
        }
    }

    /** Whom to tell: what the client has registered goes before the class that the job names. */
    private NotifySlot.@Nullable Registration receiver(Job job) {
        NotifySlot slot = job.slot;
        NotifyClasses classes = engine.classes;
        UUID clsid = job.data.notificationClass;
        boolean over = engine.closed || job.data.state.isFinal();
        if (slot.receiver() == null && classes != null && clsid != null && !over) {
            slot.instance = new NotifySlot.Registration(classes.target(job, clsid));
        }
        return slot.receiver();
    }

    <R extends @Nullable Object> R lend(Job job, Function<@Nullable NotifyTarget, R> use) {
        NotifySlot.Registration registration = engine.lock.<NotifySlot.@Nullable Registration>call(() -> {
            NotifySlot.Registration present = job.slot.registration;
            if (present != null) {
                present.calls++;
            }
            return present;
        });
        try {
            return use.apply(registration == null ? null : registration.target);
        } finally {
            if (registration != null) {
                engine.lock.run(() -> returned(registration));
            }
        }
    }

    private void returned(NotifySlot.Registration registration) {
        registration.calls--;
        releaseIfIdle(registration);
    }

    private void releaseIfIdle(NotifySlot.Registration registration) {
        if (registration.givenUp && registration.calls == 0) {
            engine.lock.afterwards(() -> release(registration.target));
        }
    }

    private static void release(NotifyTarget target) {
        try {
            target.release();
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, "a notify target failed in release()", failure);
        }
    }

    /** Has a thread deliver what is due, or waits until something is. The lock is held. */
    void pump(Job job) {
        pumpTarget(job);
        engine.programs.pump(job);
    }

    private void pumpTarget(Job job) {
        NotifySlot slot = job.slot;
        if (slot.busy || receiver(job) == null) {
            return;
        }
        if (Delivery.due(job, engine.clock.nanoTime()) != null) {
            slot.busy = true;
            cancelTimer(slot);
            engine.lock.afterwards(() -> engine.threads.notify(() -> deliver(job), () -> {}));
        } else {
            Long time = Delivery.nextTime(job);
            if (time != null) {
                arm(job, time);
            }
        }
    }

    private void arm(Job job, long due) {
        NotifySlot slot = job.slot;
        if (slot.timer != null && slot.timerDue - due <= 0) {
            return;
        }
        cancelTimer(slot);
        slot.timerDue = due;
        // A moment more than the rest of the time: a timer that is early would only be set again.
        Duration delay = Duration.ofNanos(due - engine.clock.nanoTime()).plusMillis(1);
        slot.timer = engine.clock.later(delay, () -> engine.lock.run(() -> {
            if (slot.timerDue == due) {
                slot.timer = null;
            }
            pump(job);
        }));
    }

    private static void cancelTimer(NotifySlot slot) {
        ServiceClock.Timer timer = slot.timer;
        if (timer != null) {
            timer.cancel();
        }
        slot.timer = null;
    }

    /** A call that has been decided upon. */
    private record Call(NotifySlot.Registration registration, Delivery delivery) {}

    private void deliver(Job job) {
        Call call = engine.lock.<@Nullable Call>call(() -> begin(job));
        if (call != null) {
            int hresult = perform(call, job);
            engine.lock.run(() -> end(job, call, hresult));
        }
    }

    private @Nullable Call begin(Job job) {
        NotifySlot slot = job.slot;
        NotifySlot.Registration registration = receiver(job);
        Delivery delivery = registration == null ? null : Delivery.due(job, engine.clock.nanoTime());
        if (registration == null || delivery == null) {
            slot.busy = false;
            pump(job);
            return null;
        }
        if (delivery instanceof Delivery.Modification) {
            slot.modified = false;
            slot.modificationDue = engine.clock.nanoTime() + interval(job);
        }
        if (delivery instanceof Delivery.RangesTransferred parts) {
            slot.ranges.told(parts.file(), parts.ranges(), engine.clock.nanoTime() + interval(job));
        }
        registration.calls++;
        return new Call(registration, delivery);
    }

    /** How far apart modifications are told, and ranges, in nanoseconds. */
    private long interval(Job job) {
        Duration own = job.data.notificationInterval;
        return (own != null ? own : engine.settings.modificationInterval()).toNanos();
    }

    private static int perform(Call call, Job job) {
        try {
            return call.delivery().deliver(call.registration().target, job);
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, "the notify target of job " + job.id() + " failed", failure);
            return HResult.E_FAIL;
        }
    }

    private void end(Job job, Call call, int hresult) {
        NotifySlot slot = job.slot;
        slot.busy = false;
        boolean present = slot.receiver() == call.registration();
        boolean accepted = hresult == HResult.S_OK || !engine.rules.repeats(call.delivery());
        switch (call.delivery()) {
            // Who refuses the content meanwhile is to be told of what comes instead.
            case Delivery.FileTransferred told when accepted && told.file().refusals == told.refusals() ->
                job.change(Job.Change.INTERNAL, told.file(), _ -> told.file().notified = true);
            case Delivery.Outcome outcome when accepted -> {
                if (present) {
                    slot.accepted = outcome.number();
                }
                engine.programs.accepted(job, outcome);
            }
            case Delivery.Modification _, Delivery.RangesTransferred _ -> {}
            case Delivery refused when present -> {
                slot.repeatDue = engine.clock.nanoTime() + engine.settings.repeatDelay().toNanos();
                if (refused instanceof Delivery.Outcome outcome) {
                    engine.programs.refused(job, outcome);
                }
            }
            default -> {}
        }
        returned(call.registration());
        pump(job);
    }

    /** Whether the client wants that kind. */
    static boolean wants(Job job, NotifyFlag flag) {
        int flags = job.data.notifyFlags;
        return (flags & NotifyFlag.DISABLE.code()) == 0 && (flags & flag.code()) != 0;
    }
}
