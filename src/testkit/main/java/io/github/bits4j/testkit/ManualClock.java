package io.github.bits4j.testkit;

import io.github.bits4j.embedded.time.ServiceClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until a test advances it, so that retry delays and timeouts of an embedded service pass in no time.
 *
 * <p>It may be used by any number of threads.
 */
public final class ManualClock implements ServiceClock {
    /** The time at which a clock begins that was given none. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Comparator<Alarm> ORDER =
            Comparator.comparingLong(Alarm::due).thenComparingLong(Alarm::number);

    private record Alarm(long due, long number, Runnable action) {}

    private final Instant start;
    /** One advances at a time; held while actions run, which the other lock is not: they come back with timers. */
    private final ReentrantLock advancing = new ReentrantLock();
    private final Object guard = new Object();
    private final TreeSet<Alarm> alarms = new TreeSet<>(ORDER);
    private long elapsed;
    private long numbers;

    /** A clock that begins at {@link #DEFAULT_START}. */
    public ManualClock() {
        this(DEFAULT_START);
    }

    /** A clock that begins at that time. */
    public ManualClock(Instant start) {
        this.start = Objects.requireNonNull(start, "start");
    }

    /**
     * Lets that time pass. The timers that come due run on this thread, in the order of their times, each when the clock shows
     * its time; also those that are added meanwhile. Of one time, the one that was added first runs first.
     *
     * <p>What a timer starts on other threads, a transfer above all, is not waited for: it finds the clock where it stands by
     * then.
     *
     * @param span not negative; zero runs the timers that are due now
     * @throws IllegalStateException if a timer's action calls it
     */
    public void advance(Duration span) {
        if (span.isNegative()) {
            throw new IllegalArgumentException("span must not be negative: " + span);
        }
        if (advancing.isHeldByCurrentThread()) {
            throw new IllegalStateException("a timer's action cannot advance the clock");
        }
        advancing.lock();
        try {
            long end = later(span);
            for (Alarm alarm = next(end); alarm != null; alarm = next(end)) {
                alarm.action().run();
            }
            synchronized (guard) {
                elapsed = end;
            }
        } finally {
            advancing.unlock();
        }
    }

    /** How much time has passed since the clock began. */
    public Duration elapsed() {
        return Duration.ofNanos(nanoTime());
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanoTime());
    }

    @Override
    public long nanoTime() {
        synchronized (guard) {
            return elapsed;
        }
    }

    @Override
    public Timer later(Duration delay, Runnable action) {
        synchronized (guard) {
            Alarm alarm = new Alarm(later(delay.isNegative() ? Duration.ZERO : delay), numbers++, action);
            alarms.add(alarm);
            return () -> {
                synchronized (guard) {
                    alarms.remove(alarm);
                }
            };
        }
    }

    /** The time that long from now; the clock ends after 292 years, and with it what is later. */
    private long later(Duration span) {
        synchronized (guard) {
            Duration left = Duration.ofNanos(Long.MAX_VALUE - elapsed);
            return span.compareTo(left) < 0 ? elapsed + span.toNanos() : Long.MAX_VALUE;
        }
    }

    private @Nullable Alarm next(long end) {
        synchronized (guard) {
            if (alarms.isEmpty() || alarms.first().due() > end) {
                return null;
            }
            Alarm alarm = alarms.removeFirst();
            elapsed = alarm.due();
            return alarm;
        }
    }
}
