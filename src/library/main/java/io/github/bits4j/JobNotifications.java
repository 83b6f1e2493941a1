package io.github.bits4j;

import io.github.bits4j.bindings.bits.IBackgroundCopyJobVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The notify interface that was set through one Java job, and the futures that wait for the job. */
final class JobNotifications {
    private static final Logger LOG = System.getLogger("io.github.bits4j");

    private final BackgroundCopyJob job;
    private final AtomicReference<@Nullable Registration> registration = new AtomicReference<>();
    private final Set<TransferWatch> watches = ConcurrentHashMap.newKeySet();
    /** Held while the service is told, and never by what it calls meanwhile. */
    private final ReentrantLock changes = new ReentrantLock();
    private volatile boolean inChange;

    JobNotifications(BackgroundCopyJob job) {
        this.job = job;
    }

    EventDelivery register(JobListener listener, NotifyOptions options) {
        EventDelivery delivery = new EventDelivery(job, listener, options);
        register(new Registration(job, this, delivery, delivery::stop), delivery::start);
        return delivery;
    }

    void register(BackgroundCopyCallback callback) {
        register(new Registration(job, this, callback, () -> {}), () -> {});
    }

    /** The service may call the object before this returns; whoever answers by another registration waits for the lock. */
    private void register(Registration next, Runnable onSuccess) {
        changing(() -> {
            ComObject object = next.newObject();
            try {
                setPointer(object.pointer());
            } finally {
                object.release(); // the service has its own reference now, or refused
            }
            replace(next);
            onSuccess.run();
        });
    }

    void registerPointer(MemorySegment unknown) {
        changing(() -> {
            setPointer(unknown);
            replace(null);
        });
    }

    /** One change at a time, so that the registration here is the one that the service has. */
    private void changing(Runnable change) {
        changes.lock();
        try {
            inChange = true;
            settle();
            job.connection.requireOpen(); // either this sees that it is being closed, or whoever closes it sees us listening
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
        }
    }

    /** Lets the connection know whether there is anything to end when it is closed; keeps no idle job alive. */
    synchronized void settle() {
        Registration current = registration.get();
        if (inChange || !watches.isEmpty() || (current != null && !current.isReleased())) {
            job.connection.listening.add(this);
        } else {
            job.connection.listening.remove(this);
        }
    }

    private void setPointer(MemorySegment unknown) {
        job.methods.run("SetNotifyInterface", IBackgroundCopyJobVtbl::SetNotifyInterface, (function, self, arena) ->
                IBackgroundCopyJobVtbl.SetNotifyInterface.invoke(function, self, unknown));
    }

    CompletableFuture<TransferResult> watch(Duration stallTimeout) {
        TransferWatch watch = new TransferWatch(job, stallTimeout, this::unwatch);
        watches.add(watch);
        settle();
        return watch.start();
    }

    private void unwatch(TransferWatch watch) {
        watches.remove(watch);
        settle();
    }

    /** A notification came: those who wait should look. */
    void wakeWatches() {
        watches.forEach(TransferWatch::wake);
    }

    /**
     * Ends deliveries. The notify interface is removed from the job if it is still ours: somebody else may have set his since,
     * and a job that has ended has none.
     */
    void close() {
        changes.lock();
        try {
            Registration ours = registration.get();
            replace(null);
            settle();
            if (ours != null && !ours.isReleased()) {
                removeIfRegistered(ours);
            }
        } catch (ComException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "the notify interface could not be withdrawn", e);
        } finally {
            changes.unlock();
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
}
