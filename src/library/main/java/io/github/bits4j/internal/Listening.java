package io.github.bits4j.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Those of a connection who have a callback registered, a subscriber or a future: they end with the connection. */
public final class Listening {
    private final Set<Notifications<?, ?, ?>> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    void add(Notifications<?, ?, ?> listening) {
        all.add(listening);
    }

    void remove(Notifications<?, ?, ?> idle) {
        all.remove(idle);
    }

    /** @throws IllegalStateException if the connection is closed or being closed */
    public void requireOpen() {
        if (closing) {
            throw new IllegalStateException("the connection is closed");
        }
    }

    public void close() {
        closing = true;
        List.copyOf(all).forEach(Notifications::close);
    }
}
