package io.github.bits4j;

import io.github.bits4j.TransferException.Reason;
import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.internal.EventThreads;
import io.github.bits4j.internal.SerialExecutor;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The notify interface that was set through one Java job, those who are notified by it (one callback and any number of
 * subscribers), and the futures that wait for the job.
 */
final class JobNotifications {
    private static final Logger LOG = System.getLogger("io.github.bits4j");

    private final BackgroundCopyJob job;
    private final AtomicReference<@Nullable Registration> registration = new AtomicReference<>();
    private final Set<EventSubscription> subscribers = ConcurrentHashMap.newKeySet();
    private final JobEndings endings;
    /** Held while the service is told, and never by what it calls meanwhile. */
    private final ReentrantLock changes = new ReentrantLock();
    private volatile boolean inChange;
    private volatile boolean closed;

    JobNotifications(BackgroundCopyJob job) {
        this.job = job;
        this.endings = new JobEndings(job, this::settle);
    }

    EventDelivery register(JobListener listener, NotifyOptions options) {
        EventDelivery delivery = new EventDelivery(job, listener, options, new SerialExecutor(options.executor()));
        register(delivery);
        return delivery;
    }

    /** The service may call the object before this returns; whoever answers by another registration waits for the lock. */
    void register(BackgroundCopyCallback callback) {
        changing(() -> {
            set(callback);
            if (callback instanceof EventDelivery delivery) {
                delivery.start();
            }
        });
    }

    void registerPointer(MemorySegment unknown) {
        changing(() -> {
            setPointer(unknown);
            replace(null);
        });
    }

    /** As the publisher of the job's events. */
    void subscribe(Flow.Subscriber<? super JobEvent> subscriber, NotifyOptions options) {
        EventSubscription subscription = new EventSubscription(job, subscriber, options, this::unsubscribe);
        if (!subscription.begin()) {
            return;
        }
        subscribers.add(subscription);
        settle();
        try {
            changing(this::join);
        } catch (BackgroundCopyException e) {
            if (options.pollInterval().isEmpty() && !mayTellTheEnd(e)) {
                refuse(subscription, e);
                return;
            }
            LOG.log(Level.DEBUG, "the service does not notify; a subscriber gets what polling finds", e);
        } catch (IllegalStateException e) {
            refuse(subscription, closed(e));
            return;
        }
        if (subscription.isOver()) {
            unsubscribe(subscription); // it was cancelled before it was registered
        } else {
            subscription.start();
        }
    }

    private void refuse(EventSubscription subscription, Throwable failure) {
        subscription.fail(failure);
        if (subscription.isOver()) {
            unsubscribe(subscription); // it was cancelled before it was among the subscribers, and will not go by itself
        }
    }

    /** A service or a job that has ended notifies nobody, but is news itself. */
    private boolean mayTellTheEnd(BackgroundCopyException e) {
        try {
            return e.isServiceGone() || job.state().isFinal();
        } catch (BackgroundCopyException unknown) {
            return unknown.isServiceGone();
        }
    }

    /** Registers, unless the service has an object of ours already, and keeps the callback that is set. */
    private void join() {
        Registration current = registration.get();
        if (current == null || current.isReleased()) {
            set(current == null ? null : current.hub().callback());
        }
    }

    private void unsubscribe(EventSubscription subscription) {
        subscribers.remove(subscription);
        settle();
        if (subscribers.isEmpty()) {
            EventThreads.POOL.execute(this::withdrawIfUnused); // who cancels need not wait for the service
        }
    }

    private void withdrawIfUnused() {
        changes.lock();
        try {
            Registration ours = registration.get();
            if (ours != null && ours.hub().isUnused()) {
                withdraw(ours);
            }
        } finally {
            changes.unlock();
        }
    }

    private void set(@Nullable BackgroundCopyCallback callback) {
        Registration next = new Registration(job, this, new NotificationHub(callback, subscribers));
        ComObject object = next.newObject();
        try {
            setPointer(object.pointer());
        } finally {
            object.release(); // the service has its own reference now, or refused
        }
        replace(next);
    }

    /** One change at a time, so that the registration here is the one that the service has. */
    private void changing(Runnable change) {
        changes.lock();
        try {
            inChange = true;
            settle();
            // Either this sees that it is being closed, or whoever closes it sees us listening, subscribed and registered.
            job.connection.requireOpen();
            if (closed) {
                throw new IllegalStateException("the job is closed");
            }
            change.run();
        } finally {
            inChange = false;
            settle();
            changes.unlock();
        }
    }

    private void replace(@Nullable Registration next) {
        Registration previous = registration.getAndSet(next);
        if (previous != null) {
            previous.end();
            boolean kept = next != null && next.hub().callback() == previous.hub().callback();
            if (!kept && previous.hub().callback() instanceof EventDelivery delivery) {
                delivery.stop();
            }
        }
    }

    /** Lets the connection know whether there is anything to end when it is closed; keeps no idle job alive. */
    synchronized void settle() {
        Registration current = registration.get();
        if (inChange || !endings.isEmpty() || !subscribers.isEmpty() || (current != null && !current.isReleased())) {
            job.connection.listening.add(this);
        } else {
            job.connection.listening.remove(this);
        }
    }

    private void setPointer(MemorySegment unknown) {
        job.methods.run("SetNotifyInterface", IBackgroundCopyJobVtbl::SetNotifyInterface, (function, self, arena) ->
                IBackgroundCopyJobVtbl.SetNotifyInterface.invoke(function, self, unknown));
    }

    CompletableFuture<TransferResult> watch(TransferOptions options, Runnable afterwards) {
        return endings.watch(options, afterwards);
    }

    /** A notification came: those who wait should look. */
    void wakeWatches() {
        endings.wake();
    }

    /** The job has been ended through this object: nobody needs to wait for the next poll to learn it. */
    void look() {
        endings.wake();
        subscribers.forEach(subscription -> subscription.delivery().poll());
        Registration current = registration.get();
        if (current != null && current.hub().callback() instanceof EventDelivery delivery) {
            delivery.poll();
        }
    }

    /** Ends deliveries, subscriptions and futures, as long as there are interface pointers for what that takes. */
    void close() {
        closed = true;
        endings.close();
        subscribers.forEach(subscription -> subscription.fail(closed(null)));
        changes.lock();
        try {
            Registration ours = registration.get();
            if (ours != null) {
                withdraw(ours);
            }
        } finally {
            changes.unlock();
        }
    }

    /**
     * The notify interface is removed from the job if it is still ours: somebody else may have set his since, and a job that
     * has ended has none.
     */
    private void withdraw(Registration ours) {
        replace(null);
        settle();
        try {
            if (!ours.isReleased()) {
                removeIfRegistered(ours);
            }
        } catch (ComException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "the notify interface could not be withdrawn", e);
        }
    }

    private void removeIfRegistered(Registration ours) {
        Optional<ComPointer> current = job.notifyInterface();
        if (current.isPresent()) {
            try (ComPointer pointer = current.get()) {
                if (ours.isAt(pointer.segment())) {
                    setPointer(MemorySegment.NULL);
                }
            }
        }
    }

    private static TransferException closed(@Nullable Throwable cause) {
        return new TransferException(Reason.CLOSED, null, "the job was closed", null, cause);
    }
}
