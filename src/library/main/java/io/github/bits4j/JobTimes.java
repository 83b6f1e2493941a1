package io.github.bits4j;

import io.github.bits4j.bindings.bits.BG_JOB_TIMES;
import io.github.bits4j.bindings.com.FILETIME;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.Optional;

/**
 * When things happened to a job.
 *
 * @param created when the job was created
 * @param modified when a property, the state or the progress last changed
 * @param transferred when all files had been transferred; empty before
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/ns-bits-bg_job_times">BG_JOB_TIMES</a>
 */
public record JobTimes(Instant created, Instant modified, Optional<Instant> transferred) {
    /** Seconds from 1601, where FILETIME begins, to 1970. */
    private static final long EPOCH_SECONDS = 11_644_473_600L;
    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final long NANOS_PER_TICK = 100;

    static JobTimes read(MemorySegment times) {
        return new JobTimes(
                instant(BG_JOB_TIMES.CreationTime(times)),
                instant(BG_JOB_TIMES.ModificationTime(times)),
                ticks(BG_JOB_TIMES.TransferCompletionTime(times)) == 0
                        ? Optional.empty()
                        : Optional.of(instant(BG_JOB_TIMES.TransferCompletionTime(times))));
    }

    static Instant instant(MemorySegment fileTime) {
        long ticks = ticks(fileTime);
        return Instant.ofEpochSecond(
                ticks / TICKS_PER_SECOND - EPOCH_SECONDS, ticks % TICKS_PER_SECOND * NANOS_PER_TICK);
    }

    private static long ticks(MemorySegment fileTime) {
        return (long) FILETIME.dwHighDateTime(fileTime) << 32 | Integer.toUnsignedLong(FILETIME.dwLowDateTime(fileTime));
    }
}
