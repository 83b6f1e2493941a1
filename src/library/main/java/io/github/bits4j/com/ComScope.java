package io.github.bits4j.com;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Interface pointers that are closed together: those of one connection to a service.
 *
 * <p>Closing it waits for no call; each pointer is released when the last call through it has returned.
 */
public final class ComScope implements AutoCloseable {
    private final Set<InterfaceReference> references = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** A scope without pointers. */
    public ComScope() {}

    InterfaceReference adopt(MemorySegment pointer) {
        InterfaceReference reference = new InterfaceReference(pointer, references);
        if (closed) {
            reference.giveUp();
            throw new IllegalStateException("the connection is closed");
        }
        return reference;
    }

    /** Whether {@link #close()} has been called. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        references.forEach(InterfaceReference::giveUp);
    }
}
