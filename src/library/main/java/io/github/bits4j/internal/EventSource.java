package io.github.bits4j.internal;

/** What makes events for one listener or subscriber. */
public interface EventSource {
    /** Starts to poll at intervals, if it is to do that. */
    void start();

    /** Reads the state now, for an event. */
    void poll();

    /** Makes no more events. */
    void stop();
}
