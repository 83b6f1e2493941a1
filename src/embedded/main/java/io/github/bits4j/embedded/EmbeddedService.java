package io.github.bits4j.embedded;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ConnectOptions;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.embedded.face.ServiceFace;
import io.github.bits4j.embedded.queue.JobOwner;
import io.github.bits4j.embedded.queue.JobQueue;
import io.github.bits4j.embedded.queue.QueueSettings;
import io.github.bits4j.embedded.queue.ServiceRules;
import io.github.bits4j.embedded.store.JobStore;
import io.github.bits4j.embedded.store.LockedStoreException;
import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.time.SystemClock;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transfer service inside this process, for machines that have none and for tests.
 *
 * <p>Its clients reach it as they reach the system's: through COM interface pointers. It works while it is open, and only
 * then; that is why nothing chooses it silently in the system's place.
 *
 * <p>{@link #open(Path)} keeps the jobs in a directory, so that they survive the process, however it ends:
 * <ul>
 * <li>What a client's call has changed is on the disk when the call returns. If it cannot be (the disk is full), the call
 *     fails with the HRESULT of the disk's error: CreateJob then has made no job, Complete and Cancel have touched no file;
 *     other changes hold in this process, and are stored as soon as the disk allows it.
 * <li>When the directory is opened again, jobs that were queued or transferring go on by themselves, a waiting for a retry
 *     goes on for the rest of its time, and all others are as they were. A transfer goes on from bytes that had been forced
 *     to the disk, which happens each second and at each stop; bytes that are missing are fetched again.
 * <li>A Complete or Cancel that the end of the process interrupted is finished. A file under its final name is always whole.
 * <li>The server of an upload that was cancelled while it was out of reach is told by a later service too, within the documented
 *     24 hours or the job's no-progress timeout.
 * <li>Notify interfaces do not survive; flags, command lines, notification classes and errors do. Certificate callbacks do
 *     not survive either: until one is set anew, their jobs fail with BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED.
 * <li>Downloads of the modern interfaces are kept if their property NonVolatile says so and they go into a file; of all others
 *     the temporary files are deleted when the directory is opened again. As jobs of Delivery Optimization do, they end 30 days
 *     after they were made.
 * <li>All of it is encrypted, credentials and headers included, under a key in the same directory: the directory is to be
 *     this user's alone, as it is if it was made here.
 * </ul>
 * {@link #inMemory()} keeps nothing: its jobs end with it.
 *
 * <p>Closing it ends all transfers; clients that still hold pointers get
 * RPC_S_SERVER_UNAVAILABLE, as from a service that has ended.
 */
public final class EmbeddedService implements AutoCloseable {
    /**
     * What a service holds for its clients; all zero once they have let go and the service is closed.
     *
     * @param objects COM objects alive, the manager's included
     * @param callbacks notify interfaces, certificate callbacks and streams of clients
     */
    public record Counts(int objects, int callbacks) {}

    private final ServiceKind kind;
    private final HttpTransport transport = new HttpTransport();
    private final SystemClock systemClock = new SystemClock();
    private final ServiceFace face;

    private final JobQueue queue;
    private final @Nullable JobStore store;

    private EmbeddedService(ServiceKind kind, EmbeddedOptions options) {
        this.kind = kind;
        this.store = null;
        this.queue = new JobQueue(
                rules(kind), QueueSettings.defaults(), transport, options.clock().orElse(systemClock));
        queue.setHooks(options.hooks());
        this.face = new ServiceFace(queue, options.notificationClasses());
    }

    private EmbeddedService(ServiceKind kind, EmbeddedOptions options, JobStore store) throws IOException {
        this.kind = kind;
        this.store = store;
        try {
            this.queue = JobQueue.restore(rules(kind), QueueSettings.defaults(), transport,
                    options.clock().orElse(systemClock), store, options.hooks());
            this.face = new ServiceFace(queue, options.notificationClasses());
        } catch (IOException | RuntimeException | Error failure) {
            transport.close();
            systemClock.close();
            throw failure;
        }
    }

    private static ServiceRules rules(ServiceKind kind) {
        return switch (kind) {
            case BITS -> ServiceRules.BITS;
            case DELIVERY_OPTIMIZATION -> ServiceRules.DELIVERY_OPTIMIZATION;
        };
    }

    /** A service that keeps its jobs in memory and behaves as BITS does. */
    public static EmbeddedService inMemory() {
        return inMemory(ServiceKind.BITS);
    }

    /** A service that keeps its jobs in memory and behaves as the given one does. */
    public static EmbeddedService inMemory(ServiceKind kind) {
        return inMemory(kind, EmbeddedOptions.usual());
    }

    /** The same, by a clock of the caller's: delays and timeouts pass when the clock says so. */
    public static EmbeddedService inMemory(ServiceKind kind, ServiceClock clock) {
        return inMemory(kind, EmbeddedOptions.usual().withClock(clock));
    }

    /** The same, as the options say. */
    public static EmbeddedService inMemory(ServiceKind kind, EmbeddedOptions options) {
        return new EmbeddedService(kind, options);
    }

    /** As {@link #open(Path, ServiceKind)}, behaving as BITS does. */
    public static EmbeddedService open(Path directory) throws IOException {
        return open(directory, ServiceKind.BITS);
    }

    /**
     * A service that keeps its jobs in the directory, and goes on with those it finds there. The directory is one
     * application's, and the service's alone; it is made if there is none.
     *
     * <p>A store that is damaged is set aside and logged, and the service starts without jobs: see {@link #damaged()}.
     *
     * @throws StoreInUseException if a service has it open, in this process or another
     * @throws IOException if it cannot be read or written, or belongs to a service of the other kind or to a newer version
     */
    public static EmbeddedService open(Path directory, ServiceKind kind) throws IOException {
        return open(directory, kind, EmbeddedOptions.usual());
    }

    /** The same, by a clock of the caller's, as {@link #inMemory(ServiceKind, ServiceClock)}. */
    public static EmbeddedService open(Path directory, ServiceKind kind, ServiceClock clock) throws IOException {
        return open(directory, kind, EmbeddedOptions.usual().withClock(clock));
    }

    /** The same, as the options say. */
    public static EmbeddedService open(Path directory, ServiceKind kind, EmbeddedOptions options) throws IOException {
        JobStore store;
        try {
            store = JobStore.open(directory);
        } catch (LockedStoreException locked) {
            throw new StoreInUseException(directory, locked);
        }
        try {
            return new EmbeddedService(kind, options, store);
        } catch (IOException | RuntimeException | Error failure) {
            store.close();
            throw failure;
        }
    }

    /** The store that was found damaged when this service opened its directory, if that was so. */
    public Optional<DamagedStore> damaged() {
        return store == null ? Optional.empty() : store.damaged()
                .map(found -> new DamagedStore(found.setAside(), found.reason()));
    }

    /** Connects a client; each has a manager of its own. */
    public BackgroundCopyManager connect() {
        return connect(JobOwner.ofProcess());
    }

    /**
     * Connects a client who acts for another user: jobs belong to who created them, and only he may change them or register
     * notifications, or {@linkplain #connectAsAdministrator an administrator}; others get E_ACCESSDENIED. {@link #connect()} acts
     * for the user of this process.
     */
    public BackgroundCopyManager connectAs(String user) {
        return connect(new JobOwner(user, false));
    }

    /**
     * Connects a client who acts for an administrator, as an elevated process does. He may list and change the jobs of all users,
     * register notifications and take jobs over; but credentials, custom headers and helper tokens are for a job's owner to set.
     * Jobs that he has made, or taken, are counted for no limit, and nobody may change them who is none, his own name included.
     *
     * <p>Everybody counts as logged on, and the files of all jobs are this process's: a job goes on whoever has taken it, and
     * BG_E_NEW_OWNER_NO_FILE_ACCESS and BG_E_NEW_OWNER_DIFF_MAPPING do not occur. The modern interfaces of Delivery Optimization,
     * {@link #connectDeliveryOptimizationAs}, know no administrators.
     */
    public BackgroundCopyManager connectAsAdministrator(String user) {
        return connect(new JobOwner(user, true));
    }

    private BackgroundCopyManager connect(JobOwner self) {
        ComObject manager = face.newManager(self);
        try {
            // The vtables behind it are ours, in the order that we call.
            return BackgroundCopyManager.of(manager.pointer(), kind, ConnectOptions.defaults().withUnconfirmedSlots());
        } finally {
            manager.release();
        }
    }

    /**
     * Connects a client of the modern interfaces, {@code IDOManager} and {@code IDODownload}; each has a manager of its own.
     *
     * <p>There are no peers, no lookup of content by its id, no hashes of pieces and no decryption. A
     * download into a file whose property NonVolatile is set is kept by a service with a directory; all others, and those into
     * streams, end with the service.
     *
     * @throws UnsupportedOperationException if the service behaves as BITS does
     */
    public DeliveryOptimizationManager connectDeliveryOptimization() {
        return connectDeliveryOptimizationAs(System.getProperty("user.name", ""));
    }

    /** The same for a client who acts for another user, as {@link #connectAs}: he finds his own downloads only. */
    public DeliveryOptimizationManager connectDeliveryOptimizationAs(String user) {
        if (kind != ServiceKind.DELIVERY_OPTIMIZATION) {
            throw new UnsupportedOperationException("the service behaves as " + kind + ", which has no IDOManager");
        }
        ComObject manager = face.newManager(new JobOwner(user, false));
        try {
            return DeliveryOptimizationManager.of(manager.pointer());
        } finally {
            manager.release();
        }
    }

    /**
     * The IBackgroundCopyManager, for native programs; borrowed, valid until the service is closed. That of Delivery Optimization
     * has IDOManager too, by QueryInterface. To use it through {@link BackgroundCopyManager#of(MemorySegment, ServiceKind,
     * ConnectOptions)}, {@link ConnectOptions#withUnconfirmedSlots()} is safe: the vtables are ours.
     */
    public MemorySegment pointer() {
        return face.managerPointer();
    }

    /** Which service it behaves as. */
    public ServiceKind kind() {
        return kind;
    }

    /** Whether {@link #close()} has been called; connecting throws {@link IllegalStateException} then. */
    public boolean isClosed() {
        return face.isClosed();
    }

    /** What it holds for its clients now. */
    public Counts counts() {
        return new Counts(face.objectCount(), face.callbackCount());
    }

    /**
     * The network is another than before, and so may be the answers of the options' transfer policy: jobs that it held back
     * go on, others stop.
     */
    public void reviewTransferPolicy() {
        queue.reviewPolicy();
    }

    /** Ends the service; a second time it does nothing. */
    @Override
    public void close() {
        face.close();
        if (store != null) {
            store.close();
        }
        transport.close();
        systemClock.close();
    }
}
