package io.github.bits4j.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Ends a job or a download for somebody who wants it gone, and tries again if the service fails at it. */
public abstract class Removal {
    private static final Duration SHORTEST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final GrowingDelay delay = new GrowingDelay(SHORTEST_DELAY, LONGEST_DELAY);

    /** Tries once; whether there is nothing more to do: it is gone, or nobody can end it. */
    protected abstract boolean end();

    /** Done when there is nothing more to do. */
    public final CompletableFuture<Void> ended() {
        return ended;
    }

    /** Tries now, and later as often as it takes. */
    public final void start() {
        if (!attempt()) {
            EventThreads.later(delay.next(), this::start);
        }
    }

    /** Whether there is nothing more to do. */
    public final boolean attempt() {
        if (ended.isDone()) {
            return true;
        }
        if (!end()) {
            return false;
        }
        ended.complete(null);
        return true;
    }
}
