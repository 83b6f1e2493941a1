package io.github.bits4j.embedded;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.embedded.face.ServiceFace;
import io.github.bits4j.embedded.queue.JobQueue;
import io.github.bits4j.embedded.queue.QueueSettings;
import io.github.bits4j.embedded.queue.ServiceRules;
import io.github.bits4j.embedded.time.ServiceClock;
import io.github.bits4j.embedded.time.SystemClock;
import io.github.bits4j.embedded.transfer.http.HttpTransport;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A transfer service inside this process, for machines that have none and for tests.
 *
 * <p>Its clients reach it as they reach the system's: through COM interface pointers. Its jobs live in memory and end with
 * it; that is why nothing chooses it silently in the system's place.
 *
 * <p>Closing it ends all transfers; clients that still hold pointers get
 * RPC_S_SERVER_UNAVAILABLE, as from a service that has ended.
 */
public final class EmbeddedService implements AutoCloseable {
    /**
     * What a service holds for its clients; all zero once they have let go and the service is closed.
     *
     * @param objects COM objects alive, the manager's included
     * @param callbacks notify interfaces of clients
     */
    public record Counts(int objects, int callbacks) {}

    private final ServiceKind kind;
    private final HttpTransport transport = new HttpTransport();
    private final SystemClock systemClock = new SystemClock();
    private final ServiceFace face;

    private EmbeddedService(ServiceKind kind, @Nullable ServiceClock clock) {
        this.kind = kind;
        ServiceRules rules = switch (kind) {
            case BITS -> ServiceRules.BITS;
            case DELIVERY_OPTIMIZATION -> ServiceRules.DELIVERY_OPTIMIZATION;
        };
        this.face = new ServiceFace(new JobQueue(
                rules, QueueSettings.defaults(), transport, clock == null ? systemClock : clock));
    }

    /** A service that keeps its jobs in memory and behaves as BITS does. */
    public static EmbeddedService inMemory() {
        return inMemory(ServiceKind.BITS);
    }

    /** A service that keeps its jobs in memory and behaves as the given one does. */
    public static EmbeddedService inMemory(ServiceKind kind) {
        return new EmbeddedService(kind, null);
    }

    /** The same, by a clock of the caller's: delays and timeouts pass when the clock says so. */
    public static EmbeddedService inMemory(ServiceKind kind, ServiceClock clock) {
        return new EmbeddedService(kind, Objects.requireNonNull(clock, "clock"));
    }

    /** Connects a client; each has a manager of its own. */
    public BackgroundCopyManager connect() {
        return connectAs(System.getProperty("user.name", ""));
    }

    /**
     * Connects a client who acts for another user: jobs belong to who created them, and only he may change them or register
     * notifications; others get E_ACCESSDENIED. {@link #connect()} acts for the user of this process.
     */
    public BackgroundCopyManager connectAs(String user) {
        ComObject manager = face.newManager(user);
        try {
            return BackgroundCopyManager.of(manager.pointer(), kind);
        } finally {
            manager.release();
        }
    }

    /** The IBackgroundCopyManager, for native programs; borrowed, valid until the service is closed. */
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

    /** Ends the service; a second time it does nothing. */
    @Override
    public void close() {
        face.close();
        transport.close();
        systemClock.close();
    }
}
