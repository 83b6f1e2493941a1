package io.github.bits4j.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** How fast something grows, from one measurement to the next. Used by one task after the other. */
public final class Rate {
    private long last;
    private long lastAt;
    private boolean measured;

    /** The mean rate per second since the last measurement; empty for the first one, and if it has become less. */
    public OptionalLong measure(long amount) {
        long grown = amount - last;
        double seconds = Math.max(1, sinceLast().toNanos()) / 1e9;
        OptionalLong rate = measured && grown >= 0 ? OptionalLong.of(Math.round(grown / seconds)) : OptionalLong.empty();
        last = amount;
        lastAt = System.nanoTime();
        measured = true;
        return rate;
    }

    /** Whether the interval has passed since the last measurement, or there was none. */
    public boolean isDue(Duration interval) {
        return !measured || sinceLast().compareTo(interval) >= 0;
    }

    private Duration sinceLast() {
        return Duration.ofNanos(System.nanoTime() - lastAt);
    }

    /** How long the rest takes at a rate; empty if the rate is not known, or nothing moves. */
    public static Optional<Duration> remaining(long bytes, OptionalLong perSecond) {
        if (bytes <= 0) {
            return Optional.of(Duration.ZERO);
        }
        long rate = perSecond.orElse(0);
        return rate == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(bytes / rate));
    }
}
