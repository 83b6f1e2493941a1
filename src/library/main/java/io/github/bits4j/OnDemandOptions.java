package io.github.bits4j;

import io.github.bits4j.internal.Arguments;
import java.time.Duration;

/**
 * How a file is read while it is fetched on demand.
 *
 * @param readAhead how many bytes are asked for at once, at least, where some are missing
 * @param timeout how long a read waits for bytes while none come
 */
public record OnDemandOptions(int readAhead, Duration timeout) {
    private static final OnDemandOptions DEFAULTS = new OnDemandOptions(1 << 20, Duration.ofMinutes(1));

    /** Checks the values. */
    public OnDemandOptions {
        if (readAhead <= 0) {
            throw new IllegalArgumentException("readAhead: must be positive, is " + readAhead);
        }
        Arguments.positive("timeout", timeout);
    }

    /** 1 MiB; a minute. */
    public static OnDemandOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another number of bytes. */
    public OnDemandOptions withReadAhead(int readAhead) {
        return new OnDemandOptions(readAhead, timeout);
    }

    /** These options with another limit. */
    public OnDemandOptions withTimeout(Duration timeout) {
        return new OnDemandOptions(readAhead, timeout);
    }
}
