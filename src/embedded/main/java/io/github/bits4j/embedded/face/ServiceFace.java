package io.github.bits4j.embedded.face;

import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.queue.JobOwner;
import io.github.bits4j.embedded.queue.JobQueue;
import io.github.bits4j.embedded.queue.ServiceRules;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What the objects of one service share: its queue, the client pointers it holds, and the counts of both sides. */
public final class ServiceFace implements AutoCloseable {
    private static final int RPC_S_SERVER_UNAVAILABLE = 1722;

    final ComScope clients = new ComScope();
    final AtomicInteger objects = new AtomicInteger();
    final AtomicInteger callbacks = new AtomicInteger();
    final NotificationClasses notificationClasses;
    private final JobQueue queue;
    private final ComObject manager;
    private final AtomicBoolean running = new AtomicBoolean(true);

    /** Makes the manager's COM object, in front of {@code queue}. */
    public ServiceFace(JobQueue queue, NotificationClasses notificationClasses) {
        this.queue = queue;
        this.notificationClasses = notificationClasses;
        this.manager = newManager(JobOwner.ofProcess());
        queue.setNotifyClasses((job, clsid) -> new ClassCallback(this, job, clsid));
    }

    /** The IBackgroundCopyManager, borrowed. */
    public MemorySegment managerPointer() {
        requireOpen();
        return manager.pointer();
    }

    /** A manager for a client; its reference is the caller's. @param self as whom he owns the jobs that he makes */
    public ComObject newManager(JobOwner self) {
        requireOpen();
        Client client = new Client(this, self);
        return kind() == ServiceKind.BITS
                ? object(new ManagerFace(client), ManagerFace.VTABLE)
                : object(new DeliveryManagerFace(client), ManagerFace.VTABLE, DeliveryManagerFace.MODERN);
    }

    /** COM objects that clients hold, and the manager's, which is there until the service is closed. */
    public int objectCount() {
        return objects.get();
    }

    /** Callbacks of clients that the service holds. */
    public int callbackCount() {
        return callbacks.get();
    }

    /** A new COM object for a client, with a vtable for each line of interfaces: its first reference is the client's. */
    ComObject object(FaceObject target, ComVtable<?>... vtables) {
        ComObject object = ComObject.inProcess(target, vtables);
        objects.incrementAndGet();
        return object;
    }

    /** The queue; a client of a service that has ended gets what COM tells him of one. */
    JobQueue queue() {
        ensureRunning();
        return queue;
    }

    /** How the service behaves, running or not. */
    ServiceRules rules() {
        return queue.rules();
    }

    /** @throws IllegalStateException for who holds the service itself: he has closed it */
    private void requireOpen() {
        if (isClosed()) {
            throw new IllegalStateException("the embedded service is closed");
        }
    }

    /** What the service behaves as. */
    ServiceKind kind() {
        return rules() == ServiceRules.BITS ? ServiceKind.BITS : ServiceKind.DELIVERY_OPTIMIZATION;
    }

    /** Whether {@link #close()} has been called. */
    public boolean isClosed() {
        return !running.get();
    }

    void ensureRunning() {
        if (!running.get()) {
            throw new ComException(HResult.ofWin32(RPC_S_SERVER_UNAVAILABLE), "the embedded service has been closed");
        }
    }

    /** Ends the queue and lets go of all clients; their pointers stay safe to use and to release. */
    @Override
    public void close() {
        if (running.getAndSet(false)) {
            queue.close();
            clients.close();
            manager.release();
        }
    }
}
