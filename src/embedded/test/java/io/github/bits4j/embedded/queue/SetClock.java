package io.github.bits4j.embedded.queue;

import io.github.bits4j.embedded.time.ServiceClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that a test sets, also while no service is there. */
final class SetClock implements ServiceClock {
    private record Alarm(Instant due, Runnable action) {}

    private final Instant start = Instant.parse("2026-11-21T00:00:00Z");
    private final List<Alarm> alarms = new ArrayList<>();
    private Duration past = Duration.ZERO;

    /** Lets that time pass; whatever has become due runs at its end. */
    void advance(Duration span) {
        List<Alarm> due;
        synchronized (this) {
            past = past.plus(span);
            due = alarms.stream().filter(alarm -> !alarm.due().isAfter(now())).toList();
            alarms.removeAll(due);
        }
        due.forEach(alarm -> alarm.action().run());
    }

    @Override
    public synchronized Instant now() {
        return start.plus(past);
    }

    @Override
    public synchronized long nanoTime() {
        return past.toNanos();
    }

    @Override
    public synchronized Timer later(Duration delay, Runnable action) {
        Alarm alarm = new Alarm(now().plus(delay), action);
        alarms.add(alarm);
        return () -> {
            synchronized (this) {
                alarms.remove(alarm);
            }
        };
    }

    /** How many are set for that time from now. */
    synchronized int alarmsIn(Duration delay) {
        return (int) alarms.stream().filter(alarm -> alarm.due().equals(now().plus(delay))).count();
    }
}
