package io.github.bits4j.embedded.transfer.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections that are open: those in use, and for a while those that can be used again. */
final class ConnectionPool implements AutoCloseable {
    private static final int MAXIMUM_IDLE = 20;
    private static final long MAXIMUM_AGE = Duration.ofSeconds(5).toNanos();

    private final Set<HttpConnection> used = new HashSet<>();
    private final Deque<HttpConnection> idle = new ArrayDeque<>();
    private boolean closed;

    /** An idle connection, now in use; null if there is none. */
    synchronized @Nullable HttpConnection take(Endpoint endpoint) {
        sweep();
        for (Iterator<HttpConnection> all = idle.descendingIterator(); all.hasNext(); ) {
            HttpConnection connection = all.next();
            if (connection.endpoint().equals(endpoint)) {
                all.remove();
                used.add(connection);
                return connection;
            }
        }
        return null;
    }

    /** A new connection is in use. After the end it is closed at once. */
    synchronized void add(HttpConnection connection) {
        used.add(connection);
        if (closed) {
            connection.close();
        }
    }

    /** The connection is as it was before its request. */
    synchronized void giveBack(HttpConnection connection) {
        used.remove(connection);
        sweep();
        if (closed || idle.size() >= MAXIMUM_IDLE) {
            connection.close();
        } else {
            connection.rest();
            idle.add(connection);
        }
    }

    void discard(HttpConnection connection) {
        synchronized (this) {
            used.remove(connection);
        }
        connection.close();
    }

    private void sweep() {
        long now = System.nanoTime();
        while (!idle.isEmpty() && now - idle.getFirst().restingSince() > MAXIMUM_AGE) {
            idle.removeFirst().close();
        }
    }

    @Override
    public void close() {
        List<HttpConnection> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(used);
            all.addAll(idle);
            idle.clear();
        }
        all.forEach(HttpConnection::close);
    }
}
