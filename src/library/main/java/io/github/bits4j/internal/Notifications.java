package io.github.bits4j.internal;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The callback that was set through one Java object, those who are notified by it (one callback and any number of subscribers),
 * and the futures that wait for the object's end.
 *
 * @param <E> the events
 * @param <C> the callback, shaped as COM has it
 * @param <S> what makes events of the callback's calls
 */
public abstract class Notifications<E, C, S extends EventSource> {
    private static final Logger LOG = System.getLogger("io.github.bits4j");

    private final Listening listening;
    private final AtomicReference<@Nullable CallbackObject<C>> registration = new AtomicReference<>();
    private final Set<EventSubscription<E, S>> subscribers = ConcurrentHashMap.newKeySet();
    private final Endings endings;
    /** Held while the service is told, and never by what it calls meanwhile. */
    private final ReentrantLock changes = new ReentrantLock();
    private volatile boolean inChange;
    private volatile boolean closed;

    /**
     * @param listening gets this object as long as there is something to end with the connection
     * @param newRemoval for futures that have to remove the object
     */
    protected Notifications(Listening listening, Supplier<Removal> newRemoval) {
        this.listening = listening;
        this.endings = new Endings(newRemoval, this::settle);
    }

    /** What is to be registered for a callback and the subscribers. */
    protected abstract CallbackObject<C> newObject(@Nullable C callback);

    /** Has the service call another object; NULL for none. */
    protected abstract void setPointer(MemorySegment unknown);

    /** What the service calls now, whoever has set it; owned by the caller. */
    protected abstract Optional<ComPointer> registeredPointer();

    /**
     * A service or an object that has ended notifies nobody, but is news itself.
     *
     * @throws IllegalStateException if the object is closed
     */
    protected abstract boolean mayTellTheEnd(ComException e);

    /** How a subscription fails because the object was closed. */
    protected abstract RuntimeException closed(@Nullable Throwable cause);

    protected final Set<EventSubscription<E, S>> subscribers() {
        return subscribers;
    }

    /** The service may call the object before this returns; whoever answers by another registration waits for the lock. */
    public final void register(C callback) {
        changing(() -> {
            set(callback);
            if (callback instanceof EventSource source) {
                source.start();
            }
        });
    }

    /** Registers what is none of ours; NULL for nothing. */
    public final void registerPointer(MemorySegment unknown) {
        MemorySegment pointer = MemorySegment.ofAddress(unknown.address()); // of no arena: from an STA another thread calls
        changing(() -> {
            setPointer(pointer);
            replace(null);
        });
    }

    /** @param polls whether the subscription is of use without notifications */
    protected final void subscribe(EventSubscription<E, S> subscription, boolean polls) {
        if (!subscription.begin()) {
            return;
        }
        subscribers.add(subscription);
        settle();
        try {
            joinOrPoll(polls);
        } catch (ComException e) {
            refuse(subscription, e);
            return;
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

    private void joinOrPoll(boolean polls) {
        try {
            changing(this::join);
        } catch (ComException e) {
            if (!polls && !mayTellTheEnd(e)) {
                throw e;
            }
            LOG.log(Level.DEBUG, "the service does not notify; a subscriber gets what polling finds", e);
        }
    }

    private void refuse(EventSubscription<E, S> subscription, Throwable failure) {
        subscription.fail(failure);
        if (subscription.isOver()) {
            unsubscribe(subscription); // it was cancelled before it was among the subscribers, and will not go by itself
        }
    }

    /** Registers, unless the service has an object of ours already, and keeps the callback that is set. */
    private void join() {
        CallbackObject<C> current = registration.get();
        if (current == null || current.isReleased()) {
            set(current == null ? null : current.hub().callback());
        }
    }

    protected final void unsubscribe(EventSubscription<E, S> subscription) {
        subscribers.remove(subscription);
        settle();
        if (subscribers.isEmpty()) {
            EventThreads.POOL.execute(this::withdrawIfUnused); // who cancels need not wait for the service
        }
    }

    private void withdrawIfUnused() {
        changes.lock();
        try {
            CallbackObject<C> ours = registration.get();
            if (ours != null && ours.hub().isUnused()) {
                withdraw(ours);
            }
        } finally {
            changes.unlock();
        }
    }

    private void set(@Nullable C callback) {
        CallbackObject<C> next = newObject(callback);
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
            listening.requireOpen();
            if (closed) {
                throw new IllegalStateException("the object is closed");
            }
            change.run();
        } finally {
            inChange = false;
            settle();
            changes.unlock();
        }
    }

    private void replace(@Nullable CallbackObject<C> next) {
        CallbackObject<C> previous = registration.getAndSet(next);
        if (previous != null) {
            previous.end();
            boolean kept = next != null && next.hub().callback() == previous.hub().callback();
            if (!kept && previous.hub().callback() instanceof EventSource source) {
                source.stop();
            }
        }
    }

    /** Lets the connection know whether there is anything to end when it is closed; keeps nothing idle alive. */
    final synchronized void settle() {
        CallbackObject<C> current = registration.get();
        if (inChange || !endings.isEmpty() || !subscribers.isEmpty() || (current != null && !current.isReleased())) {
            listening.add(this);
        } else {
            listening.remove(this);
        }
    }

    /** @param afterwards run when the future is done and, if the object has to be removed, that is done too */
    protected final <R> CompletableFuture<R> watch(Function<EndWatch.Ending, EndWatch<R>> newWatch, Runnable afterwards) {
        return endings.watch(newWatch, afterwards);
    }

    /** A notification came: those who wait should look. */
    final void wakeWatches() {
        endings.wake();
    }

    /** The object's life has been ended through this one: nobody needs to wait for the next poll to learn it. */
    public final void look() {
        endings.wake();
        subscribers.forEach(subscription -> subscription.delivery().poll());
        CallbackObject<C> current = registration.get();
        if (current != null && current.hub().callback() instanceof EventSource source) {
            source.poll();
        }
    }

    /** Ends deliveries, subscriptions and futures, as long as there are interface pointers for what that takes. */
    public final void close() {
        closed = true;
        endings.close();
        subscribers.forEach(subscription -> subscription.fail(closed(null)));
        changes.lock();
        try {
            CallbackObject<C> ours = registration.get();
            if (ours != null) {
                withdraw(ours);
            }
        } finally {
            changes.unlock();
        }
    }

    /**
     * The callback is removed if it is still ours: somebody else may have set his since, and what has ended has none.
     */
    private void withdraw(CallbackObject<C> ours) {
        replace(null);
        settle();
        try {
            if (!ours.isReleased()) {
                removeIfRegistered(ours);
            }
        } catch (ComException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "the callback could not be withdrawn", e);
        }
    }

    private void removeIfRegistered(CallbackObject<C> ours) {
        Optional<ComPointer> current = registeredPointer();
        if (current.isPresent()) {
            try (ComPointer pointer = current.get()) {
                if (ours.isAt(pointer.segment())) {
                    setPointer(MemorySegment.NULL);
                }
            }
        }
    }
}
