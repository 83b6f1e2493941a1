package io.github.bits4j.internal;

/** What a buffer has to know of events that wait for a slow subscriber. */
public interface EventRules<E> {
    /** Whether such events come again and again, so that only the newest of its class waits. */
    boolean comesAgain(E event);

    /** What waits in the place of two events of a class that comes again. */
    default E merged(E older, E newer) {
        return newer;
    }

    /** Whether no event comes after it. */
    boolean isLast(E event);

    /** Lets go of what belongs to an event that nobody gets. */
    default void discard(E event) {}
}
