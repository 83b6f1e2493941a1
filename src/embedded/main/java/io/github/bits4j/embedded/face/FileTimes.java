package io.github.bits4j.embedded.face;

import io.github.bits4j.bindings.com.FILETIME;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes FILETIME: 100-nanosecond ticks since 1601, 0 for never. */
final class FileTimes {
    private static final long EPOCH_SECONDS = 11_644_473_600L;

    private FileTimes() {}

    static void set(MemorySegment fileTime, @Nullable Instant instant) {
        long ticks = instant == null
                ? 0
                : (instant.getEpochSecond() + EPOCH_SECONDS) * 10_000_000 + instant.getNano() / 100;
        FILETIME.dwLowDateTime(fileTime, (int) ticks);
        FILETIME.dwHighDateTime(fileTime, (int) (ticks >>> 32));
    }
}
