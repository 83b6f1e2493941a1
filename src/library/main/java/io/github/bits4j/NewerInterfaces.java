package io.github.bits4j;

import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.Guid;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The newer interfaces of an object of the service, each asked for when it is first needed and then kept.
 *
 * <p>Nobody holds a lock while the service is asked. Threads that need the same interface at the same time may all ask; they
 * get the same pointer.
 */
final class NewerInterfaces implements AutoCloseable {
    private final Connection connection;
    private final ComPointer object;
    private final Supplier<Optional<JobState>> state;
    private final Map<Guid, Optional<ComPointer>> known = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param state reads the state of the job that the object is, for an exception that says it */
    NewerInterfaces(Connection connection, ComPointer object, Supplier<Optional<JobState>> state) {
        this.connection = connection;
        this.object = object;
        this.state = state;
    }

    /**
     * The methods of an interface, which the first call asks for. They throw {@link UnsupportedInterfaceException} if the
     * service has none.
     */
    ServiceInterface methods(String name, Guid iid) {
        return new ServiceInterface(connection, name, () -> required(name, iid), state);
    }

    /**
     * The methods of an interface whose order is not confirmed. They throw {@link UnsupportedInterfaceException} if the
     * service has none, {@link UnconfirmedInterfaceException} unless the connection's options allow them.
     */
    ServiceInterface unconfirmed(String name, Guid iid) {
        return new ServiceInterface(connection, name, () -> {
            ComPointer pointer = required(name, iid);
            if (!connection.options.callsUnconfirmedSlots()) {
                throw new UnconfirmedInterfaceException(name);
            }
            return pointer;
        }, state);
    }

    /** Whether the object has the interface and its methods may be called. */
    boolean hasUnconfirmed(Guid iid) {
        return connection.options.callsUnconfirmedSlots() && has(iid);
    }

    /** Whether the object has the interface. */
    boolean has(Guid iid) {
        return find(iid).isPresent();
    }

    private ComPointer required(String name, Guid iid) {
        return find(iid).orElseThrow(() -> new UnsupportedInterfaceException(name, connection.kind));
    }

    private Optional<ComPointer> find(Guid iid) {
        Optional<ComPointer> pointer = known.get(iid);
        return pointer == null ? ask(iid) : pointer;
    }

    private Optional<ComPointer> ask(Guid iid) {
        Optional<ComPointer> asked = connection.query(object, iid);
        Optional<ComPointer> first = known.putIfAbsent(iid, asked);
        if (first != null || closed) {
            asked.ifPresent(ComPointer::close); // calls through a closed pointer say so
        }
        return first == null ? asked : first;
    }

    /** Releases the pointers. */
    @Override
    public void close() {
        closed = true;
        known.values().forEach(pointer -> pointer.ifPresent(ComPointer::close));
    }
}
