package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.time.ServiceClock;
import org.jspecify.annotations.Nullable;

/** Where a job stands with its notifications. Guarded by the queue's lock; the {@link Notifier}'s own. */
final class NotifySlot {
    /** A registered target, and the calls under way: it is released when it is given up and there is none. */
    static final class Registration {
        final NotifyTarget target;
        int calls;
        boolean givenUp;

        Registration(NotifyTarget target) {
            this.target = target;
        }
    }

    /** What the client has registered. */
    @Nullable Registration registration;
    /** An object of the job's notification class, for want of a registered one; made when it is needed. */
    @Nullable Registration instance;
    /** A thread has been asked to deliver, or does. */
    boolean busy;
    /** Counts how often the job came to TRANSFERRED or ERROR. */
    long outcome;
    /** The outcome that the present receiver has accepted. */
    long accepted;
    /** The outcome that the present receiver refused, and that went to the program of the command line instead. */
    long declined;
    final ProgramSlot program = new ProgramSlot();
    /** Something changed that the client may be told. */
    boolean modified;
    /** By the clock's nanoTime: not before that; null for at once. */
    @Nullable Long modificationDue;
    /** What has come of files on demand, and the client is not told of yet. */
    final RangeNews ranges = new RangeNews();
    /** By the clock's nanoTime: the client did not accept a notification, which is not repeated before that; null for at once. */
    @Nullable Long repeatDue;
    /** Looks again when something is due, and when that is. */
    ServiceClock.@Nullable Timer timer;
    long timerDue;

    /** Whom to tell; null for nobody. */
    @Nullable Registration receiver() {
        return registration != null ? registration : instance;
    }
}
