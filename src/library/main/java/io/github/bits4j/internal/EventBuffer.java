package io.github.bits4j.internal;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Events that wait for a slow subscriber, in order. Of those that come again and again only the newest of a kind waits; all
 * others wait in full, so there must not be many of them.
 */
public final class EventBuffer<E> {
    private final EventRules<E> rules;
    private final Queue<E> events = new ArrayDeque<>();

    public EventBuffer(EventRules<E> rules) {
        this.rules = rules;
    }

    public synchronized void add(E event) {
        E older = rules.comesAgain(event) ? removeOlder(event) : null;
        events.add(older == null ? event : rules.merged(older, event));
    }

    private @Nullable E removeOlder(E newer) {
        for (Iterator<E> all = events.iterator(); all.hasNext();) {
            E event = all.next();
            if (event.getClass() == newer.getClass()) {
                all.remove();
                return event;
            }
        }
        return null;
    }

    public synchronized @Nullable E poll() {
        return events.poll();
    }

    public synchronized boolean isEmpty() {
        return events.isEmpty();
    }

    /** Lets go of all of them. */
    public synchronized void clear() {
        events.forEach(rules::discard);
        events.clear();
    }
}
