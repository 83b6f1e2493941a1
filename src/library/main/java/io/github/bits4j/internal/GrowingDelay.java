package io.github.bits4j.internal;

import java.time.Duration;

/** Delays of which each is twice as long as the one before, up to the longest. Used by one attempt after the other. */
public final class GrowingDelay {
    private final Duration longest;
    private Duration next;

    public GrowingDelay(Duration first, Duration longest) {
        this.next = first;
        this.longest = longest;
    }

    public Duration next() {
        Duration delay = next;
        Duration twice = delay.plus(delay); // multipliedBy would load BigDecimal and fill its tables
        next = twice.compareTo(longest) < 0 ? twice : longest;
        return delay;
    }
}
